import { markTitle } from '@shenbao/declaration/words.ts'
import type { Form, FundName, Indicator } from '@shenbao/form/form.ts'
import { type MergedRow, mergedRows } from '@shenbao/form/merged-rows.ts'
import { yuanForPeople } from '@shenbao/kernel/money.ts'
import { type Html, html } from './html.ts'

/** What stands in the margin beside a row or a field of the form, besides its marks. */
export type Margin = (anchor: string) => Html | null

/** 财政项目支出绩效目标申报表 as the paper has it. Row numbers, marks and comments stand in the margin, outside its rules. */
export const officialForm = (form: Form, margin: Margin): Html => {
  const rows = mergedRows(form.indicators)
  const hasWeights = form.indicators.some(({ weight }) => weight !== null)
  return html`<div class="sheet"><div class="form-title">财政项目支出绩效目标申报表</div>
<div class="form-year">（${form.year ?? '    '} 年度）</div>
<table class="form"><colgroup><col class="c-no"><col class="c-side"><col class="c-1"><col class="c-2"><col class="c-3">
<col class="c-4"><col class="c-5"><col class="c-6"><col class="c-7"><col class="c-mark"></colgroup><tbody>
${line(
  html`<th colspan="2">项目名称</th><td colspan="2">${blank(form.name)}</td><th>项目性质</th><td>${blank(form.nature)}</td>
<th>项目类别</th><td>${blank(form.category)}</td>`,
  '',
  margin('name'),
)}
${line(html`<th colspan="2">主管部门</th><td colspan="2">${blank(form.department)}</td>
<th>实施单位</th><td colspan="3">${blank(form.unit)}</td>`)}
${line(html`<th colspan="2">计划开始日期</th><td colspan="2">${blank(form.start)}</td>
<th>计划完成日期</th><td colspan="3">${blank(form.end)}</td>`)}
${funds(form, margin)}
${line(html`<th colspan="2" rowspan="2">项目<br>绩效目标</th><th colspan="2">项目总目标</th><th colspan="4">年度总体目标</th>`)}
${line(
  html`<td colspan="2" class="goal">${blank(form.overallGoal)}</td>
<td colspan="4" class="goal">${blank(form.annualGoal)}</td>`,
  '',
  html`${margin('overallGoal')}${margin('annualGoal')}`,
)}
${line(
  html`<th rowspan="${rows.length + 1}" class="upright">绩效指标</th><th>一级指标</th><th>二级指标</th>
<th colspan="${hasWeights ? 2 : 3}">三级指标</th>
${hasWeights ? html`<th>分值</th>` : null}<th colspan="2">年度指标值</th>`,
  '行',
)}
${rows.map((row, at) => indicatorRow(row, at + 1, hasWeights, margin))}
</tbody></table>${form.flags.map(flag => html`<p class="amber">▲ ${markTitle(flag)}</p>`)}</div>`
}

const line = (cells: Html, number = '', marks: Html | null = null): Html =>
  html`<tr><td class="no">${number}</td>${cells}<td class="mark">${marks}</td></tr>`

const blank = (text: string | null): Html | string =>
  text === null || text.trim() === '' ? html`<span class="mute">未填</span>` : text

const indicatorRow = (
  { indicator, level1Rows, level2Rows }: MergedRow<Indicator>,
  number: number,
  hasWeights: boolean,
  margin: Margin,
): Html =>
  line(
    html`${level1Rows === 0 ? null : html`<td class="level" rowspan="${level1Rows}">${blank(indicator.level1)}</td>`}
${level2Rows === 0 ? null : html`<td class="level" rowspan="${level2Rows}">${blank(indicator.level2)}</td>`}
<td colspan="${hasWeights ? 2 : 3}">${indicator.name}</td>${hasWeights ? html`<td class="num">${indicator.weight}</td>` : null}
<td colspan="2" class="value">${blank(indicator.target)}</td>`,
    String(number),
    html`${indicator.flags.length === 0 ? null : html`<span class="amber">▲ ${indicator.flags.map(markTitle).join('；')}</span>`}
${margin(indicator.id)}`,
  )

const funds = ({ funds: amounts }: Form, margin: Margin): Html => {
  const yuan = (name: FundName): Html | string => {
    const fen = amounts[name]
    return fen === null ? blank(null) : yuanForPeople(fen)
  }
  const fundLine = (
    left: string,
    leftAmount: Html | string,
    right: string,
    rightAmount: Html | string,
    first: Html | null,
  ): Html =>
    line(
      html`${first}<th class="left">${left}</th><td class="num">${leftAmount}</td><th class="left" colspan="2">${right}</th>
<td class="num" colspan="2">${rightAmount}</td>`,
      '',
      first && margin('funds.annualRequest'),
    )
  const label = html`<th colspan="2" rowspan="4">项目资金<br>（元）</th>`
  return html`${fundLine('项目资金总额', yuan('total'), '年度资金申请总额', yuan('annualRequest'), label)}
${fundLine('其中：财政资金', yuan('fiscal'), '其中：当年财政拨款', yuan('currentYearAppropriation'), null)}
${fundLine('', '', '　　　上年结转资金', yuan('carryover'), null)}
${fundLine('其他资金', yuan('other'), '其他资金', yuan('annualOther'), null)}`
}
