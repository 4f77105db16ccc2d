import { phaseTitle } from '@shenbao/declaration/words.ts'
import { sumFen, yuanForPeople } from '@shenbao/kernel/money.ts'
import type { ListedDeclaration } from '@shenbao/read-models/queries/list-declarations.ts'
import type { ListedTask, TaskView } from '@shenbao/read-models/queries/list-tasks.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import { type Html, html } from './html.ts'
import { deskPage, link, type Reader } from './layout.ts'
import { stageTitle, timeTitle } from './words.ts'

type Shown = Readonly<{ items: readonly ListedDeclaration[]; next: string | null; q: string; mayImport: boolean }>

export const listPage = (reader: Reader, route: Route, { items, next, q, mayImport }: Shown): string =>
  deskPage(
    '申报列表',
    reader,
    'declarations',
    html`<h1>申报列表</h1>
<form class="find" method="get" action="/"><input name="q" value="${q}" aria-label="搜索项目、指标或目标"><button>搜索</button></form>
${mayImport ? importForm : null}
${items.length === 0 ? html`<p class="panel">${nothing(q)}</p>` : table(route, items)}
${next === null ? null : html`<p><a href="/?q=${encodeURIComponent(q)}&after=${next}">下一页</a></p>`}`,
  )

const importForm = html`<form class="find" method="post" action="/imports" enctype="multipart/form-data">
<input name="file" type="file" required aria-label="申报表的文字文件"><button>导入申报表</button></form>`

const nothing = (q: string): string =>
  q === '' ? '还没有申报。请由经办人导入申报表。' : `没有找到含有“${q}”的申报。请换一个词，或清空后看全部。`

const table = (route: Route, items: readonly ListedDeclaration[]): Html => html`<table class="list"><thead><tr>
<th>项目名称</th><th class="num">年度申请额（元）</th><th>阶段</th><th>环节</th><th class="num">指标</th><th>最近变化</th></tr></thead>
<tbody>${items.map(item => row(route, item, item.changedAt))}</tbody>
<tfoot><tr><td>本页 ${items.length} 项</td>
<td class="num">${yuanForPeople(sumFen(items.flatMap(({ annualRequest }) => annualRequest ?? [])))}</td>
<td colspan="4"></td></tr></tfoot></table>`

const row = (route: Route, item: ListedDeclaration, at: string): Html => html`<tr>
<td><a href="/declarations/${item.id}">${item.name ?? '（未填项目名称）'}</a>
<small>${item.year} 年度 · ${item.category ?? '未填类别'} · ${item.unit ?? '未填单位'}</small></td>
<td class="num">${item.annualRequest === null ? '未填' : yuanForPeople(item.annualRequest)}</td>
<td>${phaseTitle(item.phase)}</td><td>${item.stages.map(stage => stageTitle(route, stage)).join('、')}
${item.stopped === null ? null : html`<small class="red">■ 记录无法识别，已停止办理</small>`}</td><td class="num">${item.indicators}
${item.flaggedIndicators === 0 ? null : html`<small class="amber">▲ ${item.flaggedIndicators} 处待核</small>`}</td>
<td>${timeTitle(at)}</td></tr>`

const views = { todo: '待办', done: '已办', mine: '我发起的', cc: '知会' } as const satisfies Record<TaskView, string>

type Work = Readonly<{ view: TaskView; items: readonly ListedTask[]; counts: Readonly<Record<TaskView, number>> }>

export const tasksPage = (reader: Reader, route: Route, { view, items, counts }: Work): string =>
  deskPage(
    '我的工作',
    reader,
    'tasks',
    html`<h1>我的工作</h1>
<p class="tabs">${Object.entries(views).map(([name, title]) =>
      link(`/tasks?view=${name}`, `${title} ${counts[name as TaskView]}`, name === view),
    )}</p>
${
  items.length === 0
    ? html`<p class="panel">这里没有事项。</p>`
    : html`<table class="list"><thead><tr><th>项目名称</th><th class="num">年度申请额（元）</th><th>阶段</th><th>环节</th>
<th class="num">指标</th><th>${view === 'todo' ? '等待自' : '最近'}</th></tr></thead>
<tbody>${items.map(item => row(route, item, item.at))}</tbody></table>`
}`,
  )
