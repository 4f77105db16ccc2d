/** The name of a project is its own within a unit and a year. */
import { borneName } from '@shenbao/declaration/borne-name.ts'
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { type Claim, evolveRegister, isHeldBy, registerReader, registerStream } from '@shenbao/declaration/register.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { UNIT } from '@shenbao/testkit/accounts.ts'
import { faultyStore } from '@shenbao/testkit/faulty-store.ts'
import { memoryOffice, type Office } from '@shenbao/testkit/memory-office.ts'
import { recordAsNewerProgram } from '@shenbao/testkit/newer-program.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import t from 'tap'
import type { Handled } from '../src/handle-command.ts'
import { findTaken, readRegister } from '../src/register.ts'
import { onEveryLog } from './lanes.ts'

const rename = (to: string): DeclarationCommand => ({ type: 'revise', changes: [{ field: 'name', to }] })
const named = (name: string | null, year = 2026) => sampleForm({ name, year })
const code = (answer: Handled): string => (answer.outcome === 'refused' ? answer.because.code : answer.outcome)
/** The names that a new declaration could not have. */
const held = async ({ parts, store }: Office, year = 2026): Promise<readonly string[]> => {
  const wanted = Object.keys((await readRegister({ store }, UNIT, year)).register).map(name => ({ declarationId: 'new', name }))
  return ((await findTaken(parts, UNIT, year, wanted))?.names ?? []).toSorted()
}

onEveryLog(t, 'an intake claims its names; the same name again is refused and nothing is opened', async (t, store) => {
  const office = memoryOffice(store)
  await office.receive([named('甲'), named('乙')])
  t.same(await held(office), ['乙', '甲'].sort())
  const head = await store.head()
  t.match(await office.receive([named('丙'), named(' 甲 ')]), { outcome: 'refused', because: { code: 'name-taken' } })
  t.match(await office.receive([named('丁'), named('丁')]), { outcome: 'refused' }, 'twice in one intake')
  t.equal(await store.head(), head, 'nothing was recorded')
  t.match(await office.receive([named('甲', 2027)]), { outcome: 'opened' }, 'another year is another register')
  t.match(await office.receive([named(null), named(null)]), { outcome: 'opened' }, "a blank name is nobody's")
})

onEveryLog(t, 'renaming claims the new name and lets go of the old one', async (t, store) => {
  const office = memoryOffice(store)
  const [first, second] = [await office.open(named('甲')), await office.open(named('乙'))]
  t.equal(code(await office.send('drafter', first, rename('乙'))), 'name-taken')
  t.equal(code(await office.send('drafter', first, rename('乙'), { dryRun: true })), 'name-taken')
  t.equal(code(await office.send('drafter', first, rename('丙'), { dryRun: true })), 'would-record')
  t.same(await held(office), ['乙', '甲'].sort(), 'trying claims nothing')
  t.equal(code(await office.send('drafter', first, rename('丙'))), 'recorded')
  t.equal(code(await office.send('drafter', second, rename('甲'))), 'recorded')
  t.same(await held(office), ['丙', '甲'].sort())
  t.equal(code(await office.send('drafter', second, rename('甲 '))), 'recorded')
  t.equal(code(await office.send('drafter', first, rename('甲'))), 'name-taken', 'a blank more is no other name')
})

onEveryLog(t, 'giving up frees the name, going on again needs it', async (t, store) => {
  const office = memoryOffice(store)
  const first = await office.open(named('甲'))
  await office.send('drafter', first, { type: 'discard' })
  const second = await office.open(named('甲'))
  t.equal(code(await office.send('admin', first, reopen)), 'name-taken')
  await office.send('drafter', second, rename('乙'))
  t.equal(code(await office.send('admin', first, reopen)), 'recorded')
  t.same(await held(office), ['乙', '甲'].sort())
})

onEveryLog(t, 'two take one name at once: one has it, the other is refused', async (t, store) => {
  const office = memoryOffice(store)
  const [first, second] = [await office.open(named('甲')), await office.open(named('乙'))]
  const answers = await Promise.all([office.send('drafter', first, rename('丙')), office.send('drafter', second, rename('丙'))])
  t.same(answers.map(code).sort(), ['name-taken', 'recorded'])
  const names = await Promise.all([first, second].map(async id => (await office.refolded(id)).form.name))
  t.equal(names.filter(name => name === '丙').length, 1)
})

/** An office whose log does something else first, once, before the append to the stream. */
const interrupted = (store: EventStore, stream: string, first: () => Promise<unknown>): Office => {
  let isDone = false
  return memoryOffice({
    ...store,
    append: async (to, expected, facts) => {
      if (to === stream && !isDone) {
        isDone = true
        await first()
      }
      return store.append(to, expected, facts)
    },
  })
}
const key = (ordinal: number) => ({ commandId: `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}` })
const reopen: DeclarationCommand = { type: 'reopen', reason: '恢复' }
const discard: DeclarationCommand = { type: 'discard' }

t.test('a rename that loses the race holds nothing', async t => {
  const store = memoryEventStore()
  const id = await memoryOffice(store).open(named('甲'))
  const other = memoryOffice(store)
  // Between the claim and the facts of the declaration somebody submits it: after that the form is not the drafter's to write.
  const office = interrupted(store, streamOf(id), () => other.send('drafter', id, { type: 'submit' }, key(77)))
  t.equal(code(await office.send('drafter', id, rename('丙'))), 'stale')
  t.same(await held(office), ['甲'])
  const retry = memoryOffice(faultyStore(store, (_, stream) => (stream === registerStream(UNIT, 2027) ? 'conflict' : null)))
  t.equal(code(await retry.send('drafter', id, { type: 'withdraw' })), 'recorded')
})

