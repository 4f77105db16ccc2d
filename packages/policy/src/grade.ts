import { compare, type Decimal, decimal } from '@shenbao/kernel/decimal.ts'
import type { Grade, GradeBands } from './pack.ts'

/** The grade of rounded points: the first band whose lower bound, inclusive, is reached. */
export const gradeOf = (points: Decimal, bands: GradeBands): Grade => {
  const band = bands.find(({ from }) => compare(points, decimal(from)) >= 0) ?? bands.at(-1)
  if (!band) throw new TypeError('a pack without grades')
  return band.grade
}
