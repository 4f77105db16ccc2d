/** The name of a project is its own within a unit and a year. */
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { registerStream } from '@shenbao/declaration/register.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { UNIT } from '@shenbao/testkit/accounts.ts'
import { faultyStore } from '@shenbao/testkit/faulty-store.ts'
import { memoryOffice, type Office } from '@shenbao/testkit/memory-office.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import t from 'tap'
import type { Handled } from '../src/handle-command.ts'
import { readRegister } from '../src/register.ts'
import { onEveryLog } from './lanes.ts'

const rename = (to: string): DeclarationCommand => ({ type: 'revise', changes: [{ field: 'name', to }] })
const named = (name: string | null, year = 2026) => sampleForm({ name, year })
const code = (answer: Handled): string => (answer.outcome === 'refused' ? answer.because.code : answer.outcome)
const held = async ({ store }: Office, year = 2026) => Object.keys((await readRegister({ store }, UNIT, year)).register).sort()

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
  const reopen: DeclarationCommand = { type: 'reopen', reason: '恢复' }
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

t.test('a rename that loses the race gives its claim back', async t => {
  const store = memoryEventStore()
  const id = await memoryOffice(store).open(named('甲'))
  const other = memoryOffice(store)
  let interfered = false
  // Between the claim and the facts of the declaration somebody submits it: after that the form is not the drafter's to write.
  const office = memoryOffice({
    ...store,
    append: async (stream, expected, facts) => {
      if (stream === streamOf(id) && !interfered) {
        interfered = true
        await other.send('drafter', id, { type: 'submit' }, { commandId: '00000000-0000-4000-8000-000000000077' })
      }
      return store.append(stream, expected, facts)
    },
  })
  t.equal(code(await office.send('drafter', id, rename('丙'))), 'stale')
  t.same(await held(office), ['甲'])
  const retry = memoryOffice(faultyStore(store, (_, stream) => (stream === registerStream(UNIT, 2027) ? 'conflict' : null)))
  t.equal(code(await retry.send('drafter', id, { type: 'withdraw' })), 'recorded')
})

t.test('a conflict without a cause: claimed, given back, claimed again under the same command', async t => {
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
