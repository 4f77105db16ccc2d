import { fieldTitle } from '@shenbao/declaration/words.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import { anchorTitle, type CaseShown } from './case-shown.ts'
import { declarationHead } from './declaration-page.ts'
import { type Html, html } from './html.ts'
import { deskPage, type Reader } from './layout.ts'
import { stageTitle, timeTitle } from './words.ts'

/** `count` facts of one kind recorded at one stroke, without a word of their own, are one line. */
export type HistoryRow = Readonly<{
  count: number
  revision: number
  /** What was done, in the words of people. */
  title: string
  at: string
  effectiveOn: string
  by: Who
  /** Whom it was about, besides whoever did it. */
  towards: readonly string[]
  /** The comment it speaks of. */
  comment: string | null
  said: string | null
  changes: readonly Readonly<{ indicator: string | null; field: string; from: string | null; to: string | null }>[]
  /** From one stage to another, where the fact moved it. */
  moved: Readonly<{ from: string; to: string }> | null
}>

export const historyPage = (reader: Reader, shown: CaseShown, rows: readonly HistoryRow[]): string =>
  deskPage(
    `${shown.seen.declaration.form.name ?? '申报'} · 轨迹`,
    reader,
    null,
    html`${declarationHead(shown, 'history')}${historyTable(shown, rows)}`,
  )

/** Newest first. */
export const historyTable = (shown: CaseShown, rows: readonly HistoryRow[]): Html => {
  const { removedAfterApproval, form } = shown.seen.declaration
  const indicators = new Map([...removedAfterApproval, ...form.indicators].map(({ id, name }) => [id, name]))
  return html`<table class="list history">
<thead><tr><th>时间</th><th>人员</th><th>办理</th><th>变化</th><th>理由、意见</th></tr></thead>
<tbody>${rows.toReversed().map(
    row => html`<tr><td>${timeTitle(row.at)}<small>业务日期 ${row.effectiveOn} · 第 ${row.revision} 号</small></td>
<td>${shown.people.told(row.by)}</td>
<td>${row.title}${row.count > 1 ? ` ${row.count} 项` : ''}${
      row.towards.length > 0 ? html`<small>→ ${row.towards.map(shown.people.name).join('、')}</small>` : null
    }${row.moved && moveLine(shown, row.moved)}</td>
<td>${row.comment === null ? null : commentLine(shown, row.comment)}${row.changes.map(change =>
      changeLine(change, indicators),
    )}</td><td>${row.said}</td></tr>`,
  )}</tbody></table>`
}

const commentLine = ({ seen: { declaration } }: CaseShown, id: string): Html | null => {
  const comment = declaration.work.talk.comments.find(one => one.comment === id)
  return comment ? html`<b>${anchorTitle(declaration.form, comment.anchor)}</b>` : null
}

const moveLine = ({ route }: CaseShown, { from, to }: NonNullable<HistoryRow['moved']>): Html =>
  html`<small>${stageTitle(route, from)} → ${stageTitle(route, to)}</small>`

const changeLine = ({ indicator, field, from, to }: HistoryRow['changes'][number], names: ReadonlyMap<string, string>): Html =>
  html`<div>${indicator === null ? null : html`<b>${names.get(indicator) ?? '已删除的指标'}</b> `}${fieldTitle(
    field,
    indicator !== null,
  )}：
${from === null ? null : html`<del>${from}</del> → `}${to === null ? '删除' : html`<ins>${to}</ins>`}</div>`

/** Panel above the form: how much is new to the reader, folded. */
export const sincePanel = (shown: CaseShown, title: string, rows: readonly HistoryRow[]): Html | null =>
  rows.length === 0
    ? null
    : html`<details class="panel since"><summary>${title}（${rows.length} 处）</summary>${historyTable(shown, rows)}</details>`
