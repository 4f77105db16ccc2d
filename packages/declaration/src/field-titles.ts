import { fundTitles } from '@shenbao/form/form.ts'

/** Each field of a form, and what else history speaks of, in the words on the paper. Unknown names are shown as they are. */
const titles: Readonly<Record<string, string>> = {
  name: '项目名称',
  nature: '项目性质',
  category: '项目类别',
  department: '主管部门',
  unit: '实施单位',
  start: '计划开始日期',
  end: '计划完成日期',
  overallGoal: '项目总目标',
  annualGoal: '年度总体目标',
  indicator: '指标行',
  level1: '一级指标',
  level2: '二级指标',
  target: '指标值',
  weight: '分值',
  score: '核查得分',
  ...Object.fromEntries(Object.entries(fundTitles).map(([fund, title]) => [`funds.${fund}`, title])),
}

/** `isOfIndicator`: a row's own name is not the project's. */
export const fieldTitle = (field: string, isOfIndicator: boolean): string =>
  isOfIndicator && field === 'name' ? '三级指标' : Object.hasOwn(titles, field) ? (titles[field] ?? field) : field
