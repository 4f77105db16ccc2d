/** Typing over a bad network, with somebody else at the same form: nothing is lost, nothing is recorded twice. */
import assert from 'node:assert/strict'
import type { ChangeRequest, DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { CommandAnswer } from '@shenbao/server/routes/commands.ts'
import fc from 'fast-check'
import t from 'tap'
import { ApiProblem, Unreachable } from '../src/api/problem.ts'
import { batchOf, cleaned } from '../src/editing/batch.ts'
import { contentsOf, type Edit, type EditedForm, type EditedRow, withEdits } from '../src/editing/edits.ts'
import { newSaver } from '../src/editing/saver.ts'
import * as saving from '../src/editing/saving.ts'

const contents = { level1: '产出指标', level2: '数量指标', name: '办件量', target: '≥100(件)', weight: null }
const row = (key: string): EditedRow => ({ key, ...contents, name: key })
const start: EditedForm = { fields: { annualGoal: '做好服务', name: '项目' }, rows: [row('a'), row('b')] }
const cell = (key: string, from: string, to: string): Edit => ({ kind: 'cell', row: key, field: 'target', from, to })

/** A server of one form, as far as saving sees it: revisions, keys, rows with ids of its own. */
const serverOf = (form: EditedForm) => {
  let now = form
  let revision = 0
  const answered = new Map<string, CommandAnswer>()
  const apply = (change: ChangeRequest, id: string): void => {
    const edits: Edit[] = []
    if (change.field === 'indicator' && change.to !== null) {
      const after = 'after' in change ? (change.after ?? null) : null
      edits.push({ kind: 'add', row: id, after, contents: { ...contents, ...change.to, weight: change.to.weight ?? null } })
    } else if (change.field === 'indicator' && 'indicator' in change)
      edits.push({ kind: 'remove', row: change.indicator, after: null, contents })
    else if ('indicator' in change)
      edits.push({ kind: 'cell', row: change.indicator, field: change.field as 'target', from: null, to: change.to as string })
    else edits.push({ kind: 'field', field: change.field, from: null, to: change.to as string })
    now = withEdits(now, edits)
  }
  return {
    now: () => ({ form: now, revision }),
    recorded: () => revision,
    command: (key: string, expected: number, command: DeclarationCommand): CommandAnswer => {
      const before = answered.get(key)
      if (before) return before
      if (expected !== revision)
        throw new ApiProblem({ type: '', title: '', status: 412, detail: '刚刚有了变化。', code: 'somebody-was-faster' })
      const changes = command.type === 'revise' ? command.changes : []
      const added: string[] = []
      for (const [ordinal, change] of changes.entries()) {
        const id = `${key}-${ordinal}`
        apply(change, id)
        if (change.field === 'indicator' && change.to !== null) added.push(id)
      }
      revision += changes.length
      const answer = { revision, position: null, facts: [], onBehalfOf: null, dryRun: false, added }
      answered.set(key, answer)
      return answer
    },
  }
}

type Fate = 'fine' | 'lost-before' | 'lost-after' | 'somebody-else'

const bench = (fates: readonly Fate[], kept: string | null = null) => {
  const server = serverOf(start)
  let memory = kept
  let keys = 0
  const newKey = (): string => {
    keys += 1
    return `key-${keys}`
  }
  const queue = [...fates]
  const saver = newSaver({
    start: server.now(),
    read: async () => server.now(),
    memory: {
      read: () => memory,
      write: text => {
        memory = text
      },
    },
    newKey,
    now: () => new Date('2026-03-02T06:03:00Z'),
    wait: async () => {},
    send: async ({ key, revision, command }) => {
      const fate = queue.shift() ?? 'fine'
      if (fate === 'somebody-else')
        server.command(`other-${keys}-${queue.length}`, server.recorded(), {
          type: 'revise',
          changes: [{ field: 'annualGoal', to: `别人写的 ${queue.length}` }],
        })
      if (fate === 'lost-before') throw new Unreachable('no network')
      const answer = server.command(key, revision, command)
      if (fate === 'lost-after') throw new Unreachable('the answer was lost')
      return answer
    },
  })
  return { server, saver, memory: () => memory }
}

const plain = ({ rows, fields }: EditedForm) => ({ rows: rows.map(contentsOf), fields })

t.test('whatever the network does, the server has in the end what is on the screen, once', async t => {
  const key = fc.constantFrom('a', 'b')
  const act = fc.oneof(
    fc.record({ kind: fc.constant('cell' as const), row: key, to: fc.constantFrom('=1(件)', '≥2(件)', '≤3(件)') }),
    fc.record({ kind: fc.constant('goal' as const), to: fc.constantFrom('一', '二') }),
    fc.record({ kind: fc.constant('add' as const), after: key }),
    fc.record({ kind: fc.constant('remove' as const), row: key }),
    fc.record({ kind: fc.constant('undo' as const) }),
    fc.record({ kind: fc.constant('redo' as const) }),
    fc.record({ kind: fc.constant('flush' as const) }),
  )
  const fate = fc.constantFrom<Fate>('fine', 'lost-before', 'lost-after', 'somebody-else')
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), fc.array(fate, { maxLength: 12 }), async (acts, fates) => {
      const { server, saver, memory } = bench(fates)
      let fresh = 0
      for (const one of acts) {
        const { form } = saver.snapshot()
        const target = 'row' in one ? form.rows.find(({ key: own }) => own === one.row) : undefined
        if (one.kind === 'cell' && target) saver.type([cell(one.row, target.target ?? '', one.to)])
        if (one.kind === 'goal')
          saver.type([{ kind: 'field', field: 'annualGoal', from: form.fields['annualGoal'] ?? null, to: one.to }])
        if (one.kind === 'remove' && target)
          saver.type([{ kind: 'remove', row: one.row, after: null, contents: contentsOf(target) }])
        if (one.kind === 'add') {
          fresh += 1
          saver.type([{ kind: 'add', row: `new-${fresh}`, after: one.after, contents: { ...contents, name: `新 ${fresh}` } }])
        }
        if (one.kind === 'undo') saver.undo()
        if (one.kind === 'redo') saver.redo()
        if (one.kind === 'flush') await saver.flush()
      }
      await saver.flush()
      while (saver.snapshot().saving.conflicts.length > 0) {
        const [conflict] = saver.snapshot().saving.conflicts
        if (conflict) saver.choose(conflict, 'mine')
        await saver.flush()
      }
      await saver.flush()
      // The stream of news tells what others wrote.
      saver.hear(server.now().form, server.now().revision)
      assert.equal(saver.snapshot().status, 'saved')
      assert.deepEqual(plain(saver.snapshot().form), plain(server.now().form))
      assert.equal(memory(), null, 'nothing is left to be kept')
      saver.stop()
    }),
    { seed: 2026, numRuns: 300 },
  )
  t.pass('the same on both sides')
})

