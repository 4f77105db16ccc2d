// Evidence: who brings it and when, what is refused and why, and that neither form nor stage moves with it.

import { commandTable } from '@shenbao/testkit/command-table.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type Step } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration, world } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { DeclarationCommand } from '../src/commands.ts'
import { decide } from '../src/decide.ts'
import { liveAttachments } from '../src/evidence.ts'
import { EvidenceAttached, EvidenceDetached } from '../src/evidence-facts.ts'
import { dayNoticed, evidenceOfRows } from '../src/evidence-rows.ts'
import { evolve } from '../src/evolve.ts'
import { changesOf, reasonOf } from '../src/history.ts'

const digest = 'a'.repeat(64)
const attach = (over: Partial<Extract<DeclarationCommand, { type: 'attach-evidence' }>> = {}): DeclarationCommand => ({
  type: 'attach-evidence',
  digest,
  name: '验收单.pdf',
  effectiveOn: '2026-02-28',
  ...over,
})
const ofRow = attach({ indicator: ROW.quantity })
const detach = (attachment: string): DeclarationCommand => ({ type: 'detach-evidence', attachment, reason: '传错了' })
const brought = (over: Partial<Parameters<typeof EvidenceAttached.of>[0]> = {}) =>
  EvidenceAttached.of({
    ...{ attachmentId: 'one', indicatorId: ROW.quantity, digest, name: '验收单.pdf', size: 9, mediaType: 'application/pdf' },
    ...{ kind: null, provesOn: '2026-02-28' },
    ...over,
  })
const takenOff = EvidenceDetached.of({ attachmentId: 'one', indicatorId: ROW.quantity, name: '验收单.pdf', reason: '传错了' })
const running = until.executing
const evaluated: readonly Step[] = until.evaluationDraft

commandTable(t, [
  ['the draft, by its author', [], 'drafter', attach(), ['evidence-attached']],
  ['no row of a draft has a result yet', [], 'drafter', ofRow, { refused: 'nothing-to-prove-yet' }],
  ['a reviewer brings none', [], 'section-chief', attach(), { forbidden: 'not-yours' }],
  ['while it is reviewed', until.section, 'drafter', attach(), { refused: 'not-now' }],
  ['a row of a running project', running, 'drafter', ofRow, ['evidence-attached']],
  ['the whole of a running project', running, 'drafter', attach(), ['evidence-attached']],
  ['a reviewer of a running project', running, 'center-finance', ofRow, { forbidden: 'not-yours' }],
  ['results of the year', evaluated, 'drafter', ofRow, ['evidence-attached']],
  ['today is not the future', running, 'drafter', attach({ effectiveOn: '2026-03-01' }), ['evidence-attached']],
  ['tomorrow is', running, 'drafter', attach({ effectiveOn: '2026-03-02' }), { refused: 'evidence-in-the-future' }],
  ['a row that is not there', running, 'drafter', attach({ indicator: 'no-row' }), { refused: 'no-such-indicator' }],
  [
    'twice on a row',
    [...running, brought()],
    'drafter',
    attach({ indicator: ROW.quantity, name: '别名.pdf' }),
    { refused: 'already-attached' },
  ],
  ['on another row', [...running, brought()], 'drafter', attach({ indicator: ROW.quality }), ['evidence-attached']],
  ['again after it was taken off', [...running, brought(), takenOff], 'drafter', ofRow, ['evidence-attached']],
  ['what was brought', [...running, brought()], 'drafter', detach('one'), ['evidence-detached']],
  ['by a reviewer', [...running, brought()], 'center-leader', detach('one'), { forbidden: 'not-yours' }],
  ['twice', [...running, brought(), takenOff], 'drafter', detach('one'), { refused: 'no-such-attachment' }],
  ['what was never there', running, 'drafter', detach('two'), { refused: 'no-such-attachment' }],
])

t.test('neither form nor stage moves, and the record keeps all of it', async t => {
  const before = after(openedDeclaration(), running)
  const then = after(before, [brought(), takenOff, brought({ attachmentId: 'two', kind: '合同' })])
  t.equal(then.form, before.form)
  t.same(then.work, before.work)
  t.same(
    then.evidence.map(({ attachmentId, detached }) => [attachmentId, detached?.reason ?? null]),
    [
      ['one', '传错了'],
      ['two', null],
    ],
  )
  t.same(
    liveAttachments(then).map(({ attachmentId }) => attachmentId),
    ['two'],
  )
  t.equal(reasonOf(takenOff), '传错了')
  t.same(changesOf(brought()), [])
})

t.test('without its file nothing is recorded; one that stands in the declaration need not be sent again', async t => {
  const declaration = after(openedDeclaration(), [...running, brought()])
  const asked = {
    by: { actor: 'officer-drafter', onBehalfOf: null },
    today: '2026-03-01',
    people: () => ({ holders: () => [], serves: () => true }),
    days: { isWorkingDay: () => true, after: (day: string) => day, between: () => 0 },
    newId: (ordinal: number) => `id-${ordinal}`,
  }
  t.match(decide(world, declaration, attach({ digest: 'b'.repeat(64) }), asked), { because: { code: 'file-not-kept' } })
  t.match(decide(world, declaration, attach(), asked), { accepted: true, events: [{ data: { size: 9 } }] })
})

t.test('a fact that takes off what is not there was not recorded by this product', async t => {
  const declaration = after(openedDeclaration(), running)
  const told = { actor: 'a', onBehalfOf: null, effectiveOn: '2026-03-01', recordedAt: '2026-03-01T00:00:00.000Z' }
  t.throws(() => evolve(world, declaration, takenOff, told), { name: 'ReplayDivergence' })
  t.throws(() => evolve(world, after(openedDeclaration(), until.section), brought(), told), { name: 'ReplayDivergence' })
})

t.test('what a row was to be proved by, what there is, and what is missing', async t => {
  const declaration = after(openedDeclaration(), [
    ['drafter', { type: 'revise', changes: [{ indicator: ROW.quality, field: 'evidenceType', to: '质检报告' }] }],
    ...running,
    brought(),
  ])
  const row = (id: string) => evidenceOfRows(declaration).find(({ indicator }) => indicator === id)
  t.match(row(ROW.quantity), { present: 1, hint: null })
  t.match(row(ROW.quality), { expected: '质检报告', present: 0, hint: /约定以“质检报告”为佐证/ })
  const [one] = declaration.evidence
  if (!one) throw new Error('nothing there')
  t.equal(dayNoticed(one, declaration), null)
  t.match(dayNoticed({ ...one, provesOn: '2025-12-31' }, declaration), '不在 2026 年度内')
  t.equal(dayNoticed({ ...one, provesOn: '2019-05-01', indicatorId: null }, declaration), null, 'what a draft rests on is older')
  t.equal(ask(declaration, 'drafter', ofRow).outcome, 'refused')
})
