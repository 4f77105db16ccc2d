import type { FormRule } from './form-rule.ts'

/** 计划开始日期 does not lie after 计划完成日期, and the project runs in the fiscal year it is declared for. */
export const projectDatesFitTheYear: FormRule = {
  id: 'project-dates-fit-the-year',
  basis: { kind: 'practice', text: '项目起止日期应先后有序，并与申报年度有交集' },
  check: ({ start, end, year }) => {
    if (start === null || end === null || year === null) return []
    if (start > end) return [{ field: 'end', message: `计划完成日期 ${end} 早于计划开始日期 ${start}，请改正。` }]
    if (end < `${year}-01-01` || start > `${year}-12-31`)
      return [{ field: 'start', message: `项目起止日期 ${start} 至 ${end} 不在 ${year} 年度内，请改正。` }]
    return []
  },
}
