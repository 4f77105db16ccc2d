import { readFileSync } from 'node:fs'
import { add, compare, decimal, subtract } from '@shenbao/kernel/decimal.ts'
import t from 'tap'
import { readSelfEvaluation } from '../src/evaluation.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { central, evaluationOf, rowOf } from './evaluations.ts'
import { compareRow, compareTable } from './published-comparison.ts'
import { comparedTables, comparisons, report, reportFile } from './published-report.ts'
import { asEvaluation, type PublishedTable, publishedTables } from './published-tables.ts'

// Published self-evaluations, scored again. Most prints follow the rules; where one does not, an explanation holds that is computed.
// The rules are never bent to a print.

t.test('each print is equal or explained', async t => {
  for (const { title, execution, rows, total } of comparedTables) {
    t.notMatch(execution.why, ['unexplained'], `${title}: 预算执行率 ${execution.printed} ${execution.formula}`)
    t.notMatch(total.why, ['unexplained'], `${title}: 总分 ${total.printed}`)
    for (const row of rows) {
      t.not(row.why.length, 0)
      t.notMatch(
        row.why,
        ['unexplained'],
        `${title}: ${row.name} ${row.target} | ${row.actual} | ${row.printed} | ${row.formula}`,
      )
    }
  }
})

t.test('most prints follow the rules', async t => {
  const equal = comparisons.rows.filter(({ why }) => why.includes('equal')).length
  t.ok(comparisons.rows.length >= 100, `${comparisons.rows.length} rows`)
  t.ok(equal / comparisons.rows.length > 0.75, `${equal} equal`)
})

t.test('the sum of the points is flagged where it is not a hundred', async t => {
  for (const table of publishedTables) {
    const input = asEvaluation(table)
    if (input === null || table.truncated || table.indicators.some(({ weight }) => weight === null)) continue
    const read = readSelfEvaluation(input)
    if ('problems' in read) throw new TypeError(table.title)
    const whole = table.indicators.reduce((whole, { weight }) => add(whole, decimal(String(weight))), decimal('10'))
    const { flags } = scoreSelfEvaluation(read.evaluation, central)
    t.equal(flags.includes('weights-not-100'), compare(whole, decimal('100')) !== 0, table.title)
  }
})

t.test('the report is current', async t => {
  t.equal(readFileSync(reportFile, 'utf8'), report(), 'node infra/scripts/write-published-tables.ts')
})

const whyOf = (row: Parameters<typeof rowOf>[0], printed: string) =>
  compareRow(evaluationOf({ year: 2026, indicators: [rowOf({ weight: '10', ...row })] }), 0, printed, central).why.join()

t.test('an explanation is only given where it holds', async t => {
  for (const [target, actual, printed, why] of [
    ['≥95%', '90%', '9.47', 'equal'],
    ['≥95%', '90%', '9', 'rounded-to-whole'],
    ['≥95%', '90%', '9.5', 'rounded-to-tenths'],
    ['=100%', '98%', '9', 'cut-to-whole'],
    ['=100%', '98%', '9.7', 'below-proportion'],
    ['≥95%', '90%', '9.6', 'unexplained'],
    ['≥95%', '90%', '10', 'full-though-missed'],
    ['≥95%', '96%', '9.7', 'deducted-when-met'],
    ['100', '160', '16', 'not-capped'],
    ['100', '160', '15.5', 'unexplained'],
    ['3%', '0', '10', 'full-though-missed'],
    ['及时', '及时', '8', 'points-within-band'],
    ['及时', '及时', '7.99', 'deducted-when-met'],
    ['及时', '较好', '7.99', 'judged-by-a-person'],
    ['及时', '较好', '10.5', 'unexplained'],
    ['≥50', '', '10', 'unexplained'],
  ] as const)
    t.equal(whyOf({ target, actual }, printed), why, `${target} | ${actual} | ${printed}`)
  t.equal(whyOf({ target: '3%', actual: '1%', name: '结转结余率' }, '10'), 'sign-lost')
  t.equal(whyOf({ target: '=3%', actual: '1%', name: '结转结余率' }, '10'), 'full-though-missed', 'the sign is there')
  t.equal(whyOf({ target: '3%', actual: '1%', name: '结转结余率' }, '9'), 'unexplained')
})

type Budget = Partial<NonNullable<PublishedTable['budget']>>

const budgetOf = (budget: Budget, totalScore: number | null = null): PublishedTable => ({
  source_url: '',
  title: '某表',
  year: 2026,
  budget: { initial: null, annual: 100, executed: 86, weight: 10, executionRate: null, score: 8.6, ...budget },
  indicators: [{ level1: '产出指标', level2: null, name: '某项', target: '≥1', actual: '1', weight: 90, score: 90 }],
  totalScore,
  truncated: false,
})

t.test('so with the money and the total', async t => {
  const money: readonly (readonly [Budget, string])[] = [
    [{}, 'equal'],
    [{ score: 9 }, 'rounded-to-whole'],
    [{ score: 8 }, 'cut-to-whole'],
    [{ score: 8.5 }, 'unexplained'],
    [{ weight: 20, score: 17.2 }, 'other-weight'],
    [{ executed: 86.183, executionRate: '86.19%', score: 8.62 }, 'rate-rounded-up'],
    [{ executed: 86.189, executionRate: '86.18%', score: 8.62 }, 'rate-cut'],
    [{ executionRate: '87%' }, 'rate-rounded-up'],
    [{ executionRate: '88%' }, 'unexplained'],
    [{ annual: null, initial: 100 }, 'initial-budget'],
    [{ annual: null, executed: null, executionRate: '86%' }, 'rate-only'],
    [{ annual: 0, executed: 0, score: 0 }, 'unexplained'],
    [{ annual: 0, executed: 0, score: 0, breakdown: { 本年财政拨款: [90, 89.97] } }, 'empty-total-row'],
  ]
  for (const [budget, why] of money)
    t.equal(compareTable(budgetOf(budget), central).execution.why.join(), why, JSON.stringify(budget))
  for (const [budget, total, why] of [
    [{}, 98.6, 'equal'],
    [{ score: 9 }, 99, 'follows-from-rows'],
    [{}, 99, 'not-the-sum'],
    [{}, null, 'no-total'],
  ] as const)
    t.equal(compareTable(budgetOf({ ...budget }, total), central).total.why.join(), why, String(total))
})

t.test('where the points of the print are said to follow from its rows, they do to the cent', async t => {
  for (const { title, execution, rows, total } of comparedTables.filter(one => one.total.why.includes('follows-from-rows'))) {
    const gap = (a: string | null, b: string | null) => subtract(decimal(a ?? '0'), decimal(b ?? '0'))
    const byParts = [execution, ...rows].reduce((whole, part) => add(whole, gap(part.printed, part.computed)), decimal('0'))
    t.equal(compare(gap(total.printed, total.computed), byParts), 0, title)
  }
})
