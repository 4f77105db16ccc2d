/** 指标说明: what a row says besides its value, written, changed, adjusted and carried along like everything else on the form. */
import assert from 'node:assert/strict'
import { planFields, withPlan } from '@shenbao/form/form.ts'
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { forms } from '@shenbao/testkit/generators.ts'
import { until } from '@shenbao/testkit/life.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import { after, scenario } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration } from '@shenbao/testkit/world.ts'
import fc from 'fast-check'
import t from 'tap'
import { changedBetween, shownIn } from '../src/cells.ts'
import type { ChangeRequest, DeclarationCommand } from '../src/commands.ts'
import { copyForm } from '../src/copy-form.ts'
import { changesOf } from '../src/history.ts'
import { formOf, receivedForm } from '../src/intake.ts'
import { indicatorOf } from '../src/state.ts'
import { fieldTitle } from '../src/words.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const revise = (...changes: readonly ChangeRequest[]): DeclarationCommand => ({ type: 'revise', changes: [...changes] })
const proof = { indicator: ROW.quantity, field: 'evidenceType', to: '后台统计表' } as const
const fact = 'indicator-plan-revised' as const
const row = { level1: '产出指标', level2: '数量指标', name: '短视频发布数', target: '≥12(条)' }

commandTable(t, [
  ['a field of the plan, by its author', [], 'drafter', revise(proof), [fact]],
  ['every field of it', [], 'drafter', revise(...planFields.map(field => ({ ...proof, field }))), planFields.map(() => fact)],
  ['the same again records nothing', [['drafter', revise(proof)]], 'drafter', revise(proof), []],
  ['nothing taken out where nothing was', [], 'drafter', revise({ ...proof, to: null }), []],
  ['blank text is no text', [], 'drafter', revise({ ...proof, to: '  ' }), []],
  ['taken out again', [['drafter', revise(proof)]], 'drafter', revise({ ...proof, to: '' }), [fact]],
  ['of a row that is not there', [], 'drafter', revise({ ...proof, indicator: 'nowhere' }), { refused: 'no-such-indicator' }],
  ['by finance, who sets weights only', until.finance, 'center-finance', revise(proof), { forbidden: 'field-not-yours' }],
  ['by somebody who never writes', [], 'section-chief', revise(proof), { forbidden: 'not-yours' }],
  ['after the 批复 only by adjustment', until.executing, 'drafter', revise(proof), { refused: 'not-now' }],
  ['which is asked for as for a target', until.executing, 'drafter', adjust(proof), ['adjustment-requested']],
  [
    'a new row with its plan: the row, then what it says',
    [],
    'drafter',
    revise({ field: 'indicator', to: { ...row, plan: { gradeMet: '按期发完', basis: '上年实际', gradePartly: ' ' } } }),
    ['indicator-added', fact, fact],
  ],
  ['a form without any plan is handed in', [], 'drafter', { type: 'submit' }, ['submitted']],
])

function adjust(...changes: readonly ChangeRequest[]): DeclarationCommand {
  return { type: 'request-adjustment', changes: [...changes], reason: '明确佐证' }
}

t.test('history and audit read it off the fact, with the words of the paper', t => {
  const { answer } = scenario(t)
    .given(['drafter', revise(proof)])
    .when('drafter', { type: 'revise', changes: [{ ...proof, to: '平台后台截图' }], reason: '更准确' })
  if (answer.outcome !== 'recorded') return void t.end()
  const [event] = answer.events
  t.same(event && changesOf(event), [{ indicator: ROW.quantity, field: 'evidenceType', from: '后台统计表', to: '平台后台截图' }])
  t.same(
    planFields.map(field => fieldTitle(field, true)),
    ['佐证材料', '数据来源', '采集方法', '达成的标准', '部分达成的标准', '未达成的标准', '指标解释', '指标值设定依据'],
  )
  t.end()
})

t.test('what changed and was changed back is no change', t => {
  const before = openedDeclaration()
  const changed = after(before, [['drafter', revise(proof)]])
  t.match(changedBetween(shownIn(before), shownIn(changed)), [
    { anchor: ROW.quantity, kind: 'revised', cells: [{ field: 'evidenceType', from: null, to: '后台统计表' }] },
  ])
  const undone = after(changed, [['drafter', revise({ ...proof, to: null })]])
  t.same(changedBetween(shownIn(before), shownIn(undone)), [])
  t.notOk(Object.hasOwn(indicatorOf(undone.form, ROW.quantity) ?? {}, 'plan'), 'an empty plan is not there')
  t.end()
})

t.test('an adjustment of a new row keeps its plan on the row it was asked for', t => {
  const asked = after(openedDeclaration(), [
    ...until.executing,
    ['drafter', adjust({ field: 'indicator', to: { ...row, plan: { evidenceType: '发布清单' } } }, proof)],
  ])
  t.notOk(indicatorOf(asked.form, ROW.quantity)?.plan, 'nothing moves before it is approved')
  const approved = after(asked, [
    ['center-leader', { type: 'approve' }],
    ['bureau-approver', { type: 'approve' }],
  ])
  const added = approved.form.indicators.find(({ name }) => name === row.name)
  t.same(added?.plan, { evidenceType: '发布清单' })
  t.same(indicatorOf(approved.form, ROW.quantity)?.plan, { evidenceType: '后台统计表' })
  t.end()
})

t.test('a form that comes with plans is opened with them, and so is next year', async () => {
  fc.assert(
    fc.property(forms, form => {
      assert.deepEqual(openedDeclaration({ form }).form.indicators, form.indicators)
      const next = copyForm(form, 2026, 2027, place => `next-${place}`)
      assert.deepEqual(
        next.indicators.map(({ plan }) => plan),
        form.indicators.map(({ plan }) => plan),
      )
      const received = receivedForm(form)
      const back = formOf({ ordinal: 0, declarationId: '0198b1e0-0000-7000-8000-000000000000', year: 2026, form: received })
      assert.deepEqual(back.indicators, form.indicators)
    }),
    { numRuns: runs(100) },
  )
})

t.test('the members of a plan stand in the order of the columns, whichever was written first', t => {
  const [first] = sampleForm().indicators
  if (!first) return void t.end()
  const backwards = Object.fromEntries(planFields.toReversed().map(field => [field, field]))
  t.same(Object.keys(withPlan(first, backwards).plan ?? {}), planFields)
  t.end()
})
