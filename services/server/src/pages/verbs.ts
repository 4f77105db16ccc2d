import type { Allowed } from '@shenbao/declaration/allowed.ts'
import type { CommandType } from '@shenbao/declaration/commands.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Slot } from '@shenbao/workflow/signing.ts'
import type { CaseShown } from './case-shown.ts'
import { phraseLists } from './common-phrases.ts'
import { hidden } from './form-fields.ts'
import { type Html, html } from './html.ts'
import { oneOf, type Sent } from './sent-form.ts'
import { hasForm, verbFields } from './verb-fields.ts'
import { grouped, standsOpen } from './verb-groups.ts'

/** A command that was refused, with what was typed: the page shows both again, so that nothing has to be typed twice. */
export type Failed = Readonly<{ sent: Sent; because: Pick<Rejection, 'detail' | 'basis' | 'places'> }>

export type VerbsShown = Readonly<{
  shown: CaseShown
  allowed: Allowed
  newKey: () => string
  failed: Failed | null
  /** The row the reader came from. */
  row: string | null
  /** The open signatures of the reader, or of one they stand in for. */
  ownOf: (person: string) => readonly Slot[]
}>

type Item = Allowed['allowed'][number]
type Blocked = Allowed['blocked'][number]

/** Said beside the thing they are about, not in the panel. */
const besideTheirThing: ReadonlySet<CommandType> = new Set(['answer-comment', 'confirm-comment', 'answer-consultation'])

/** A form for each command that may be sent now; below, what is theirs but not possible now, and why. */
export const verbs = (verbsShown: VerbsShown): Html => {
  const { allowed, blocked } = verbsShown.allowed
  const here = allowed.filter(({ type }) => !besideTheirThing.has(type))
  const forms = here.filter(({ type }) => hasForm(type))
  const others = here.filter(({ type }) => !hasForm(type))
  return html`<section class="panel verbs">${phraseLists()}
${allowed.length + blocked.length === 0 ? html`<h2>办理</h2><p class="mute">现在不由你办理。</p>` : null}
${grouped(forms).map(({ title, items }) => html`<h2>${title}</h2>${items.map(item => verb(verbsShown, item))}`)}
${
  others.length > 0
    ? html`<p class="mute">轮到你：${others.map(({ title }) => title).join('、')}。要逐行填写，目前请通过<a href="/docs/">接口</a>办理。</p>`
    : null
}${blocked.map(
  item =>
    html`<div class="verb"><button disabled>${titleFor(
      verbsShown.shown,
      item,
      verbsShown.ownOf(item.onBehalfOf ?? verbsShown.shown.reader),
    )}</button>${reasons(item.because)}</div>`,
)}</section>`
}

/** The sentence of a refusal, the places it is about and the rule it rests on. */
export const reasons = ({ detail, places = [], basis }: Failed['because']): Html =>
  html`<p class="red" role="alert">■ ${detail}</p>${places.map(({ message }) => html`<p class="red">■ ${message}</p>`)}
${basis ? html`<p class="mute">依据：${basis.text}</p>` : null}`

const verb = (verbsShown: VerbsShown, item: Item): Html => {
  const { type, needs, to = [], onBehalfOf = '' } = item
  const { shown, failed, row } = verbsShown
  const isFailed = failed !== null && oneOf(failed.sent, 'type') === type && oneOf(failed.sent, 'onBehalfOf') === onBehalfOf
  const person = onBehalfOf === '' ? shown.reader : onBehalfOf
  const own = verbsShown.ownOf(person)
  const name = titleFor(shown, item, own)
  const fields = verbFields(type, { shown, needs, to, typed: isFailed ? failed.sent : {}, row, own, person })
  const form = commandForm(
    verbsShown,
    type,
    html`${onBehalfOf === '' ? null : hidden('onBehalfOf', onBehalfOf)}${
      isFailed ? reasons(failed.because) : null
    }${fields}${upTo(shown, type)}
<button${type === 'approve' || type === 'submit' ? html` class="main"` : null}>${name}</button>`,
  )
  if (standsOpen(type)) return html`<div class="verb" id="${idOf(item)}">${form}</div>`
  const isOpen = isFailed || (type === 'comment' && row !== null)
  return html`<details class="verb" id="${idOf(item)}"${isOpen ? html` open` : null}><summary>${name}</summary>${form}</details>`
}

const idOf = ({ type, onBehalfOf }: Item): string => (onBehalfOf === undefined ? type : `${type}-${onBehalfOf}`)

/** 转办 of work that is not one's own is 指派. What a deputy does says for whom. */
const titleFor = ({ people }: CaseShown, { type, title, onBehalfOf }: Item | Blocked, own: readonly Slot[]): string => {
  const name = type === 'transfer' && own.length === 0 ? '指派' : title
  return onBehalfOf === undefined ? name : `${name}（代${people.name(onBehalfOf)}）`
}

const upTo = ({ seen }: CaseShown, type: CommandType): Html | null =>
  type === 'mark-read' ? hidden('upTo', seen.revision) : null

/** A form that sends one command once, however often its button is pressed: each form has a key of its own. */
export const commandForm = (
  { shown: { seen }, newKey }: Pick<VerbsShown, 'shown' | 'newKey'>,
  type: CommandType,
  content: Html,
): Html => html`<form method="post" action="/plain/declarations/${seen.declaration.id}/commands">
${hidden('type', type)}${hidden('revision', seen.revision)}${hidden('key', newKey())}${content}</form>`
