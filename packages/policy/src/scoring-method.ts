import type { Meaning, Target } from '@shenbao/form/target.ts'
import { compare, type Decimal, decimal, ZERO } from '@shenbao/kernel/decimal.ts'
import { hasDimension } from './dimension.ts'
import type { PolicyPack } from './pack.ts'

/** How a row will be scored, with the words people know it by. */
export const scoringMethods = {
  proportional: '按完成比例',
  equal: '等于指标值',
  reverse: '反向，越低越好',
  'all-or-nothing': '达到得分，未达到不得分',
  zero: '不发生得分，发生不得分',
  between: '在范围内得分',
  'by-date': '按期完成得分',
  'by-step': '满意度分档',
  qualitative: '定性，由人评判',
  manual: '数值达到得分，未达到由人评判',
  'no-points': '分值为零，不计分',
  unset: '未填指标值',
} as const
export type ScoringMethod = keyof typeof scoringMethods

/** A target with all that its method needs to know of it. */
export type Scored =
  | Readonly<{ method: 'no-points' | 'unset' | 'qualitative' }>
  | Readonly<{ method: 'zero'; unit: string | null }>
  | Readonly<{ method: 'between'; meaning: Extract<Meaning, { kind: 'between' }> }>
  | Readonly<{ method: 'by-date'; meaning: Extract<Meaning, { kind: 'by-date' }> }>
  | Readonly<{
      method: 'proportional' | 'equal' | 'reverse' | 'all-or-nothing' | 'by-step' | 'manual'
      op: '=' | '>' | '>=' | '<' | '<='
      value: Decimal
      unit: string | null
    }>
export type ScoredByFigure = Extract<Scored, { value: Decimal }>

/**
 * Which rule of `indicator-score.ts` a target will fall under once its result is reported as asked; it looks at the same things in
 * the same order.
 */
export const scoringMethodOf = (level1: string | null, target: Target, weight: Decimal, pack: PolicyPack): Scored => {
  if (compare(weight, ZERO) === 0) return { method: 'no-points' }
  const { op, value, unit, meaning } = target
  if (op === null) return { method: 'unset' }
  if (op === 'text' || value === null) return byMeaning(meaning)
  const figure = { op, value: decimal(value), unit }
  if (pack.satisfaction.method === 'STEP' && unit === '%' && hasDimension(level1, pack.dimensions.satisfaction))
    return { method: 'by-step', ...figure }
  const sign = compare(figure.value, ZERO)
  if (sign < 0) return { method: 'manual', ...figure }
  if (op === '>' || op === '>=') return { method: sign === 0 ? 'all-or-nothing' : 'proportional', ...figure }
  if (sign === 0) return { method: 'zero', unit }
  return { method: op === '=' ? 'equal' : 'reverse', ...figure }
}

const byMeaning = (meaning: Meaning | undefined): Scored => {
  switch (meaning?.kind) {
    case 'between':
      return { method: 'between', meaning }
    case 'by-date':
      return { method: 'by-date', meaning }
    case 'zero':
      return { method: 'zero', unit: null }
    case undefined:
      return { method: 'qualitative' }
  }
}