t.test('a conflict without a cause: claimed again under the same command', async t => {
  const store = memoryEventStore()
  const id = await memoryOffice(store).open(named('甲'))
  let conflicts = 0
  const office = memoryOffice(
    faultyStore(store, (_, stream) => {
      if (stream !== streamOf(id) || conflicts >= 2) return null
      conflicts += 1
      return 'conflict'
    }),
  )
  t.equal(code(await office.send('drafter', id, rename('丙'))), 'recorded')
  t.same(await held(office), ['丙'])
})

t.test('given up on one server, gone on with on another at once: the name is still its own', async t => {
  const store = memoryEventStore()
  const [office, other] = [memoryOffice(store), memoryOffice(store)]
  const [id, rival] = [await office.open(named('甲')), await office.open(named('乙'))]
  t.equal(code(await office.send('drafter', id, discard, key(1))), 'recorded')
  t.equal(code(await other.send('admin', id, reopen, key(2))), 'recorded')
  t.same(await held(office), ['乙', '甲'].sort())
  t.equal(code(await other.send('drafter', rival, rename('甲'), key(3))), 'name-taken')
})

t.test('taken over by another while its own project is about to go on: one of them has it', async t => {
  for (const winner of ['the other', 'its own'] as const) {
    const store = memoryEventStore()
    const [plain, rivals] = [memoryOffice(store), memoryOffice(store)]
    const [id, rival] = [await plain.open(named('甲')), await plain.open(named('乙'))]
    await plain.send('drafter', id, discard, key(1))
    const take = (office: Office) => office.send('drafter', rival, rename('甲'), key(2))
    const goOn = (office: Office) => office.send('admin', id, reopen, key(3))
    // Both have looked at the register; whoever writes to it first has the name.
    const [first, second] = winner === 'its own' ? [goOn, take] : [take, goOn]
    const answers: Handled[] = []
    const late = interrupted(store, registerStream(UNIT, 2026), async () => answers.push(await first(rivals)))
    answers.push(await second(late))
    t.same(answers.map(code), ['recorded', 'name-taken'], winner)
    const bearers = await Promise.all([id, rival].map(async one => borneName(plain.parts.world, await plain.refolded(one))))
    t.equal(bearers.filter(name => name === '甲').length, 1)
  }
})

t.test('a name somebody is about to take is kept until the next fact of theirs', async t => {
  const store = memoryEventStore()
  const office = memoryOffice(store)
  const [id, rival] = [await office.open(named('甲')), await office.open(named('乙'))]
  // The server dies between the claim and the fact.
  const dying = memoryOffice(faultyStore(store, (_, stream) => (stream === streamOf(id) ? 'before' : null)))
  await t.rejects(dying.send('drafter', id, rename('丙'), key(1)))
  const refused = await office.send('drafter', rival, rename('丙'), key(2))
  t.match(refused, { outcome: 'refused', because: { code: 'name-taken', detail: /尚未办完/ } })
  t.match(await office.receive([named('丙')]), { outcome: 'refused', because: { detail: /尚未办完/ } })
  const claims = (await store.read(registerStream(UNIT, 2026))).length
  t.equal(code(await office.send('drafter', id, { type: 'revise', changes: [{ field: 'annualGoal', to: '新' }] })), 'recorded')
  t.equal(code(await office.send('drafter', rival, rename('丙'), key(3))), 'recorded', 'anything else said there frees the name')
  t.equal((await store.read(registerStream(UNIT, 2026))).length, claims + 1, 'nothing had to be given back')
  t.equal(code(await memoryOffice(store).send('drafter', id, rename('丙'), key(1))), 'name-taken', 'the retry comes too late')
})

t.test('a retry after the server died has the name it claimed', async t => {
  const store = memoryEventStore()
  const office = memoryOffice(store)
  const id = await office.open(named('甲'))
  const dying = memoryOffice(faultyStore(store, (_, stream) => (stream === streamOf(id) ? 'before' : null)))
  await t.rejects(dying.send('drafter', id, rename('丙'), key(1)))
  t.equal(code(await office.send('drafter', id, rename('丙'), key(1))), 'recorded')
  t.same(await held(office), ['丙'])
  t.equal((await store.read(registerStream(UNIT, 2026))).length, 2, 'the claim still stood')
})

t.test('a claim in the shape of before holds as long as its declaration bears the name', t => {
  const [claim] = [
    { type: 'name-registered', schemaVersion: 1, data: { declarationId: '019b0000-0000-7000-9000-000000000001', name: '甲' } },
  ]
  const event = registerReader.eventOf({ ...claim, stream: registerStream(UNIT, 2026), revision: 0 } as never)
  const register = evolveRegister({}, event)
  const before = register['甲'] ?? t.fail('no claim')
  t.match(before, { after: null })
  t.equal(isHeldBy('甲', before as Claim, { revision: 9, name: ' 甲' }), true)
  t.equal(isHeldBy('甲', before as Claim, { revision: 9, name: '乙' }), false)
  t.equal(isHeldBy('甲', before as Claim, { revision: 9, name: null }), false)
  t.equal(isHeldBy('甲', before as Claim, { revision: -1, name: null }), true, 'an intake may still open it')
  t.end()
})

t.test('a project that this program cannot read may bear any name it ever claimed', async t => {
  const office = memoryOffice()
  const [id, rival] = [await office.open(named('甲')), await office.open(named('乙'))]
  await office.send('drafter', id, rename('丙'))
  await recordAsNewerProgram(office.store, streamOf(id), { type: 'name-shared' })
  for (const name of ['甲', '丙']) t.equal(code(await office.send('drafter', rival, rename(name))), 'name-taken', name)
})
