/** The tools that other tests trust. */

import { brokenRules } from '@shenbao/declaration/rules/what-blocks-submission.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import fc from 'fast-check'
import t from 'tap'
import { accounts, deputyOf, principalOf } from '../src/accounts.ts'
import { faultAt, faultyStore } from '../src/faulty-store.ts'
import { fixedClock } from '../src/fixed-clock.ts'
import { gatedFeed } from '../src/gated-feed.ts'
import { forms } from '../src/generators.ts'
import { memoryOffice } from '../src/memory-office.ts'
import { sampleForm } from '../src/sample-form.ts'
import { after, scenario } from '../src/scenario.ts'
import { seededRandom } from '../src/seeded-random.ts'
import { skewedClock, virtualClock } from '../src/virtual-clock.ts'
import { centralPack, openedDeclaration } from '../src/world.ts'

t.test('the sample form can be submitted; generated ones are whole or have gaps', t => {
  t.same(brokenRules(sampleForm(), centralPack), [])
  const some = fc.sample(forms, { numRuns: 50, seed: 7 })
  t.ok(some.some(form => form.name === null) && some.some(form => form.indicators.length > 2))
  t.end()
})

t.test('a scenario that does not come out as told fails', t => {
  const told: boolean[] = []
  const teller = {
    same: (found: unknown, wanted: unknown) => told.push(JSON.stringify(found) === JSON.stringify(wanted)),
    equal: (found: unknown, wanted: unknown) => told.push(found === wanted),
  } as unknown as Parameters<typeof scenario>[0]
  const submitting = scenario(teller).given().when('drafter', { type: 'submit' })
  submitting.then('submitted')
  submitting.then('discarded')
  submitting.thenRefused('not-now')
  submitting.thenForbidden()
  submitting.thenStands('drafting')
  t.same(told, [true, false, false, false, false])
  t.throws(() => after(openedDeclaration(), [['auditor', { type: 'submit' }]]), /given: .* was forbidden: not-yours/)
  t.end()
})

t.test('faults come where the plan says, and only there', async t => {
  const facts = async (plan: Parameters<typeof faultyStore>[1]) => {
    const inner = memoryEventStore()
    const store = faultyStore(inner, plan)
    const fault = await memoryOffice(store)
      .receive()
      .then(
        () => null,
        error => error as unknown,
      )
    return { fault, stored: (await inner.readAll(null, 100)).length > 0, appends: store.appends() }
  }
  t.match(await facts(() => null), { fault: null, stored: true, appends: 4 })
  t.match(await facts(faultAt(0, 'before')), { fault: LogFault, stored: false, appends: 1 })
  t.match(await facts(faultAt(0, 'after')), { fault: LogFault, stored: true, appends: 1 })
  t.match(await facts(faultAt(0, 'twice')), { fault: null, stored: true, appends: 4 })
  t.match(await facts(faultAt(0, 'conflict')), { fault: /already recorded with other content/, stored: false })
})

t.test('the clock stands until it is set, its readings go on', t => {
  const clock = fixedClock('2026-03-01')
  const [first, second] = [clock.now(), clock.now()]
  t.ok(first.recordedAt < second.recordedAt)
  clock.set('2026-03-02')
  t.equal(clock.now().today, '2026-03-02')
  t.end()
})

t.test('nobody shares a chair', t => {
  t.equal(new Set(accounts.map(account => JSON.stringify(principalOf(account).chairs))).size, accounts.length)
  t.match(deputyOf('drafter', 'admin'), {
    officerId: 'officer-admin',
    onBehalfOf: 'officer-drafter',
    chairs: [{ role: 'drafter' }],
  })
  t.end()
})

t.test('chance is the same for the same seed, and its own for each fork', t => {
  const draws = (seed: number) => {
    const random = seededRandom(seed)
    const fork = random.fork('other')
    return [Array.from({ length: 8 }, () => random.below(1000)), Array.from({ length: 8 }, () => fork.below(1000))]
  }
  t.same(draws(1), draws(1))
  t.notSame(draws(1), draws(2))
  t.notSame(draws(1)[0], draws(1)[1])
  const random = seededRandom(3)
  t.ok(Array.from({ length: 2000 }, () => random.pick([0, 1])).filter(drawn => drawn === 1).length > 900, 'none is left out')
  t.throws(() => random.pick([]), RangeError)
  t.end()
})

t.test('the virtual clock goes where it is moved; the day is that of Shanghai', t => {
  const clock = virtualClock('2026-12-31T15:59:00.000Z')
  t.equal(clock.today(), '2026-12-31')
  t.equal(skewedClock(clock, 60_000).today(), '2027-01-01')
  clock.move(60_000)
  t.same(clock.now(), { today: '2027-01-01', recordedAt: '2026-12-31T16:00:00.000Z' })
  clock.move(-60_000)
  t.equal(clock.today(), '2026-12-31')
  t.end()
})

t.test('a gated feed ends at its gate, repeats and breaks off where it is told to', async t => {
  const inner = memoryEventStore()
  await memoryOffice(inner).open()
  const [first, second] = await inner.readAll(null, 2)
  const { store, openTo } = gatedFeed(inner, position =>
    position === first?.position ? 'twice' : position === second?.position ? 'broken' : null,
  )
  t.same(await store.readAll(null, 10), [])
  openTo(second?.position ?? '')
  t.same(await store.readAll(null, 10), [first, second])
  const got: unknown[] = []
  const follow = async () => {
    for await (const recorded of store.follow(null, new AbortController().signal)) got.push(recorded)
  }
  await t.rejects(follow(), LogFault)
  t.same(got, [first, first])
})
