import { until, wholeLife } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after } from '@shenbao/testkit/scenario.ts'
import { centralPack, openedDeclaration } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { whatIf } from '../src/what-if.ts'

const scored = after(openedDeclaration(), wholeLife)
const stepwise = { ...centralPack, satisfaction: { ...centralPack.satisfaction, method: 'STEP' as const } }
const strict = {
  ...centralPack,
  gradeBands: {
    ...centralPack.gradeBands,
    bands: [
      { grade: '优' as const, from: '99.9' },
      { grade: '差' as const, from: '0' },
    ],
  },
}

t.test('under its own pack nothing differs, and what was recorded is found again', async t => {
  t.match(whatIf(scored, centralPack, centralPack), {
    difference: '0.00',
    gradeChanges: false,
    rows: [],
    execution: null,
    isReproduced: true,
  })
  t.equal(whatIf(after(openedDeclaration(), until.evaluationDraft), centralPack, centralPack), null)
})

t.test('under another pack: both totals, the rows that differ, both formulas', async t => {
  const other = whatIf(scored, centralPack, stepwise)
  t.match(other, { recorded: { total: scored.selfScore?.total }, difference: /^-1\.44$/, isReproduced: true })
  t.match(other?.rows, [{ indicator: ROW.satisfaction, recorded: { score: '9.44', formula: /÷/ }, other: { score: '8.00' } }])
  t.match(whatIf(scored, centralPack, strict), { gradeChanges: true, difference: '0.00', rows: [], other: { grade: '差' } })
  const free = { ...centralPack, execution: { ...centralPack.execution, weight: '20' } }
  t.match(whatIf(scored, centralPack, free), { execution: { recorded: { score: '9.50' }, other: { score: '19.00' } } })
})

t.test('canary: entries that changed since are noticed', async t => {
  const { indicators } = scored.results
  const row = indicators[ROW.quantity]
  if (!row) throw new TypeError('no row')
  const changed = {
    ...scored,
    results: { ...scored.results, indicators: { ...indicators, [ROW.quantity]: { ...row, actual: '1' } } },
  }
  t.equal(whatIf(changed, centralPack, centralPack)?.isReproduced, false)
})
