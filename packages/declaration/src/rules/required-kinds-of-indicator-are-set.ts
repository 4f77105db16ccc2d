import type { Form } from '@shenbao/form/form.ts'
import { hasDimension } from '@shenbao/policy/dimension.ts'
import type { FormRule } from './form-rule.ts'

/**
 * The kinds of indicator whose absence the policy pack calls an error: 数量 as a rule, 成本 where the province demands it.
 * What the pack only warns about is not checked here.
 */
const kinds: readonly (readonly [
  parameter: 'requireCost' | 'requireSatisfaction' | 'requireQuantity' | 'requireQuality' | 'requireTimeliness',
  word: string,
])[] = [
  ['requireQuantity', '数量'],
  ['requireQuality', '质量'],
  ['requireTimeliness', '时效'],
  ['requireCost', '成本'],
  ['requireSatisfaction', '满意度'],
]

/** 成本 and 满意度 are 一级指标 in one scheme and 二级指标 in another, and 二级 names carry the word inside (经济成本指标). */
const isSet = (form: Form, word: string): boolean =>
  form.indicators.some(({ level1, level2 }) => hasDimension(level1, word) || (level2 ?? '').includes(word))

export const requiredKindsOfIndicatorAreSet: FormRule = {
  id: 'required-kinds-of-indicator-are-set',
  basis: { kind: 'practice', text: '数量指标原则上必须设置，其余按政策包的要求设置' },
  check: (form, { completeness }) =>
    kinds
      .filter(([parameter, word]) => completeness[parameter] === 'error' && !isSet(form, word))
      .map(([, word]) => ({ field: 'indicators', message: `请至少设置一个${word}指标。` })),
}
