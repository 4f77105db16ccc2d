import { directionOf } from '@shenbao/form/direction.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, multiply } from '@shenbao/kernel/decimal.ts'
import type { Check, LastYearRow, Spotted } from '../finding.ts'
import { isRate, plainName, type Row, rowsOf, shown } from '../row.ts'

/** From so many times last year's figure on, a person should say why. */
const FAR_ABOVE = '2'

/** With fewer rows the saying is no pattern. */
const SAME_MIN = 5

/** V6, seen with last year's figures: a target below what was asked for or reached, or far above it, or nothing but the old ones. */
export const lastYearsFigures: Check = {
  rule: 'V6',
  title: '指标值与上年目标、上年实际衔接',
  basis: '审核实践：指标值一般不低于上年',
  look: (form, { lastYear }) => {
    const before = lastYear?.indicators ?? []
    const compared = rowsOf(form).flatMap(row => {
      const last = rowOfLastYear(row, before)
      return last ? [{ row, last, ...stepOf(row, last) }] : []
    })
    const found = compared.flatMap(({ row, last, step }) => spottedIn(row, last, step))
    const isAllOld = compared.length >= SAME_MIN && compared.every(({ step, isReached }) => step === 'same' && isReached)
    return isAllOld ? [...found, asBefore(compared.length)] : found
  },
}

type Step = 'same' | 'below-target' | 'below-actual' | 'far-above' | 'other'

/** Under the same 二级指标 where the name stands in several places. */
const rowOfLastYear = ({ name, level2, target }: Row, before: readonly LastYearRow[]): LastYearRow | undefined => {
  const named = before.filter(
    last => plainName(last.name) === name && target.value !== null && parseTarget(last.target).unit === target.unit,
  )
  return named.find(last => last.level2 === level2) ?? (named.length === 1 ? named[0] : undefined)
}

const stepOf = ({ target, level2, name }: Row, last: LastYearRow): Readonly<{ step: Step; isReached: boolean }> => {
  const before = parseTarget(last.target).value
  const direction = directionOf(target, level2, name)
  if (target.value === null || before === null || direction === null) return { step: 'other', isReached: false }
  const [now, then] = [decimal(target.value), decimal(before)]
  const actual = actualOf(last, target.unit)
  /** How much better `a` is than `b`. */
  const better = (a: Decimal, b: Decimal): number => (direction === 'reverse' ? compare(b, a) : compare(a, b))
  const isReached = actual !== null && better(actual, then) >= 0
  if (better(now, then) < 0) return { step: 'below-target', isReached }
  if (compare(now, then) === 0 && !(isReached && actual !== null && better(actual, then) > 0)) return { step: 'same', isReached }
  if (actual !== null && better(now, actual) < 0 && !isRate(target.unit)) return { step: 'below-actual', isReached }
  const isFar = direction !== 'reverse' && !isRate(target.unit) && compare(now, multiply(then, decimal(FAR_ABOVE))) >= 0
  if (isFar && compare(then, decimal('0')) > 0) return { step: 'far-above', isReached }
  return { step: compare(now, then) === 0 ? 'same' : 'other', isReached }
}

/** A bare number in the column for results has the unit of the target. */
const actualOf = ({ actual }: LastYearRow, unit: string | null): Decimal | null => {
  const read = parseTarget(actual ?? '')
  return read.value !== null && (read.unit === null || read.unit === unit) ? decimal(read.value) : null
}

const spottedIn = ({ row, target }: Row, last: LastYearRow, step: Step): readonly Spotted[] => {
  const at = { indicator: row.id, field: 'target' }
  const says = `“${row.name}”今年“${shown(target)}”，上年目标“${last.target}”${last.actual === null ? '' : `、实际“${last.actual}”`}`
  if (step === 'below-target')
    return [
      { ...at, severity: 'warning', message: `${says}：低于上年的要求。`, repair: '请提高到不低于上年，或说明下调的理由。' },
    ]
  if (step === 'below-actual')
    return [{ ...at, severity: 'info', message: `${says}：低于上年已经做到的。`, repair: '请参考上年实际完成值确定。' }]
  if (step === 'far-above')
    return [{ ...at, severity: 'info', message: `${says}：比上年高出一倍以上。`, repair: '请核对数值和单位；确有依据的请写明。' }]
  return []
}

const asBefore = (rows: number): Spotted => ({
  severity: 'info',
  field: 'indicators',
  message: `与上年相同的 ${rows} 个指标，指标值一个也没有变，而上年全部完成。`,
  repair: '请参考上年实际完成值，对能提高的设为更高的数值。',
})
