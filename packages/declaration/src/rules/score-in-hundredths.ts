import type { Place } from '@shenbao/kernel/decider.ts'
import { decimal } from '@shenbao/kernel/decimal.ts'

/** Points are given in hundredths, as printed and added up: finer ones would make the total differ from the rows people see. */
export const scoreInHundredths = (indicator: Readonly<{ id: string; name: string }>, score: string): readonly Place[] =>
  decimal(score).scale <= 2
    ? []
    : [{ indicator: indicator.id, field: 'score', message: `「${indicator.name}」得分 ${score} 最多保留两位小数，请改正。` }]
