import { type Directory, type Officer, organisationOf } from '@shenbao/directory/directory.ts'
import { roles as allRoles } from '@shenbao/directory/role.ts'
import type { Moved, OpenWorkOf } from '../open-work.ts'
import { deputyshipTable } from './deputies-page.ts'
import { choice, line, type Options } from './form-fields.ts'
import { type Html, html } from './html.ts'
import { deskPage, type Reader } from './layout.ts'
import { choiceOf, rolesTitle, roleTitle } from './people-shown.ts'
import { allOf, oneOf, type Sent } from './sent-form.ts'
import { type Failed, reasons } from './verbs.ts'

type People = Readonly<{
  directory: Directory
  officers: readonly Officer[]
  failed: Failed | null
  name: (id: string) => string
}>

/** 人员: everybody by organisation, for the administrator. */
export const peoplePage = (reader: Reader, shown: People): string => {
  const { directory, officers, failed } = shown
  return deskPage(
    '人员',
    reader,
    'people',
    html`<h1>人员</h1>${Object.values(directory.organisations).map(
      ({ organisationId, name }) =>
        html`<section class="panel"><h2>${name}</h2>${officerTable(
          officers.filter(officer => officer.organisationId === organisationId),
        )}</section>`,
    )}<section class="panel" id="appoint"><h2>任用</h2>${failed && reasons(failed.because)}${appointing(
      directory,
      failed?.sent ?? {},
    )}</section>
<section class="panel"><h2>代理</h2>${deputyshipTable(
      { name: shown.name, reader: '', failed: null },
      reader.today,
      Object.values(directory.deputyships),
    )}</section>`,
  )
}

const officerTable = (officers: readonly Officer[]): Html =>
  officers.length === 0
    ? html`<p class="mute">还没有人员。</p>`
    : html`<table class="list"><thead><tr><th>姓名</th><th>账号</th><th>岗位</th><th>状态</th></tr></thead>
<tbody>${officers.map(
        ({
          officerId,
          name,
          account,
          roles,
          serving,
        }) => html`<tr><td><a href="/plain/people/${encodeURIComponent(officerId)}">${name}</a></td>
<td>${account}</td><td>${rolesTitle(roles)}</td><td>${serving ? '在任' : html`<span class="mute">已离任</span>`}</td></tr>`,
      )}</tbody></table>`

/** Typed anew after every refusal: a password is never sent back. */
const newPassword = (label: string): Html =>
  html`<label>${label}<input name="password" type="password" autocomplete="new-password" required></label>`

const organisationOptions = ({ organisations }: Directory): Options =>
  Object.values(organisations).map(({ organisationId, name }) => [organisationId, name])

const roleTicks = (typed: Sent, held: readonly string[]): Html => {
  const chosen = 'roles' in typed || 'reason' in typed ? allOf(typed, 'roles') : held
  return html`<fieldset class="people"><legend>岗位</legend>${allRoles.map(
    role =>
      html`<label class="tick"><input type="checkbox" name="roles" value="${role}"${
        chosen.includes(role) ? html` checked` : null
      }>${roleTitle(role)}</label>`,
  )}</fieldset>`
}

const appointing = (directory: Directory, typed: Sent): Html =>
  html`<form class="short" method="post" action="/plain/people">${line({ label: '姓名', name: 'name', typed, required: true })}
${line({ label: '账号', name: 'account', typed, required: true })}
${newPassword('初始口令')}
${choice({ label: '单位', name: 'organisation', typed, options: organisationOptions(directory), empty: '请选择单位' })}
${roleTicks(typed, [])}<button class="main">任用</button></form>`

export type OfficerShown = People &
  Readonly<{
    officer: Officer
    /** `null` for somebody who has left. */
    openWork: OpenWorkOf | null
    moved: readonly Moved[]
  }>

