import type { DeclarationOut } from '../api/queries.ts'
import { grouped } from '../ui/money.tsx'
import { PagedSheet } from './paged-sheet.tsx'

type Form = DeclarationOut['form']

/** 财政项目支出绩效目标申报表 on paper. */
export const PrintedForm = ({ declaration }: Readonly<{ declaration: DeclarationOut }>) => {
  const { form, approval } = declaration
  const hasWeights = form.indicators.some(({ weight }) => weight !== null)
  return (
    <PagedSheet
      title="财政项目支出绩效目标申报表"
      under={`（${form.year ?? declaration.year} 年度）${approval ? `　${approval.documentNumber}` : ''}`}
      top={<Top form={form} />}
      levels={[14, 21]}
      columns={[
        { title: '三级指标', share: hasWeights ? 35 : 43 },
        ...(hasWeights ? [{ title: '分值', share: 8, isNumber: true }] : []),
        { title: '年度指标值', share: 22 },
      ]}
      rows={form.indicators.map(({ id, level1, level2, name, weight, raw }) => ({
        id,
        level1,
        level2,
        cells: hasWeights ? [name, weight, raw] : [name, raw],
      }))}
    />
  )
}

const fundLines = [
  ['项目资金总额', 'total', '年度资金申请总额', 'annualRequest'],
  ['其中：财政资金', 'fiscal', '其中：当年财政拨款', 'currentYearAppropriation'],
  ['', null, '　　　上年结转资金', 'carryover'],
  ['其他资金', 'other', '其他资金', 'annualOther'],
] as const

const Top = ({ form }: Readonly<{ form: Form }>) => {
  const amount = (fund: keyof Form['funds'] | null): string => {
    const yuan = fund === null ? null : form.funds[fund]
    return yuan ? grouped(yuan) : ''
  }
  return (
    <table className="printed-top">
      <colgroup>
        {[16, 18, 20, 22, 24].map(share => (
          <col key={share} width={`${share}%`} />
        ))}
      </colgroup>
      <tbody>
        <tr>
          <th>项目名称</th>
          <td colSpan={4}>{form.name}</td>
        </tr>
        <tr>
          <th>项目性质</th>
          <td colSpan={2}>{form.nature}</td>
          <th>项目类别</th>
          <td>{form.category}</td>
        </tr>
        <tr>
          <th>主管部门</th>
          <td colSpan={2}>{form.department}</td>
          <th>实施单位</th>
          <td>{form.unit}</td>
        </tr>
        <tr>
          <th>计划开始日期</th>
          <td colSpan={2}>{form.start}</td>
          <th>计划完成日期</th>
          <td>{form.end}</td>
        </tr>
        {fundLines.map(([left, leftFund, right, rightFund], at) => (
          <tr key={rightFund}>
            {at === 0 && (
              <th rowSpan={fundLines.length}>
                项目资金
                <br />
                （元）
              </th>
            )}
            <td>{left}</td>
            <td className="num">{amount(leftFund)}</td>
            <td>{right}</td>
            <td className="num">{amount(rightFund)}</td>
          </tr>
        ))}
        {(
          [
            ['项目总目标', form.overallGoal],
            ['年度总体目标', form.annualGoal],
          ] as const
        ).map(([title, goal]) => (
          <tr key={title}>
            <th>{title}</th>
            <td colSpan={4} className="goal">
              {goal}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
