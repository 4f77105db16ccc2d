import type { Check } from '../finding.ts'

/** C3: a project over several years says what it is for as a whole. One of a single year need not: there the year is the whole. */
export const wholeProject: Check = {
  rule: 'C3',
  title: '跨年度项目填写项目总目标和项目资金总额',
  basis: '财政项目支出绩效目标申报表填表说明：总目标和总额按项目整个实施期填写',
  look: ({ start, end, overallGoal, funds }) => {
    if (start === null || end === null || start.slice(0, 4) === end.slice(0, 4)) return []
    const span = `项目期为 ${start} 至 ${end}，跨年度`
    return [
      ...(overallGoal.trim() === ''
        ? [
            {
              severity: 'error' as const,
              field: 'overallGoal',
              message: `${span}，却没有填写项目总目标。`,
              repair: '请填写整个实施期的总目标。',
            },
          ]
        : []),
      ...(funds.total === null
        ? [
            {
              severity: 'error' as const,
              field: 'funds.total',
              message: `${span}，却没有填写项目资金总额。`,
              repair: '请填写整个实施期的资金总额。',
            },
          ]
        : []),
    ]
  },
}
