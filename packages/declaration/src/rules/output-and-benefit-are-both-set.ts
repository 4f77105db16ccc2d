import { hasDimension } from '@shenbao/policy/dimension.ts'
import type { FormRule } from './form-rule.ts'

/** At least one 三级指标 under 产出 and one under 效益. */
export const outputAndBenefitAreBothSet: FormRule = {
  id: 'output-and-benefit-are-both-set',
  basis: { kind: 'practice', text: '每个项目都应设置产出指标和效益指标' },
  check: (form, { dimensions }) =>
    [dimensions.output, dimensions.benefit]
      .filter(word => !form.indicators.some(({ level1 }) => hasDimension(level1, word)))
      .map(word => ({ field: 'indicators', message: `${word}指标下至少要有一个三级指标，请补充。` })),
}
