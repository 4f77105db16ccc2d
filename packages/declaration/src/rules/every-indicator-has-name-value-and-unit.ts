import { parseTarget } from '@shenbao/form/target.ts'
import type { FormRule } from './form-rule.ts'

/**
 * Every 三级指标 has a name and a value, and a unit where the value is a number. A missing 一级 or 二级 only warns (`level-inferred`).
 */
export const everyIndicatorHasNameValueAndUnit: FormRule = {
  id: 'every-indicator-has-name-value-and-unit',
  basis: { kind: 'practice', text: '每个三级指标都应有名称和指标值，数值应写明计量单位' },
  check: form =>
    form.indicators.flatMap((indicator, index) => {
      const row = `第 ${index + 1} 行「${indicator.name}」`
      const place = (field: string, message: string) => ({ indicator: indicator.id, field, message })
      const name = indicator.name.trim() === '' ? [place('name', `第 ${index + 1} 行没有三级指标名称，请填写。`)] : []
      const target = parseTarget(indicator.target)
      if (target.op === null) return [...name, place('target', `${row}没有指标值，请填写。`)]
      return target.kind === 'quantitative' && (target.unit === null || target.unit === '')
        ? [...name, place('target', `${row}的指标值「${indicator.target}」没有计量单位，请写成如“≥95%”或“≥150(条/年)”。`)]
        : name
    }),
}
