import type { Place } from '@shenbao/kernel/decider.ts'
import { compare, decimal } from '@shenbao/kernel/decimal.ts'

/** A row below its full points carries 偏差原因分析及改进措施. */
export const lostPointsNeedAReason = (
  indicator: Readonly<{ id: string; name: string }>,
  scored: Readonly<{ score: string; weight: string }>,
  reason: string,
): readonly Place[] =>
  compare(decimal(scored.score), decimal(scored.weight)) >= 0 || reason.trim() !== ''
    ? []
    : [
        {
          indicator: indicator.id,
          field: 'reason',
          message: `「${indicator.name}」得 ${scored.score} 分、低于分值 ${scored.weight}，请填写偏差原因及改进措施。`,
        },
      ]
