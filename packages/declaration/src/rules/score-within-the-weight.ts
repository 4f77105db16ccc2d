import type { Place } from '@shenbao/kernel/decider.ts'
import { compare, decimal } from '@shenbao/kernel/decimal.ts'

/** No row is awarded more points than it carries, by the unit or by the reviewer. `score` and `weight` are decimal text. */
export const scoreWithinTheWeight = (
  indicator: Readonly<{ id: string; name: string }>,
  score: string,
  weight: string,
): readonly Place[] =>
  compare(decimal(score), decimal(weight)) <= 0
    ? []
    : [{ indicator: indicator.id, field: 'score', message: `「${indicator.name}」得分 ${score} 超过分值 ${weight}，请改正。` }]
