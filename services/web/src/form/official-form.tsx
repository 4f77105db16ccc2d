import { type MergedRow, mergedRows } from '@shenbao/form/merged-rows.ts'
import { Fragment, type ReactNode } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import { grouped } from '../ui/money.tsx'
import './official-form.css'

export type ShownForm = DeclarationOut['form']
export type ShownRow = ShownForm['indicators'][number]

/**
 * What stands in a cell and in the margin beside it, where it is more than the text. `anchor` is an indicator id, or a field of the
 * form (`annualGoal`, `funds.annualRequest`); `field` of a row is `name`, `target`, `weight`.
 */
export type Dressing = Readonly<{
  margin?: (anchor: string) => ReactNode
  cell?: (row: ShownRow, field: 'name' | 'target' | 'weight') => ReactNode
  field?: (field: string, text: string | null) => ReactNode
  /** A class for a row, where something is to be seen about the whole of it. */
  rowClass?: (row: ShownRow) => string | undefined
  /** In place of the rows: a `tbody` of their own, where they are written, with the heading of the rows at its head. */
  rows?: (head: ReactNode) => ReactNode
  hasWeights?: boolean
}>

/** 财政项目支出绩效目标申报表 as the paper has it, to be read. Row numbers and marks stand in the margin, outside its rules. */
export const OfficialForm = ({ form, dressing = {} }: Readonly<{ form: ShownForm; dressing?: Dressing }>) => {
  const rows = mergedRows(form.indicators)
  const hasWeights = dressing.hasWeights ?? form.indicators.some(({ weight }) => weight !== null)
  const head = (
    <Line number="行">
      <th rowSpan={rows.length + 1} className="upright">
        绩效指标
      </th>
      <th>一级指标</th>
      <th>二级指标</th>
      <th colSpan={hasWeights ? 2 : 3}>三级指标</th>
      {hasWeights && <th>分值</th>}
      <th colSpan={2}>年度指标值</th>
    </Line>
  )
  const shown = (field: string, text: string | null): ReactNode => dressing.field?.(field, text) ?? <Blank text={text} />
  return (
    <div className="sheet">
      <h2 className="form-title">财政项目支出绩效目标申报表</h2>
      <p className="form-year">（{form.year ?? '    '} 年度）</p>
      <table className="form" role={dressing.rows ? 'grid' : undefined} aria-label="财政项目支出绩效目标申报表">
        <Columns />
        <tbody>
          <Line mark={dressing.margin?.('name')}>
            <th colSpan={2}>项目名称</th>
            <td colSpan={2}>{shown('name', form.name)}</td>
            <th>项目性质</th>
            <td>{shown('nature', form.nature)}</td>
            <th>项目类别</th>
            <td>{shown('category', form.category)}</td>
          </Line>
          <Line>
            <th colSpan={2}>主管部门</th>
            <td colSpan={2}>{shown('department', form.department)}</td>
            <th>实施单位</th>
            <td colSpan={3}>{shown('unit', form.unit)}</td>
          </Line>
          <Line mark={dressing.margin?.('start')}>
            <th colSpan={2}>计划开始日期</th>
            <td colSpan={2}>{shown('start', form.start)}</td>
            <th>计划完成日期</th>
            <td colSpan={3}>{shown('end', form.end)}</td>
          </Line>
          <Funds form={form} shown={shown} margin={dressing.margin} />
          <Line>
            <th colSpan={2} rowSpan={2}>
              项目
              <br />
              绩效目标
            </th>
            <th>项目总目标</th>
            <th colSpan={5}>年度总体目标</th>
          </Line>
          <Line mark={dressing.margin?.('annualGoal')}>
            <td className="goal">{shown('overallGoal', form.overallGoal)}</td>
            <td colSpan={5} className="goal">
              {shown('annualGoal', form.annualGoal)}
            </td>
          </Line>
        </tbody>
        {dressing.rows?.(head) ?? (
          <tbody>
            {head}
            {rows.map((row, at) => (
              <IndicatorRow key={row.indicator.id} row={row} number={at + 1} hasWeights={hasWeights} dressing={dressing} />
            ))}
          </tbody>
        )}
      </table>
    </div>
  )
}

/** The widths are the paper's; names of 二级指标 fit on one line. */
const Columns = () => (
  <colgroup>
    {['c-no', 'c-side', 'c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6', 'c-7', 'c-mark'].map(name => (
      <col key={name} className={name} />
    ))}
  </colgroup>
)

type LineParts = Readonly<{ children: ReactNode; number?: string; mark?: ReactNode; className?: string | undefined }>

const Line = ({ children, number = '', mark, className }: LineParts) => (
  <tr className={className}>
    <td className="no">{number}</td>
    {children}
    <td className="mark">{mark}</td>
  </tr>
)

export const Blank = ({ text }: Readonly<{ text: string | null }>) =>
  text === null || text.trim() === '' ? <span className="mute">未填</span> : text

const IndicatorRow = ({
  row: { indicator, level1Rows, level2Rows },
  number,
  hasWeights,
  dressing,
}: Readonly<{ row: MergedRow<ShownRow>; number: number; hasWeights: boolean; dressing: Dressing }>) => (
  <Line number={String(number)} mark={dressing.margin?.(indicator.id)} className={dressing.rowClass?.(indicator)}>
    {level1Rows > 0 && (
      <td className="level" rowSpan={level1Rows}>
        <Blank text={indicator.level1} />
      </td>
    )}
    {level2Rows > 0 && (
      <td className="level" rowSpan={level2Rows}>
        <Blank text={indicator.level2} />
      </td>
    )}
    <td colSpan={hasWeights ? 2 : 3}>{dressing.cell?.(indicator, 'name') ?? indicator.name}</td>
    {hasWeights && <td className="num">{dressing.cell?.(indicator, 'weight') ?? indicator.weight}</td>}
    <td colSpan={2} className="value">
      {dressing.cell?.(indicator, 'target') ?? <Blank text={indicator.raw} />}
    </td>
  </Line>
)

type FundsParts = Readonly<{
  form: ShownForm
  shown: (field: string, text: string | null) => ReactNode
  margin: Dressing['margin']
}>

const fundLines = [
  ['项目资金总额', 'total', '年度资金申请总额', 'annualRequest'],
  ['其中：财政资金', 'fiscal', '其中：当年财政拨款', 'currentYearAppropriation'],
  ['', null, '　　　上年结转资金', 'carryover'],
  ['其他资金', 'other', '其他资金', 'annualOther'],
] as const

const Funds = ({ form, shown, margin }: FundsParts) => {
  const amount = (fund: keyof ShownForm['funds']): ReactNode => {
    const yuan = form.funds[fund] ?? null
    return shown(`funds.${fund}`, yuan === null ? null : grouped(yuan))
  }
  return (
    <Fragment>
      {fundLines.map(([left, leftFund, right, rightFund], at) => (
        <Line key={rightFund} mark={margin?.(`funds.${rightFund}`)}>
          {at === 0 && (
            <th colSpan={2} rowSpan={fundLines.length}>
              项目资金
              <br />
              （元）
            </th>
          )}
          <th className="left">{left}</th>
          <td className="num">{leftFund !== null && amount(leftFund)}</td>
          <th className="left" colSpan={2}>
            {right}
          </th>
          <td className="num" colSpan={2}>
            {amount(rightFund)}
          </td>
        </Line>
      ))}
    </Fragment>
  )
}
