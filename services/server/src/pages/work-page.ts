import { type CommandType, commandTitles } from '@shenbao/declaration/commands.ts'
import { phaseTitle } from '@shenbao/declaration/words.ts'
import { yuanForPeople } from '@shenbao/kernel/money.ts'
import type { ListedTask, Pressing, TaskView } from '@shenbao/read-models/queries/list-tasks.ts'
import type { WorkingDays } from '@shenbao/workflow/around.ts'
import { phraseListId, phraseLists } from './common-phrases.ts'
import { hidden } from './form-fields.ts'
import { type Html, html } from './html.ts'
import { deskPage, link, type Reader } from './layout.ts'
import { dueWords } from './signing-panel.ts'
import { type Failed, reasons } from './verbs.ts'
import { timeTitle } from './words.ts'

const views = { todo: '待办', done: '已办', mine: '我发起的', cc: '抄送我' } as const satisfies Record<TaskView, string>
const since = { todo: '等待自', done: '最近办理', mine: '最近填报', cc: '抄送于' } as const satisfies Record<TaskView, string>

export type WorkShown = Readonly<{
  view: TaskView
  items: readonly ListedTask[]
  next: string | null
  counts: Readonly<Record<TaskView, number>> & Pressing
  days: WorkingDays
  name: (officerId: string) => string
  stageTitle: (stage: string) => string
  /** Of the form for several at once: its key, and what was ticked and typed before it was refused. */
  key: string
  ticked: readonly string[]
  opinion: string
  failed: string | null
}>

/** One of several decided at once; `refused` is `null` where it was recorded. */
export type DecidedItem = Readonly<{ id: string; name: string; refused: Failed['because'] | null }>

/** 工作台: what waits for the reader, what they did, what they began and what was sent to them. */
export const workPage = (reader: Reader, shown: WorkShown): string => {
  const { view, items, next, counts } = shown
  return deskPage(
    '工作台',
    reader,
    'tasks',
    html`<h1>工作台</h1>${pressing(counts)}
<p class="tabs">${Object.entries(views).map(([name, title]) =>
      link(`/plain/tasks?view=${name}`, `${title} ${counts[name as TaskView]}`, name === view),
    )}</p>
${items.length === 0 ? html`<p class="panel">这里没有事项。</p>` : rowsOf(reader, shown)}
${next === null ? null : html`<p><a href="/plain/tasks?view=${view}&after=${next}">下一页</a></p>`}`,
  )
}

/** Only what waits can be decided on. */
const rowsOf = (reader: Reader, shown: WorkShown): Html =>
  shown.view === 'todo' ? bulkForm(shown, table(reader, shown)) : table(reader, shown)

const pressing = ({ overdue, dueToday, unread }: Pressing): Html | null => {
  const parts = [
    ...(overdue > 0 ? [html`<b class="red">■ 已超期 ${overdue} 项</b>`] : []),
    ...(dueToday > 0 ? [html`<b class="amber">▲ 今天到期 ${dueToday} 项</b>`] : []),
    ...(unread > 0 ? [html`<a href="/plain/tasks?view=cc">未读抄送 ${unread} 项</a>`] : []),
  ]
  return parts.length === 0 ? null : html`<p class="pressing">${parts}</p>`
}

/** 批量办理: each one that is ticked is decided by itself, as it was seen here. */
const bulkForm = (
  { key, opinion, failed }: WorkShown,
  rows: Html,
): Html => html`<form method="post" action="/plain/tasks/decisions">
${hidden('key', key)}${phraseLists()}${
  failed === null ? null : html`<section class="panel"><p class="red" role="alert">■ ${failed}</p></section>`
}${rows}
<div class="bulk"><label>对勾选的各项：意见或退回理由<input name="opinion" value="${opinion}" list="${phraseListId('agreeing')}"></label>
<button class="main" name="command" value="approve">批量同意</button><button name="command" value="return">批量退回</button></div></form>`

