import type { Allowed } from '@shenbao/declaration/allowed.ts'
import { reviewGrades } from '@shenbao/declaration/events.ts'
import { type Html, html } from './html.ts'

export type VerbsShown = Readonly<{
  allowed: Allowed
  id: string
  revision: number
  key: string
  titleOf: (stage: string) => string
}>

/** What a person can fill in on a plain page. Commands that need rows of figures are sent by other programs. */
const fillable = new Set(['reason', 'documentNumber', 'to', 'grade'])
/** Of the commands that need nothing by the table, these take a word of the person all the same. */
const withOpinion = new Set(['approve'])

/** One form a command that may be sent now; below, what is theirs but not possible now, and why. */
export const verbs = (shown: VerbsShown): Html => {
  const { allowed, blocked } = shown.allowed
  const here = allowed.filter(({ needs }) => needs.every(need => fillable.has(need)))
  const byRow = allowed.filter(command => !here.includes(command))
  return html`<section class="panel"><h2>办理</h2>
${allowed.length + blocked.length === 0 ? html`<p class="mute">现在不由你办理。</p>` : null}
${
  byRow.length > 0
    ? html`<p class="mute">轮到你：${byRow.map(({ title }) => title).join('、')}。要逐行填写，目前请通过<a href="/docs/">接口</a>办理。</p>`
    : null
}
${here.map(command => verb(shown, command))}
${blocked.map(
  ({ title, because }) => html`<div class="verb"><button disabled>${title}</button><p class="red">■ ${because.detail}</p>
${(because.places ?? []).map(({ message }) => html`<p class="red">■ ${message}</p>`)}
${because.basis ? html`<p class="mute">依据：${because.basis.text}</p>` : null}</div>`,
)}</section>`
}

const verb = ({ id, revision, key, titleOf }: VerbsShown, { type, title, needs, to = [] }: Allowed['allowed'][number]): Html => {
  const asks = (need: string): boolean => needs.includes(need)
  return html`<form class="verb" method="post" action="/declarations/${id}/commands">
<input type="hidden" name="type" value="${type}"><input type="hidden" name="revision" value="${revision}">
<input type="hidden" name="key" value="${key}">
${asks('documentNumber') ? html`<label>批复文号<input name="documentNumber" required></label>` : null}
${withOpinion.has(type) ? html`<label>意见<input name="opinion"></label>` : null}
${
  asks('grade')
    ? choice(
        '审核等级',
        'grade',
        reviewGrades.map(grade => [grade, grade]),
      )
    : null
}
${type === 'review' ? html`<label>审核说明<input name="comment"></label>` : null}
${
  asks('to')
    ? choice(
        '退回至',
        'to',
        to.map(stage => [stage, titleOf(stage)]),
      )
    : null
}
${
  type === 'return'
    ? choice('改后', 'then', [
        ['step', '逐级重审'],
        ['straight', '直达退回人'],
      ])
    : null
}
${asks('reason') ? html`<label>理由<input name="reason" required></label>` : null}
<button>${title}</button></form>`
}

const choice = (label: string, name: string, options: readonly (readonly [string, string])[]): Html =>
  html`<label>${label}<select name="${name}">
${options.map(([value, title]) => html`<option value="${value}">${title}</option>`)}</select></label>`
