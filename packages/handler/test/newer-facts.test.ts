/** A fact newer than this program stops what needs it, readably, records nothing behind it, and leaves all else alone. */
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { intakeStream } from '@shenbao/declaration/intake.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { registerStream } from '@shenbao/declaration/register.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { UNIT } from '@shenbao/testkit/accounts.ts'
import { faultyStore } from '@shenbao/testkit/faulty-store.ts'
import { intakeIdOf, memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { recordAsNewerProgram } from '@shenbao/testkit/newer-program.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import { policyPin, routePin } from '@shenbao/testkit/world.ts'
import t, { type Test } from 'tap'
import { finishIntakes, takeIn } from '../src/intake.ts'
import { factsOf } from './lanes.ts'

const isNewer = (t: Test, error: unknown, stream: string): void => {
  t.ok(error instanceof UnreadableFact && error.why === 'newer' && error.stream === stream)
  t.match(error, { message: /较新版本.*升级/ })
}

const changes: readonly (readonly [what: string, change: Partial<Envelope>])[] = [
  ['an unknown fact', { type: 'comment-left', data: { text: '请核实' } }],
  ['a later shape of a known fact', { type: 'name-revised', schemaVersion: 2, data: { to: '甲乙' } }],
]
for (const [what, change] of changes)
  t.test(`${what}: no command is decided on that declaration, whether it was at hand or not; the others go on`, async t => {
    const office = memoryOffice()
    const [stopped, sound] = [await office.open(sampleForm({ name: '甲' })), await office.open(sampleForm({ name: '乙' }))]
    await recordAsNewerProgram(office.store, streamOf(stopped), change)
    const before = (await factsOf(office.store)).length
    const afresh = memoryOffice(office.store)
    for (const { send } of [office, afresh])
      for (const sending of [{ expected: 0 }, { expected: before }, { expected: before, dryRun: true }]) {
        const error = await send('drafter', stopped, { type: 'submit' }, sending).catch((thrown: unknown) => thrown)
        isNewer(t, error, streamOf(stopped))
      }
    t.equal((await factsOf(office.store)).length, before, 'nothing was recorded')
    for (const { send } of [office, afresh])
      t.match(await send('drafter', sound, { type: 'revise', changes: [{ field: 'annualGoal', to: `${before}` }] }), {
        outcome: 'recorded',
      })
  })

t.test('a declaration begun on a route that only a newer program has', async t => {
  const office = memoryOffice()
  const parts = { ...office.parts, route: { ...routePin, version: 9, digest: 'other' } }
  const intake = await takeIn(parts, {
    intakeId: intakeIdOf(50),
    unitId: UNIT,
    departmentId: 'department',
    source: { kind: 'form' },
    forms: [{ year: 2026, form: sampleForm() }],
    actor: 'officer-drafter',
  })
  const id = intake.outcome === 'opened' ? (intake.declarations[0]?.id ?? '') : ''
  const error = await office.parts.cases.refresh(id).catch((thrown: unknown) => thrown)
  isNewer(t, error, streamOf(id))
  t.match(error, { message: /没有流程 center-bureau@9/ })
  t.throws(() => office.parts.world.policy({ ...policyPin, version: 9 }), { name: 'PinUnknown' })
})

t.test('a register of names: nothing is claimed, opened or renamed under it; what needs no name goes on', async t => {
  const office = memoryOffice()
  const id = await office.open(sampleForm({ name: '甲' }))
  const register = registerStream(UNIT, 2026)
  await recordAsNewerProgram(office.store, register, { type: 'name-shared' })
  const before = (await factsOf(office.store)).length
  const renaming: DeclarationCommand = { type: 'revise', changes: [{ field: 'name', to: '丙' }] }
  for (const refused of [office.open(sampleForm({ name: '丁' })), office.send('drafter', id, renaming)])
    isNewer(t, await refused.catch((thrown: unknown) => thrown), register)
  t.equal((await factsOf(office.store)).length, before, 'nothing was recorded')
  t.match(await office.send('drafter', id, { type: 'submit' }), { outcome: 'recorded' })
  t.match(await office.receive([sampleForm({ name: '丁', year: 2027 })]), { outcome: 'opened' }, 'another year, another register')
})

t.test('interrupted intakes: those of a newer program are left to it, the others are finished', async t => {
  const store = memoryEventStore()
  const interrupted = async (ordinal: number, name: string): Promise<string> => {
    // The third append of an intake would be its first declaration: the intake and its names stand, nothing is opened.
    const office = memoryOffice(faultyStore(store, append => (append >= 2 ? 'before' : null)))
    await office.receive([sampleForm({ name })], intakeIdOf(ordinal)).catch(() => null)
    return intakeIdOf(ordinal)
  }
  const [first, unknown, later, last] = [
    await interrupted(1, '甲'),
    await interrupted(2, '乙'),
    await interrupted(3, '丙'),
    await interrupted(4, '丁'),
  ]
  await recordAsNewerProgram(store, intakeStream(unknown), { type: 'intake-divided' })
  await recordAsNewerProgram(store, intakeStream(later), { type: 'form-received', schemaVersion: 2 })
  const left: UnreadableFact[] = []
  t.same(await finishIntakes(memoryOffice(store).parts, why => left.push(why)), [first, last])
  t.same(
    left.map(({ stream, why }) => [stream, why]),
    [
      [intakeStream(unknown), 'newer'],
      [intakeStream(later), 'newer'],
    ],
  )
  t.same((await store.read(intakeStream(unknown))).length, 3, 'nothing was added behind it')
  t.same(await finishIntakes(memoryOffice(store).parts), [], 'and once more there is nothing to finish')
})

t.test('an intake that a newer program ended in a later shape counts as ended', async t => {
  const office = memoryOffice()
  await office.open()
  const intakes = (await factsOf(office.store)).filter(({ stream }) => stream.startsWith('intake-'))
  t.ok(intakes.length > 0)
  await recordAsNewerProgram(office.store, intakes[0]?.stream ?? '', { schemaVersion: 2 })
  const left: UnreadableFact[] = []
  t.same([await finishIntakes(office.parts, why => left.push(why)), left], [[], []])
})