/** One officer: what they would leave behind, and what an administrator may change. */
export const officerPage = (reader: Reader, shown: OfficerShown): string => {
  const { officer, directory, failed, openWork, moved } = shown
  const organisation = organisationOf(directory, officer.organisationId)?.name ?? ''
  const deputyships = Object.values(directory.deputyships).filter(
    ({ principalId, deputyId }) => principalId === officer.officerId || deputyId === officer.officerId,
  )
  return deskPage(
    officer.name,
    reader,
    'people',
    html`<p><a href="/plain/people">人员</a></p><h1>${officer.name}</h1>
<p class="mute">${organisation} · ${rolesTitle(officer.roles)} · 账号 ${officer.account} · ${officer.serving ? '在任' : '已离任'}</p>
${failed && html`<section class="panel">${reasons(failed.because)}</section>`}${moved.length > 0 ? movedList(moved) : null}
${openWork && workPanel(openWork)}${officer.serving ? changes(shown) : null}
<section class="panel"><h2>代理</h2>${deputyshipTable(
      { name: shown.name, reader: '', failed: null },
      reader.today,
      deputyships,
    )}</section>`,
  )
}

const movedList = (moved: readonly Moved[]): Html =>
  html`<section class="panel"><h2>移交结果</h2><ul>${moved.map(
    item =>
      html`<li>${item.name ?? '（未填项目名称）'} · ${item.stageTitle}：${
        item.outcome === 'moved' ? html`<span class="green">✓ 已移交</span>` : html`<span class="red">■ ${item.detail}</span>`
      }</li>`,
  )}</ul></section>`

const kinds = { signature: '待签署', delegation: '受委派拟意见', consultation: '被征求意见' } as const

const workPanel = ({
  items,
  seats,
}: OpenWorkOf): Html => html`<section class="panel"><h2>点名由其办理的工作 ${items.length} 项</h2>
${
  items.length === 0
    ? html`<p class="mute">没有。岗位上的工作由同岗位的其他人办理。</p>`
    : html`<table class="list"><thead><tr><th>项目</th><th>环节</th><th>工作</th></tr></thead><tbody>${items.map(
        ({ declarationId, name, stageTitle, work, movable }) => html`<tr>
<td><a href="/plain/declarations/${declarationId}">${name ?? '（未填项目名称）'}</a></td><td>${stageTitle}</td>
<td>${kinds[work.kind]}${movable ? null : html`<small>不必移交</small>`}</td></tr>`,
      )}</tbody></table>`
}${seats.map(
  ({ role, waiting }) =>
    html`<p class="amber">▲ 只有其一人是${roleTitle(role)}，现有 ${waiting} 项等在这个岗位。离开后请先任用接替的人，否则由系统管理员逐项指派。</p>`,
)}</section>`

const changes = ({ officer, directory, officers, failed }: OfficerShown): Html => {
  const others = officers.filter(({ serving, officerId }) => serving && officerId !== officer.officerId)
  const options: Options = others.map(other => [other.officerId, choiceOf(directory, other).title])
  const typedFor = (change: string): Sent => (failed && oneOf(failed.sent, 'change') === change ? failed.sent : {})
  const form = (change: string, title: string, fields: Html): Html =>
    html`<details class="verb"${failed && oneOf(failed.sent, 'change') === change ? html` open` : null}><summary>${
      title
    }</summary>
<form class="short" method="post" action="/plain/people/${encodeURIComponent(officer.officerId)}">
<input type="hidden" name="change" value="${change}">${fields}<button>${title}</button></form></details>`
  const reason = (change: string): Html => line({ label: '理由', name: 'reason', typed: typedFor(change), required: true })
  const heir = (change: string): Html =>
    choice({
      label: '点名的工作移交给',
      name: 'handoverTo',
      typed: typedFor(change),
      options: [['', '没有要移交的'], ...options],
    })
  const place = choice({
    label: '单位',
    name: 'organisation',
    typed: typedFor('reassign'),
    options: organisationOptions(directory),
    chosen: officer.organisationId,
  })
  return html`<section class="panel"><h2>变动</h2>
${form('reassign', '调岗', html`${place}${roleTicks(typedFor('reassign'), officer.roles)}${heir('reassign')}${reason('reassign')}`)}
${form('dismiss', '离职', html`${heir('dismiss')}${reason('dismiss')}`)}
${form(
  'handover',
  '移交',
  html`${choice({
    label: '移交给',
    name: 'to',
    typed: typedFor('handover'),
    options,
    empty: '请选择人员',
  })}${reason('handover')}`,
)}
${form(
  'rename',
  '更名',
  html`${line({ label: '新姓名', name: 'name', typed: typedFor('rename'), required: true })}${reason('rename')}`,
)}
${form('password', '重设口令', newPassword('新口令'))}</section>`
}
