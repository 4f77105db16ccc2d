/** Declarations coming in: all or none, and whatever is interrupted is finished to the same end. */
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { DEPARTMENT, officerIdOf, UNIT } from '@shenbao/testkit/accounts.ts'
import { type Fault, faultAt, faultyStore } from '@shenbao/testkit/faulty-store.ts'
import { intakeIdOf, memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import t from 'tap'
import { finishIntake, finishIntakes, takeIn } from '../src/intake.ts'
import { readRegister } from '../src/register.ts'
import { factsOf, onEveryLog } from './lanes.ts'

const forms = [sampleForm({ name: '甲' }), sampleForm({ name: '乙', year: 2027 }), sampleForm({ name: null })]

/** The log without what depends on the moment of writing. */
const contents = async (store: EventStore) =>
  (await factsOf(store)).map(({ recordedAt: _recordedAt, previous: _previous, ...fact }) => fact)

onEveryLog(t, 'forms become declarations in their order, each with its own facts', async (t, store) => {
  const office = memoryOffice(store)
  const intake = await office.receive(forms)
  t.equal(intake.outcome, 'opened')
  if (intake.outcome !== 'opened') return
  t.same(
    intake.declarations.map(({ name }) => name),
    ['甲', '乙', null],
  )
  const ids = intake.declarations.map(({ id }) => id)
  t.same(ids, [...ids].sort(), 'ids keep the order')
  for (const [place, id] of ids.entries()) {
    const declaration = await office.refolded(id)
    t.same({ ...declaration.form, year: forms[place]?.year }, forms[place])
    t.match(declaration, { year: forms[place]?.year, origin: { kind: 'import', ordinal: place } })
  }
  t.same(await finishIntakes(office.parts), [], 'nothing is left open')
})

onEveryLog(t, 'the same intake again changes nothing; other content under its id is refused loudly', async (t, store) => {
  const office = memoryOffice(store)
  const first = await office.receive(forms, intakeIdOf(7))
  const before = (await factsOf(store)).length
  t.same(await office.receive(forms, intakeIdOf(7)), first)
  t.equal((await factsOf(store)).length, before)
  await t.rejects(office.receive([sampleForm({ name: '丙' })], intakeIdOf(7)))
})

const whole = async () => {
  const store = memoryEventStore()
  await memoryOffice(store).receive(forms)
  return contents(store)
}

for (const fault of ['before', 'after'] as const satisfies readonly Fault[])
  t.test(`interrupted ${fault} every single append, then finished: the same end`, async t => {
    const wanted = await whole()
    const counted = faultyStore(memoryEventStore(), () => null)
    await memoryOffice(counted).receive(forms)
    t.ok(counted.appends() >= 6, `${counted.appends()} appends`)
    for (let place = 0; place < counted.appends(); place++) {
      const store = memoryEventStore()
      await t.rejects(memoryOffice(faultyStore(store, faultAt(place, fault))).receive(forms))
      const isRecorded = (await factsOf(store)).length > 0
      const restarted = memoryOffice(store)
      const finished = await finishIntakes(restarted.parts)
      t.equal(
        finished.length,
        isRecorded && !(fault === 'after' && place === counted.appends() - 1) ? 1 : 0,
        `at append ${place}`,
      )
      t.same(await contents(store), isRecorded ? wanted : [], `at append ${place}`)
      t.same(await finishIntakes(restarted.parts), [], 'finishing again finds nothing')
    }
  })

t.test('interrupted over and over while finishing: the same end', async t => {
  const wanted = await whole()
  const store = memoryEventStore()
  await t.rejects(memoryOffice(faultyStore(store, faultAt(0, 'after'))).receive(forms))
  for (let round = 0; round < 10; round++) {
    const office = memoryOffice(faultyStore(store, faultAt(1, 'before')))
    await finishIntakes(office.parts).catch(() => [])
  }
  t.same(await contents(store), wanted)
})

t.test('finished after an upgrade, declarations begin on the route the intake began on', async t => {
  const store = memoryEventStore()
  await t.rejects(memoryOffice(faultyStore(store, faultAt(0, 'after'))).receive(forms))
  const upgraded = memoryOffice(store)
  await finishIntakes({ ...upgraded.parts, route: { id: 'newer', version: 9, digest: 'other' } })
  t.same(await contents(store), await whole())
})

t.test('a name taken between the look and the claim: refused, recorded as refused, nothing opened, no name kept', async t => {
  const store = memoryEventStore()
  const rival = memoryOffice(store)
  let raced = false
  const office = memoryOffice({
    ...store,
    append: async (stream, expected, facts) => {
      if (stream.startsWith('intake-') && !raced) {
        raced = true
        await rival.receive([sampleForm({ name: '乙', year: 2027 })], intakeIdOf(99))
      }
      return store.append(stream, expected, facts)
    },
  })
  t.match(await office.receive(forms), { outcome: 'refused', because: { code: 'name-taken' } })
  t.same(Object.keys((await readRegister({ store }, UNIT, 2026)).register), [], 'the name of the other year is given back')
  const opened = (await factsOf(store)).filter(({ type }) => type === 'declaration-opened')
  t.equal(opened.length, 1, "only the rival's")
  t.same(await finishIntakes(office.parts), [])
  t.equal(await finishIntake(office.parts, intakeIdOf(1)), null)
  t.match(await memoryOffice(store).receive([sampleForm({ name: '甲' })], intakeIdOf(50)), { outcome: 'opened' })
})

t.test('what an intake cannot hold is a defect of the caller', async t => {
  const { parts } = memoryOffice()
  const request = {
    intakeId: intakeIdOf(1),
    unitId: UNIT,
    departmentId: DEPARTMENT,
    source: { kind: 'form' as const },
    actor: officerIdOf('drafter'),
  }
  await t.rejects(takeIn(parts, { ...request, forms: [] }), RangeError)
  t.equal(await finishIntake(parts, intakeIdOf(2)), null)
})
