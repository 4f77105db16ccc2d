import type { Check, Spotted } from '../finding.ts'
import { rowsOf } from '../row.ts'

/** C2: the branches of the tree that every project has. Costs are asked for where the tree of 2021 is used. */
export const dimensions: Check = {
  rule: 'C2',
  title: '必设的一级、二级指标齐全',
  basis: '财预〔2021〕101号：绩效指标包括成本、产出、效益、满意度四类，数量指标必设，质量指标原则上应设',
  look: form => {
    const rows = rowsOf(form)
    // What a form cut short lacks may stand on the page that is missing.
    if (rows.length === 0 || form.flags.includes('incomplete')) return []
    const has = (level: string): boolean => rows.some(({ level1, level2 }) => level1 === level || level2 === level)
    const missing = (level: string, severity: Spotted['severity']): readonly Spotted[] =>
      has(level)
        ? []
        : [
            {
              severity,
              field: 'indicators',
              message: `没有设置${level}。`,
              repair: `请增加至少一行${level}；确实不适用的，请在审核时说明。`,
            },
          ]
    return [
      ...missing('产出指标', 'error'),
      ...missing('数量指标', 'error'),
      ...missing('质量指标', 'warning'),
      ...missing('效益指标', 'error'),
      ...missing('满意度指标', 'warning'),
      ...(has('成本指标') || has('经济成本指标') ? [] : missing('成本指标', 'warning')),
    ]
  },
}