t.test('a closed tab: what was typed, and what was on its way, is taken up again', async t => {
  const first = bench([])
  first.saver.type([cell('a', '≥100(件)', '≥120(件)')])
  first.saver.stop()
  const later = bench([], first.memory())
  await later.saver.flush()
  t.match(later.server.now().form.rows[0], { target: '≥120(件)' })
  t.equal(later.memory(), null)
})

t.test('somebody else wrote into the same cell: a person chooses, the other cells are saved', async t => {
  const server = serverOf(start)
  const mine = saving.typed(saving.savingOf(start, 0), [cell('a', '≥100(件)', '≥120(件)'), cell('b', '≥100(件)', '≥130(件)')])
  server.command('x', 0, { type: 'revise', changes: [{ indicator: 'a', field: 'target', to: '≥90(件)' }] })
  const { form, revision } = server.now()
  const told = saving.heard(mine, form, revision)
  t.match(told.conflicts, [{ theirs: '≥90(件)', edit: { to: '≥120(件)' } }])
  t.equal(saving.shownOf(told).rows[0]?.target, '≥120(件)', 'one goes on seeing what one typed')
  t.same(batchOf(told.base, told.pending).batch.changes, [{ indicator: 'b', field: 'target', to: '≥130(件)' }])
  const [conflict] = told.conflicts
  assert.ok(conflict)
  t.equal(saving.shownOf(saving.chosen(told, conflict, 'theirs')).rows[0]?.target, '≥90(件)')
  t.equal(saving.chosen(told, conflict, 'mine').pending.at(-1)?.kind, 'cell')
})

t.test('what a rule refuses stays in its cell with the reason, and the rest is saved', async t => {
  const typed = saving.typed(saving.savingOf(start, 0), [cell('a', '≥100(件)', ''), cell('b', '≥100(件)', '≥130(件)')])
  const back = saving.refused(saving.departed(typed), [{ row: 'a', field: 'target', message: '不能为空。' }], '有一处不对。')
  const again = saving.departed(back)
  t.same(
    again.flying?.changes,
    [{ indicator: 'b', field: 'target', to: '≥130(件)' }],
    'canary: the refused one is not sent again',
  )
  t.equal(saving.shownOf(again).rows[0]?.target, '')
  const mended = saving.typed(again, [cell('a', '', '≥90(件)')])
  t.same(mended.refusals, [])
})

t.test('a new row is sent when it has a name and a place; several keep their order', async t => {
  const add = (key: string, name: string | null, after: string): Edit => ({
    kind: 'add',
    row: key,
    after,
    contents: { ...contents, name },
  })
  const { batch, waiting } = batchOf(start, [add('n1', '一', 'a'), add('n2', '二', 'n1'), add('n3', null, 'n2')])
  t.same(
    batch.changes.map(change => ('to' in change && change.to !== null && typeof change.to === 'object' ? change.to.name : null)),
    ['二', '一'],
    'the last first: both go right behind a',
  )
  t.match(waiting, [{ row: 'n3', field: 'name' }])
  t.equal(cleaned('funds.annualRequest', ' 11,010,598.00 '), '11010598.00')
  t.equal(cleaned('weight', ''), null)
  t.equal(cleaned('target', ' ≥95% '), '≥95%')
})
