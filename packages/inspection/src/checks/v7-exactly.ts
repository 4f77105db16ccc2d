import type { Target } from '@shenbao/form/target.ts'
import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Check, Spotted } from '../finding.ts'
import { isMoney, isRate, type Row, rowsOf, shown } from '../row.ts'

/** From here on a count is rarely met to the piece. */
const LARGE_COUNT = '100'

/** V7: exactly so many, where more does no harm, and exactly so much, where less would be better. */
export const exactly: Check = {
  rule: 'V7',
  title: '等号只用于必须恰好的数值',
  basis: '审核实践：多完成无害的用 ≥，成本用 ≤',
  look: form => {
    const exact = rowsOf(form).filter(({ target }) => target.op === '=' && target.value !== null && isWritten.test(target.raw))
    const costs = exact.filter(
      ({ level1, level2, target }) => (level1 === '成本指标' || level2 === '成本指标') && isMoney(target.unit),
    )
    const satisfied = exact.filter(({ name, target }) => /满意/.test(name) && isRate(target.unit) && !isAtLeast(target, '100'))
    const counts = exact.filter(
      ({ level2, target }) =>
        level2 === '数量指标' && !isMoney(target.unit) && !isRate(target.unit) && isAtLeast(target, LARGE_COUNT),
    )
    return [
      ...inOne(costs, rows => `成本指标${rows}。`, '成本一般写不超过多少：请把 = 改为 ≤。'),
      ...inOne(satisfied, rows => `满意度指标${rows}。`, '满意度越高越好：请把 = 改为 ≥。'),
      ...inOne(counts, rows => `${rows}，多完成一件也算偏差。`, '多完成无害的，请把 = 改为 ≥。'),
    ]
  },
}

/** Where a form has no column for the comparison, a bare number is all that could be written. */
const isWritten = /^\s*(?:[=＝═]|等于)/

const isAtLeast = ({ value }: Target, bound: string): boolean => compare(decimal(value ?? '0'), decimal(bound)) >= 0

/** What is so all over a form is said once, under the first row. */
const inOne = (rows: readonly Row[], says: (rows: string) => string, repair: string): readonly Spotted[] => {
  const [first] = rows
  if (!first) return []
  const named = rows.slice(0, NAMED_MOST).map(({ row, target }) => `“${row.name}”要求恰好“${shown(target)}”`)
  const message = says(`${named.join('，')}${rows.length > NAMED_MOST ? `等 ${rows.length} 行` : ''}`)
  return [{ indicator: first.row.id, field: 'target', severity: 'info', message, repair }]
}

const NAMED_MOST = 3
