/** The tools that other tests trust. */

import { brokenRules } from '@shenbao/declaration/rules/what-blocks-submission.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import fc from 'fast-check'
import t from 'tap'
import { accounts, deputyOf, principalOf } from '../src/accounts.ts'
import { faultAt, faultyStore } from '../src/faulty-store.ts'
import { fixedClock } from '../src/fixed-clock.ts'
import { forms } from '../src/generators.ts'
import { memoryOffice } from '../src/memory-office.ts'
import { sampleForm } from '../src/sample-form.ts'
import { after, scenario } from '../src/scenario.ts'
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
