import { fundTitles } from '@shenbao/form/form.ts'
import { mergedRows } from '@shenbao/form/merged-rows.ts'
import { Fragment, type ReactNode } from 'react'
import { grouped } from '../ui/money.tsx'
import { Blank, type Dressing, type ShownForm } from './official-form.tsx'
import './phone-form.css'

const lines = [
  ['项目性质', 'nature'],
  ['项目类别', 'category'],
  ['主管部门', 'department'],
  ['实施单位', 'unit'],
  ['计划开始日期', 'start'],
  ['计划完成日期', 'end'],
] as const

/** The form where the paper has no room: the same words in the same order, one below the other. To be read and decided on. */
export const PhoneForm = ({ form, dressing }: Readonly<{ form: ShownForm; dressing: Dressing }>) => {
  const text = (field: string, value: string | null): ReactNode => dressing.field?.(field, value) ?? <Blank text={value} />
  const filled = Object.entries(fundTitles).filter(([fund]) => (form.funds[fund as keyof typeof fundTitles] ?? null) !== null)
  return (
    <article className="phone-form">
      <h2 className="form-title">财政项目支出绩效目标申报表</h2>
      <p className="form-year">（{form.year ?? '    '} 年度）</p>
      <dl>
        {lines.map(([title, field]) => (
          <Pair key={field} title={title}>
            {text(field, form[field])}
          </Pair>
        ))}
        {filled.map(([fund, title]) => (
          <Pair key={fund} title={`${title}（元）`} margin={dressing.margin?.(`funds.${fund}`)}>
            <span className="num">{grouped(form.funds[fund as keyof typeof fundTitles] ?? '')}</span>
          </Pair>
        ))}
      </dl>
      <section>
        <h3>年度总体目标 {dressing.margin?.('annualGoal')}</h3>
        <p className="goal">{text('annualGoal', form.annualGoal)}</p>
        {dressing.under?.('annualGoal')}
      </section>
      <ol>
        {mergedRows(form.indicators).map(({ indicator, level1Rows, level2Rows }, place) => (
          <Fragment key={indicator.id}>
            {(level1Rows > 0 || level2Rows > 0) && (
              <li className="level">
                {indicator.level1 ?? '未填'} · {indicator.level2 ?? '未填'}
              </li>
            )}
            <li className={dressing.rowClass?.(indicator)}>
              <span className="no">{place + 1}</span>
              <span className="grow">
                {indicator.name}
                <b>
                  <Blank text={indicator.raw} />
                  {indicator.weight !== null && <span className="sub">　{indicator.weight} 分</span>}
                </b>
                {dressing.under?.(indicator.id)}
              </span>
              <span className="mark">{dressing.margin?.(indicator.id)}</span>
            </li>
          </Fragment>
        ))}
      </ol>
    </article>
  )
}

const Pair = ({ title, children, margin }: Readonly<{ title: string; children: ReactNode; margin?: ReactNode }>) => (
  <div>
    <dt>{title}</dt>
    <dd>
      {children} {margin}
    </dd>
  </div>
)
