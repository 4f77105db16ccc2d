import { compact } from './fold-text.ts'
import type { Target } from './target.ts'

/** Which way an indicator gets better: more is better, less is better, or neither. */
export type Direction = 'positive' | 'reverse' | 'exact'

/** Names of what nobody wants more of. A rate that says how well harm is dealt with is no harm (故障排除率, 投诉处理率). */
const harm =
  /事故|投诉|故障|差错|错误|失误|差评|丢失|损坏|违规|违纪|违法|上访|信访|舆情|伤亡|死亡|逾期|滞后|缺陷|污染|排放|能耗|泄露|泄密|发病|返贫|离职|流失|超支|误差/
const dealtWith =
  /排除|处理|处置|修复|解决|办结|整改|化解|控制|防范|预防|回复|响应|下降|降低|减少|改善|治理|查处|满意|合格|达标|完成/
const duration = /时长|时效|用时|耗时|响应时间|处理时间|完成时间|修复时间|办理时间|时限|周期|工期/
const rate = /率$|度$|比例$|比重$|占比$|水平$|覆盖面$/

/**
 * The direction of a target. Its operator decides; where that is `=`, the indicator's place (`level2`) and `name` do, and
 * where these say nothing the target is exact. `null` for words without a meaning.
 */
export const directionOf = (target: Target, level2: string | null = null, name: string | null = null): Direction | null => {
  if (target.op === null) return null
  if (target.op === '>' || target.op === '>=') return 'positive'
  if (target.op === '<' || target.op === '<=') return 'reverse'
  if (target.op === 'text') return directionOfMeaning(target)
  return directionOfEqual(target, compact(level2 ?? ''), compact(name ?? ''))
}

const directionOfMeaning = ({ meaning }: Target): Direction | null => {
  if (!meaning) return null
  return meaning.kind === 'between' ? 'exact' : 'reverse'
}

const directionOfEqual = ({ value, unit }: Target, level2: string, name: string): Direction => {
  // Nothing counted is below zero, so a target of zero can only be missed upwards.
  if (value !== null && /^[+-]?0+(?:\.0+)?$/.test(value)) return 'reverse'
  if (harm.test(name) && !dealtWith.test(name)) return 'reverse'
  if (level2.includes('成本') && unit !== '%') return 'reverse'
  if (duration.test(name) && /分钟|小时|天|工作日|日|月|周/.test(unit ?? '')) return 'reverse'
  if (unit === '%' || unit === '‰' || rate.test(name)) return 'positive'
  return 'exact'
}
