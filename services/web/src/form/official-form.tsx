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
  /** What stands in a row of its own beneath the line or row: what was said about it. `null`: nothing. */
  under?: (anchor: string) => ReactNode
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
  const under = rows.map(({ indicator }) => dressing.under?.(indicator.id) ?? null)
  /** Rows that stand in between, which merged cells reach over. */
  const underWithin = (at: number, count: number): number => under.slice(at, at + count).filter(one => one !== null).length
  const goalUnder = dressing.under?.('annualGoal') ?? null
  const head = (
    <Line number="行">
      <th rowSpan={rows.length + 1 + underWithin(0, rows.length)} className="upright">
        绩效指标
      </th>
      <th>一级指标</th>
      <th>二级指标</th>
      <th colSpan={hasWeights ? 3 : 4}>三级指标</th>
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
            <td colSpan={2}>{shown('nature', form.nature)}</td>
            <th>项目类别</th>
            <td>{shown('category', form.category)}</td>
          </Line>
          <Under width={9}>{dressing.under?.('name')}</Under>
          <Line>
            <th colSpan={2}>主管部门</th>
            <td colSpan={2}>{shown('department', form.department)}</td>
            <th>实施单位</th>
            <td colSpan={4}>{shown('unit', form.unit)}</td>
          </Line>
          <Line mark={dressing.margin?.('start')}>
            <th colSpan={2}>计划开始日期</th>
            <td colSpan={2}>{shown('start', form.start)}</td>
            <th>计划完成日期</th>
            <td colSpan={4}>{shown('end', form.end)}</td>
          </Line>
          <Under width={9}>{dressing.under?.('start')}</Under>
          <Funds form={form} shown={shown} margin={dressing.margin} under={dressing.under} />
          <Line>
            <th colSpan={2} rowSpan={goalUnder === null ? 2 : 3}>
              项目
              <br />
              绩效目标
            </th>
            <th>项目总目标</th>
            <th colSpan={6}>年度总体目标</th>
          </Line>
          <Line mark={dressing.margin?.('annualGoal')}>
            <td className="goal">{shown('overallGoal', form.overallGoal)}</td>
            <td colSpan={6} className="goal">
              {shown('annualGoal', form.annualGoal)}
            </td>
          </Line>
          <Under width={7}>{goalUnder}</Under>
        </tbody>
        {dressing.rows?.(head) ?? (
          <tbody>
            {head}
            {rows.map(({ indicator, level1Rows, level2Rows }, at) => (
              <Fragment key={indicator.id}>
                <IndicatorRow
                  row={{
                    indicator,
                    level1Rows: level1Rows + underWithin(at, level1Rows),
                    level2Rows: level2Rows + underWithin(at, level2Rows),
                  }}
                  number={at + 1}
                  hasWeights={hasWeights}
                  dressing={dressing}
                />
                <Under width={6}>{under[at]}</Under>
              </Fragment>
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
    {['c-no', 'c-side', 'c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-weight', 'c-6', 'c-7', 'c-mark'].map(name => (
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

/** `width`: the columns that no merged cell stands in. */
const Under = ({ width, children }: Readonly<{ width: number; children: ReactNode }>) =>
  children === null || children === undefined ? null : (
    <tr className="under">
      <td className="no" />
      <td colSpan={width}>{children}</td>
      <td className="mark" />
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
    <td colSpan={hasWeights ? 3 : 4}>{dressing.cell?.(indicator, 'name') ?? indicator.name}</td>
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
  under: Dressing['under']
}>

const fundLines = [
  ['项目资金总额', 'total', '年度资金申请总额', 'annualRequest'],
  ['其中：财政资金', 'fiscal', '其中：当年财政拨款', 'currentYearAppropriation'],
  ['', null, '　　　上年结转资金', 'carryover'],
  ['其他资金', 'other', '其他资金', 'annualOther'],
] as const

const Funds = ({ form, shown, margin, under }: FundsParts) => {
  const amount = (fund: keyof ShownForm['funds']): ReactNode => {
    const yuan = form.funds[fund] ?? null
    return shown(`funds.${fund}`, yuan === null ? null : grouped(yuan))
  }
  const lines = fundLines.map(line => ({ line, said: under?.(`funds.${line[3]}`) ?? null }))
  return lines.map(({ line: [left, leftFund, right, rightFund], said }, at) => (
    <Fragment key={rightFund}>
      <Line mark={margin?.(`funds.${rightFund}`)}>
        {at === 0 && (
          <th colSpan={2} rowSpan={lines.length + lines.filter(one => one.said !== null).length}>
            项目资金
            <br />
            （元）
          </th>
        )}
        <th className="left">{left}</th>
        <td className="num">{leftFund !== null && amount(leftFund)}</td>
        <th className="left" colSpan={3}>
          {right}
        </th>
        <td className="num" colSpan={2}>
          {amount(rightFund)}
        </td>
      </Line>
      <Under width={7}>{said}</Under>
    </Fragment>
  ))
}
