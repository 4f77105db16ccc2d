/** What differs between two moments is read off their content: nothing is missed, nothing is made up. */
import assert from 'node:assert/strict'
import { planFields } from '@shenbao/form/form.ts'
import { forms } from '@shenbao/testkit/generators.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import { ROW, sampleForm } from '@shenbao/testkit/sample-form.ts'
import fc from 'fast-check'
import t from 'tap'
import { type Cells, cellsAt, changedBetween, hasChanged, isField, type Shown } from '../src/cells.ts'
import { formFields, fundFields } from '../src/commands.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const shown = (form: Shown['form']): Shown => ({ form, results: {}, rescores: {} })
const moments = forms.map(shown)
const anchorsOf = ({ form }: Shown): readonly string[] => [...form.indicators.map(({ id }) => id), ...formFields, ...fundFields]

/** What stands at the anchor when the changes are written over what stood there. A blank cell of a new row is no change, and of a plan only what is written is there. */
const rewritten = (before: Cells | null, change: ReturnType<typeof changedBetween>[number] | undefined): Cells | null => {
  if (!change) return before
  if (change.kind === 'removed') return null
  return { ...blankRow, ...before, ...Object.fromEntries(change.cells.map(({ field, to }) => [field, to])) }
}
const blankPlan: Cells = Object.fromEntries(planFields.map(field => [field, null]))
const blankRow: Cells = { level1: null, level2: null, name: null, target: null, weight: null, ...blankPlan }
const withBlanks = (cells: Cells | null): Cells | null => cells && { ...blankRow, ...cells }

t.test('the changes lead from one moment to the other, and back', t => {
  fc.assert(
    fc.property(moments, moments, (before, now) => {
      const there = changedBetween(before, now)
      const back = changedBetween(now, before)
      for (const anchor of new Set([...anchorsOf(before), ...anchorsOf(now)])) {
        const change = there.find(one => one.anchor === anchor)
        assert.deepEqual(withBlanks(rewritten(cellsAt(before, anchor), change)), withBlanks(cellsAt(now, anchor)))
        assert.equal(hasChanged(before, now, anchor), change !== undefined)
        const reverse = back.find(one => one.anchor === anchor)
        assert.deepEqual(
          reverse?.cells.map(({ field, from, to }) => ({ field, from: to, to: from })),
          change?.cells,
        )
      }
      assert.equal(hasChanged(before, now, null), there.length > 0)
      assert.deepEqual(
        changedBetween(before, { ...now, form: structuredClone(before.form) }),
        [],
        'the same content is no change',
      )
    }),
    { numRuns: runs(200) },
  )
  t.pass('at every anchor of every pair')
  t.end()
})

t.test('results and re-scores are cells of their row, where there are any', t => {
  const before = shown(sampleForm())
  const results = { [ROW.cost]: { indicatorId: ROW.cost, actual: '9.5', judgement: null, score: null, reason: '' } }
  t.match(changedBetween(before, { ...before, results }), [
    { anchor: ROW.cost, kind: 'revised', cells: [{ field: 'result.actual', from: null, to: '9.5' }, { field: 'result.reason' }] },
  ])
  t.equal(isField('funds.annualRequest'), true)
  t.equal(isField(ROW.cost), false)
  t.end()
})
