/** Publishing, archiving, correcting and going on again. */
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, type Step, scenario } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import type { DeclarationCommand } from '../src/commands.ts'

const discarded: readonly Step[] = [['drafter', { type: 'discard' }]]
const rejected: readonly Step[] = [
  ...until.bureauReview,
  ['bureau-reviewer', { type: 'review', grade: '差' }],
  ['bureau-reviewer', { type: 'reject', reason: '重复申报' }],
]
const reopen: DeclarationCommand = { type: 'reopen', reason: '补充了立项依据' }
const correct: DeclarationCommand = {
  type: 'correct',
  reason: '公开表误印',
  changes: [{ indicator: ROW.quantity, field: 'target', to: '≥151(条/年)' }],
}

commandTable(t, [
  ['by finance', until.evaluationFinal, 'center-finance', { type: 'publish' }, ['declaration-published']],
  ['not by the drafter', until.evaluationFinal, 'drafter', { type: 'publish' }, { forbidden: 'not-yours' }],
  ['not before it is final', until.evaluationBureau, 'center-finance', { type: 'publish' }, { refused: 'not-now' }],
  ['by finance', until.published, 'center-finance', { type: 'archive' }, ['declaration-archived']],
  ['not before it is published', until.evaluationFinal, 'center-finance', { type: 'archive' }, { refused: 'not-now' }],
  ['not by the administrator', until.published, 'admin', { type: 'archive' }, { forbidden: 'not-yours' }],
  ['by finance', until.archived, 'center-finance', correct, ['correction-recorded']],
  [
    'by the administrator, in words only',
    until.archived,
    'admin',
    { type: 'correct', reason: '单位更名' },
    ['correction-recorded'],
  ],
  ['not by the drafter', until.archived, 'drafter', correct, { forbidden: 'not-yours' }],
  ['not before it is archived', until.published, 'center-finance', correct, { refused: 'not-now' }],
  [
    'a row that is not there',
    until.archived,
    'admin',
    { ...correct, changes: [{ indicator: 'nowhere', field: 'target', to: '1' }] },
    { refused: 'no-such-indicator' },
  ],
  ['what was rejected', rejected, 'admin', reopen, ['reopened']],
  ['what was given up', discarded, 'admin', reopen, ['reopened']],
  ['not without a reason', discarded, 'admin', { type: 'reopen', reason: ' ' }, { refused: 'reason-missing' }],
  ['not by the drafter', discarded, 'drafter', reopen, { forbidden: 'not-yours' }],
  ['not what is open', [], 'admin', reopen, { refused: 'not-now' }],
  ['not what is archived', until.archived, 'admin', reopen, { refused: 'not-now' }],
  ['after giving up', discarded, 'drafter', { type: 'submit' }, { refused: 'not-now' }],
  ['after a rejection', rejected, 'bureau-reviewer', { type: 'withdraw' }, { refused: 'nothing-to-withdraw' }],
])

t.test('a correction replaces nothing: the form stays as it was published', t => {
  const before = after(openedDeclaration(), until.archived)
  const done = after(before, [['center-finance', correct]])
  t.same(done.form, before.form)
  t.match(done.corrections, [{ reason: '公开表误印', changes: [{ field: 'target', from: '≥150(条/年)', to: '≥151(条/年)' }] }])
  t.end()
})

t.test('archived with its retention class', t => {
  scenario(t)
    .given(...until.published)
    .when('center-finance', { type: 'archive' })
    .then({ type: 'declaration-archived', data: { from: 'published', to: 'archived', round: 0, retention: '30年' } })
  t.end()
})

t.test('reopened, the life begins again in another round: every stage anew, the sheet filled again', t => {
  const again: readonly Step[] = [...rejected, ['admin', reopen], ...until.bureauReview]
  const declaration = after(openedDeclaration(), again)
  t.same([declaration.work.standing.stages, declaration.work.round], [['bureau-review'], 1])
  scenario(t)
    .given(...again)
    .when('bureau-reviewer', { type: 'approve' })
    .thenRefused('review-sheet-comes-before-approval')
  t.end()
})
