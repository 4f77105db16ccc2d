import type { Allowed } from '@shenbao/declaration/allowed.ts'
import { factTitle, fieldTitle, phaseTitle } from '@shenbao/declaration/words.ts'
import { yuanForPeople } from '@shenbao/kernel/money.ts'
import { type Route, stageNamed } from '@shenbao/workflow/route.ts'
import type { SeenDeclaration } from '../declaration-desk.ts'
import { type Html, html } from './html.ts'
import { deskPage, link, type Reader } from './layout.ts'
import { officialForm } from './official-form.ts'
import { verbs } from './verbs.ts'
import { stageTitle, timeTitle } from './words.ts'

type Shown = Readonly<{ seen: SeenDeclaration; route: Route; names: (officerId: string) => string }>

/** One declaration as the official form, beside it what the reader may do. `key` makes a decision sent twice one decision. */
export const declarationPage = (
  reader: Reader,
  shown: Shown & Readonly<{ allowed: Allowed; key: string; approvalHead: string | null; problem: string | null }>,
): string => {
  const { seen, allowed, key, problem, route } = shown
  const titleOf = (stage: string): string => stageTitle(route, stage)
  return deskPage(
    seen.declaration.form.name ?? '申报',
    reader,
    null,
    html`${head(shown, 'form')}${problem === null ? null : html`<p class="panel red" role="alert">■ ${problem}</p>`}
<div class="work">${officialForm(seen.declaration.form)}
<aside>${standing(shown, shown.approvalHead)}${verbs({ allowed, key, revision: seen.revision, id: seen.declaration.id, titleOf })}</aside></div>`,
  )
}

/** `count` facts of one kind recorded at one stroke, without a word of their own, are one line. */
export type HistoryRow = Readonly<{
  count: number
  revision: number
  type: string
  at: string
  effectiveOn: string
  actor: string
  reason: string | null
  changes: readonly Readonly<{ indicator: string | null; field: string; from: string | null; to: string | null }>[]
  /** From one stage to another, where the fact moved it. */
  moved: Readonly<{ from: string; to: string }> | null
}>

export const historyPage = (reader: Reader, shown: Shown, rows: readonly HistoryRow[]): string => {
  const { declaration } = shown.seen
  const removed = declaration.removedAfterApproval
  const indicators = new Map([...removed, ...declaration.form.indicators].map(({ id, name }) => [id, name]))
  return deskPage(
    `${declaration.form.name ?? '申报'} · 轨迹`,
    reader,
    null,
    html`${head(shown, 'history')}<table class="list">
<thead><tr><th>时间</th><th>人员</th><th>办理</th><th>变化</th><th>理由、意见</th></tr></thead>
<tbody>${rows.toReversed().map(
      row => html`<tr><td>${timeTitle(row.at)}<small>业务日期 ${row.effectiveOn} · 第 ${row.revision} 号</small></td>
<td>${shown.names(row.actor)}</td>
<td>${factTitle(row.type)}${row.count > 1 ? ` ${row.count} 项` : ''}${row.moved && moveLine(shown.route, row.moved)}</td>
<td>${row.changes.map(change => changeLine(change, indicators))}</td><td>${row.reason}</td></tr>`,
    )}</tbody></table>`,
  )
}

const moveLine = (route: Route, { from, to }: NonNullable<HistoryRow['moved']>): Html =>
  html`<small>${stageTitle(route, from)} → ${stageTitle(route, to)}</small>`

const changeLine = ({ indicator, field, from, to }: HistoryRow['changes'][number], names: ReadonlyMap<string, string>): Html =>
  html`<div>${indicator === null ? null : html`<b>${names.get(indicator) ?? '已删除的指标'}</b> `}${fieldTitle(field, indicator !== null)}：
${from === null ? null : html`<del>${from}</del> → `}${to === null ? '删除' : html`<ins>${to}</ins>`}</div>`

const head = ({ seen: { declaration, revision }, route }: Shown, tab: 'form' | 'history'): Html => {
  const { form, id, year, work } = declaration
  const amount = form.funds.annualRequest === null ? '未填' : `${yuanForPeople(form.funds.annualRequest)} 元`
  const stages = work.standing.stages.map(name => stageNamed(route, name))
  const where = `${phaseTitle(stages[0]?.phase ?? '')}：${stages.map(({ title }) => title).join('、')}`
  return html`<div class="head"><h1>${form.name ?? '（未填项目名称）'}</h1>
<p class="mute">${amount} · ${form.category ?? '未填类别'} · ${year} 年度 · ${where} · 第 ${revision} 号</p>
<p class="tabs">${link(`/declarations/${id}`, '申报表', tab === 'form')}
${link(`/declarations/${id}/history`, '轨迹', tab === 'history')}</p></div>`
}

const standing = ({ seen: { declaration }, names }: Shown, approvalHead: string | null): Html => {
  const { approval, final, work, id } = declaration
  return html`<section class="panel"><h2>办理情况</h2>
${work.round > 0 ? html`<p>已退回 ${work.round} 次</p>` : null}
${approval && html`<p>批复文号：${approval.documentNumber}（${approval.told.effectiveOn}）</p>`}
${
  approvalHead &&
  html`<p>批复摘要头：<code class="digest">${approvalHead}</code></p>
<p class="mute">请印在批复上。日后用 shenbao verify 卷宗.zip --trust 摘要头 核对，可知截至批复的记录是否改动过。</p>`
}
${final && html`<p>评价结果：${final.total} 分，${final.grade}</p>`}
${work.opinions.length === 0 ? html`<p class="mute">还没有审核意见。</p>` : null}
<ul>${work.opinions.map(
    ({ opinion, told }) => html`<li><b>${names(told.actor)}</b>（${told.effectiveOn}）：${opinion || '同意'}</li>`,
  )}</ul>
<p><a href="/api/declarations/${id}/dossier.zip" download>导出卷宗</a>（全部记录，可离线核验）</p>
</section>`
}