/** What became of each, in the order they were sent. */
export const decidedPage = (reader: Reader, items: readonly DecidedItem[]): string => {
  const done = items.filter(({ refused }) => refused === null).length
  return deskPage(
    '批量办理结果',
    reader,
    'tasks',
    html`<h1>批量办理结果</h1><p>办成 ${done} 项${
      done === items.length ? null : html`，<b class="red">没有办成 ${items.length - done} 项</b>`
    }。</p>
<table class="list"><thead><tr><th>项目名称</th><th>结果</th></tr></thead><tbody>${items.map(
      ({ id, name, refused }) =>
        html`<tr><td><a href="/plain/declarations/${id}">${name}</a></td><td>${
          refused === null ? html`<span class="green">✓ 已办理</span>` : reasons(refused)
        }</td></tr>`,
    )}</tbody></table><p><a href="/plain/tasks">回到工作台</a></p>`,
  )
}

const decidable = ({ commands }: ListedTask): boolean => commands.includes('approve') || commands.includes('return')

const tick = (shown: WorkShown, item: ListedTask): Html | null => {
  if (shown.view !== 'todo') return null
  const value = [item.id, item.revision, ...(item.onBehalfOf === null ? [] : [item.onBehalfOf])].join(' ')
  return html`<td class="ticks">${
    decidable(item)
      ? html`<input type="checkbox" name="items" value="${value}" aria-label="勾选 ${item.name ?? ''}"${
          shown.ticked.includes(value) ? html` checked` : null
        }>`
      : null
  }</td>`
}

const table = (
  reader: Reader,
  shown: WorkShown,
): Html => html`<table class="list"><thead><tr>${shown.view === 'todo' ? html`<th class="ticks"></th>` : null}<th>项目名称</th>
<th class="num">年度申请额（元）</th><th>环节</th><th>${shown.view === 'cc' ? '抄送' : '期限'}</th><th>${since[shown.view]}</th></tr></thead>
<tbody>${shown.items.map(item => row(reader, shown, item))}</tbody></table>`

const row = (reader: Reader, shown: WorkShown, item: ListedTask): Html => {
  const { view, name, stageTitle } = shown
  const stages = item.waitingStage === null ? item.stages : [item.waitingStage]
  return html`<tr>${tick(shown, item)}<td>${
    isNew(view, item) ? html`<b class="new">新</b> ` : null
  }<a href="/plain/declarations/${item.id}">${
    item.name ?? '（未填项目名称）'
  }</a><small>${item.year} 年度 · ${item.category ?? '未填类别'} · ${item.unit ?? '未填单位'}</small></td>
<td class="num">${item.annualRequest === null ? '未填' : yuanForPeople(item.annualRequest)}</td>
<td>${phaseTitle(item.phase)}：${stages.map(stageTitle).join('、')}${
    item.onBehalfOf === null ? null : html`<small>代${name(item.onBehalfOf)}办理</small>`
  }${item.stopped === null ? null : html`<small class="red">■ 记录无法识别，已停止办理</small>`}${
    item.commands.length > 0 ? html`<small>${item.commands.map(titleOf).join('、')}</small>` : null
  }</td>
<td>${item.copied === null ? due(reader, shown, item) : html`${name(item.copied.by)}<small>${item.copied.note}</small>`}</td>
<td>${timeTitle(item.at)}</td></tr>`
}

const titleOf = (command: string): string =>
  Object.hasOwn(commandTitles, command) ? commandTitles[command as CommandType] : command

/** Never touched, or changed since: worth another look. What one began oneself is not new. */
const isNew = (view: TaskView, { copied, seenRevision, revision }: ListedTask): boolean =>
  copied === null ? view === 'todo' && (seenRevision === null || seenRevision < revision) : copied.unread

const due = ({ today }: Reader, { days }: WorkShown, { deadline }: ListedTask): Html | null =>
  deadline === null ? null : dueWords(deadline, days, today)
