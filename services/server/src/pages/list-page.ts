import { phaseTitle } from '@shenbao/declaration/words.ts'
import { sumFen, yuanForPeople } from '@shenbao/kernel/money.ts'
import type { ListedDeclaration } from '@shenbao/read-models/queries/list-declarations.ts'
import { type Html, html } from './html.ts'
import { deskPage, type Reader } from './layout.ts'
import { timeTitle } from './words.ts'

type StageTitle = (stage: string) => string
type Shown = Readonly<{ items: readonly ListedDeclaration[]; next: string | null; q: string; mayImport: boolean }>

export const listPage = (reader: Reader, stageTitle: StageTitle, { items, next, q, mayImport }: Shown): string =>
  deskPage(
    '申报列表',
    reader,
    'declarations',
    html`<h1>申报列表</h1>
<form class="find" method="get" action="/plain/"><input name="q" value="${q}" aria-label="搜索项目、指标或目标"><button>搜索</button></form>
${mayImport ? importForm : null}
${items.length === 0 ? html`<p class="panel">${nothing(q)}</p>` : table(stageTitle, items)}
${next === null ? null : html`<p><a href="/plain/?q=${encodeURIComponent(q)}&after=${next}">下一页</a></p>`}`,
  )

const importForm = html`<form class="find" method="post" action="/plain/imports" enctype="multipart/form-data">
<input name="file" type="file" required aria-label="申报表的文字文件"><button>导入申报表</button></form>`

const nothing = (q: string): string =>
  q === '' ? '还没有申报。请由经办人导入申报表。' : `没有找到含有“${q}”的申报。请换一个词，或清空后看全部。`

const table = (stageTitle: StageTitle, items: readonly ListedDeclaration[]): Html => html`<table class="list"><thead><tr>
<th>项目名称</th><th class="num">年度申请额（元）</th><th>阶段</th><th>环节</th><th class="num">指标</th><th>最近变化</th></tr></thead>
<tbody>${items.map(item => row(stageTitle, item, item.changedAt))}</tbody>
<tfoot><tr><td>本页 ${items.length} 项</td>
<td class="num">${yuanForPeople(sumFen(items.flatMap(({ annualRequest }) => annualRequest ?? [])))}</td>
<td colspan="4"></td></tr></tfoot></table>`

const row = (stageTitle: StageTitle, item: ListedDeclaration, at: string): Html => html`<tr>
<td><a href="/plain/declarations/${item.id}">${item.name ?? '（未填项目名称）'}</a>
<small>${item.year} 年度 · ${item.category ?? '未填类别'} · ${item.unit ?? '未填单位'}</small></td>
<td class="num">${item.annualRequest === null ? '未填' : yuanForPeople(item.annualRequest)}</td>
<td>${phaseTitle(item.phase)}</td><td>${item.stages.map(stageTitle).join('、')}
${item.stopped === null ? null : html`<small class="red">■ 记录无法识别，已停止办理</small>`}</td><td class="num">${item.indicators}
${item.flaggedIndicators === 0 ? null : html`<small class="amber">▲ ${item.flaggedIndicators} 处待核</small>`}</td>
<td>${timeTitle(at)}</td></tr>`
