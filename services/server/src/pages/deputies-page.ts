import type { Deputyship } from '@shenbao/directory/directory.ts'
import type { Role } from '@shenbao/directory/role.ts'
import { choice, hidden, line } from './form-fields.ts'
import { type Html, html } from './html.ts'
import { deskPage, type Reader, type Tab } from './layout.ts'
import { type OfficerChoice, rolesTitle, roleTitle } from './people-shown.ts'
import { allOf, oneOf, type Sent } from './sent-form.ts'
import { type Failed, reasons } from './verbs.ts'

export type DeputiesShown = Readonly<{
  reader: string
  deputyships: readonly Deputyship[]
  /** Who may be asked to stand in, and for which of the reader's roles. */
  choices: readonly OfficerChoice[]
  roles: readonly Role[]
  name: (officerId: string) => string
  failed: Failed | null
}>

/** 我的代理: who stands in for the reader, for whom the reader stands in, and a form to settle it. */
export const deputiesPage = (reader: Reader, shown: DeputiesShown): string => {
  const { deputyships, failed } = shown
  const given = deputyships.filter(({ principalId }) => principalId === shown.reader)
  const taken = deputyships.filter(({ deputyId }) => deputyId === shown.reader)
  return deskPage(
    '我的代理',
    reader,
    'deputies' satisfies Tab,
    html`<h1>我的代理</h1>
<p class="mute">代理期间，代理人可以办理交给你的工作，记录写明两人姓名；你自己仍可办理。自己起草的，代理人也不能替你审核。</p>
${failed && oneOf(failed.sent, 'deputyship') === '' ? html`<section class="panel">${reasons(failed.because)}</section>` : null}
<section class="panel"><h2>委托他人</h2>${deputyshipTable(shown, reader.today, given)}${appointing(shown)}</section>
<section class="panel"><h2>受他人委托</h2>${deputyshipTable(shown, reader.today, taken)}</section>`,
  )
}

const appointing = ({ choices, roles, failed }: DeputiesShown): Html => {
  const typed: Sent = failed?.sent ?? {}
  const chosen = allOf(typed, 'roles')
  return html`<form class="short" method="post" action="/plain/deputies"><h3>设立代理</h3>
${choice({
  label: '代理人',
  name: 'deputy',
  typed,
  empty: '请选择人员',
  options: choices.map(({ officerId, title }) => [officerId, title]),
})}
<div class="pair">${line({ label: '第一天', name: 'from', typed, required: true, kind: 'date' })}
${line({ label: '最后一天（含）', name: 'until', typed, required: true, kind: 'date' })}</div>
<fieldset class="people"><legend>代理哪些岗位（不选即全部）</legend>${roles.map(
    role =>
      html`<label class="tick"><input type="checkbox" name="roles" value="${role}"${
        chosen.includes(role) ? html` checked` : null
      }>${roleTitle(role)}</label>`,
  )}</fieldset>${line({ label: '理由，如休假、出差', name: 'reason', typed, required: true })}
<button class="main">设立代理</button></form>`
}

type Table = Pick<DeputiesShown, 'name' | 'reader' | 'failed'>

/** Newest first. Who gave it may end it. */
export const deputyshipTable = (shown: Table, today: string, deputyships: readonly Deputyship[]): Html =>
  deputyships.length === 0
    ? html`<p class="mute">没有代理。</p>`
    : html`<table class="list"><thead><tr><th>被代理人</th><th>代理人</th><th>期间</th><th>岗位</th><th>理由</th><th>状态</th></tr></thead>
<tbody>${deputyships.toReversed().map(one => row(shown, today, one))}</tbody></table>`

const row = ({ name, reader, failed }: Table, today: string, one: Deputyship): Html => {
  const { deputyshipId, principalId, deputyId, from, until, roles, reason } = one
  const isFailed = failed !== null && oneOf(failed.sent, 'deputyship') === deputyshipId
  const mayEnd = principalId === reader && one.ended === null && today <= until
  return html`<tr><td>${name(principalId)}</td><td>${name(deputyId)}</td><td class="day">${from} 至 ${until}</td>
<td>${roles === null ? '全部' : rolesTitle(roles)}</td><td>${reason}</td><td>${state(one, today)}${
    mayEnd
      ? html`<form method="post" action="/plain/deputies/end">${isFailed ? reasons(failed.because) : null}${hidden(
          'deputyship',
          deputyshipId,
        )}
${line({ label: '终止的理由', name: 'reason', typed: isFailed ? failed.sent : {}, required: true })}<button>终止代理</button></form>`
      : null
  }</td></tr>`
}

const state = ({ ended, from, until }: Deputyship, today: string): Html => {
  if (ended !== null) return html`<span class="mute">已终止：${ended}</span>`
  if (today < from) return html`尚未开始`
  return today <= until ? html`<span class="green">✓ 代理中</span>` : html`<span class="mute">已到期</span>`
}
