import { compare, type Decimal, decimal, multiply, ZERO } from '@shenbao/kernel/decimal.ts'
import type { PolicyPack } from './pack.ts'

/**
 * 完成值高于指标值较多: a target exceeded by far may have been set too low (财预〔2020〕10号 gives no number; the pack does). It is only
 * shown; points are taken off by a person. Asked of `≥`, `>` and `=` above zero only, and not of rates whose target is already the
 * whole: they cannot be exceeded.
 */
export const overAchievement = (
  target: Decimal,
  actual: Decimal,
  unit: string | null,
  { overAchieve }: PolicyPack,
): Readonly<{ isFlagged: boolean; wantsReason: boolean }> => {
  if (compare(target, ZERO) <= 0 || isWholeRate(target, unit)) return { isFlagged: false, wantsReason: false }
  const reaches = (times: string): boolean => compare(actual, multiply(target, decimal(times))) >= 0
  return { isFlagged: reaches(overAchieve.flagAt), wantsReason: reaches(overAchieve.reasonAt) }
}

const wholes: readonly (readonly [unit: RegExp, whole: string])[] = [
  [/^(?:%|百分比)/, '100'],
  [/^(?:‰|千分比)/, '1000'],
]

/** Whether the target is the whole of a rate: 100%. */
export const isWholeRate = (target: Decimal, unit: string | null): boolean =>
  wholes.some(([pattern, whole]) => pattern.test(unit ?? '') && compare(target, decimal(whole)) === 0)
