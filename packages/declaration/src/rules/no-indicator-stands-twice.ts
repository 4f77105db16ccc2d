import type { FormRule } from './form-rule.ts'

/** No two rows with the same 一级, 二级 and 三级 names: nobody could tell which of the values counts. */
export const noIndicatorStandsTwice: FormRule = {
  id: 'no-indicator-stands-twice',
  basis: { kind: 'practice', text: '同一二级指标下的三级指标不得重复' },
  check: form => {
    const first = new Map<string, number>()
    return form.indicators.flatMap((indicator, index) => {
      const key = JSON.stringify([indicator.level1, indicator.level2, indicator.name.trim()])
      const earlier = first.get(key)
      if (earlier === undefined) {
        first.set(key, index)
        return []
      }
      const message = `第 ${index + 1} 行「${indicator.name}」与第 ${earlier + 1} 行重复，请删除或改名。`
      return [{ indicator: indicator.id, field: 'name', message }]
    })
  },
}
