import type { Form } from '@shenbao/form/form.ts'
import type { Check, Spotted } from '../finding.ts'
import { rowsOf } from '../row.ts'

/** A label of the tree in the place of a name. */
const isLabel =
  /^(?:产出|效益|成本|满意度|数量|质量|时效|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|可持续影响|可持续性?发展影响|服务对象满意度)指标$/

/** C1: a row without a name, a value or a unit cannot be scored. What a table conversion lost is asked for, never filled in. */
export const nameValueUnit: Check = {
  rule: 'C1',
  title: '指标名称、指标值、计量单位齐全',
  basis: '财预〔2015〕88号：绩效指标应当细化、量化，可衡量',
  look: form => [
    ...blanks(form),
    ...rowsOf(form).flatMap(({ row, target }) => {
      const at = { indicator: row.id, field: 'target', severity: 'error' as const }
      if (row.name.trim() === '')
        return [{ ...at, field: 'name', message: '这一行没有三级指标名称。', repair: '请填写指标名称，或删除这一行。' }]
      if (isLabel.test(row.name))
        return [
          {
            ...at,
            field: 'name',
            message: `三级指标写的是“${row.name}”，只是分类的名称。`,
            repair: '请写明具体衡量什么，例如“培训人次”。',
          },
        ]
      if (target.op === null && target.value === null)
        return [{ ...at, message: `“${row.name}”没有指标值。`, repair: '请对照原件补填指标值和计量单位。' }]
      if (target.value !== null && target.unit === null)
        return [
          {
            ...at,
            message: `“${row.name}”的指标值“${row.target}”没有计量单位。`,
            repair: '请在数值后写明计量单位，例如 ≥95(%)。',
          },
        ]
      return []
    }),
  ],
}

/** What the whole form lacks. Of a form cut short it may stand on the page that is missing. */
const blanks = ({ annualGoal, funds, flags }: Form): readonly Spotted[] =>
  flags.includes('incomplete')
    ? []
    : [
        ...(/[^\s\-_*—/]/.test(annualGoal)
          ? []
          : [
              {
                severity: 'error' as const,
                field: 'annualGoal',
                message: '没有填写年度总体目标。',
                repair: '请填写本年要做到什么。',
              },
            ]),
        ...(funds.annualRequest === null
          ? [
              {
                severity: 'error' as const,
                field: 'funds.annualRequest',
                message: '没有填写年度资金申请总额。',
                repair: '请填写本年申请的金额，单位为元。',
              },
            ]
          : []),
      ]
