import type { Phrases } from '@shenbao/declaration/common-phrases.ts'
import { phraseListId } from './common-phrases.ts'
import { type Html, html } from './html.ts'
import type { OfficerChoice } from './people-shown.ts'
import { allOf, oneOf, type Sent } from './sent-form.ts'

export const hidden = (name: string, value: string | number): Html => html`<input type="hidden" name="${name}" value="${value}">`

type Line = Readonly<{ label: string; name: string; typed: Sent; required?: boolean; phrases?: Phrases; kind?: 'text' | 'date' }>

/** A line that is typed in, with what was typed before a refusal. */
export const line = ({ label, name, typed, required = false, phrases, kind = 'text' }: Line): Html =>
  html`<label>${label}<input name="${name}" type="${kind}" value="${oneOf(typed, name)}"${
    phrases ? html` list="${phraseListId(phrases)}"` : null
  }${required ? html` required` : null}></label>`

export const lines = ({ label, name, typed, required = false }: Omit<Line, 'phrases' | 'kind'>): Html =>
  html`<label>${label}<textarea name="${name}" rows="3"${required ? html` required` : null}>${oneOf(
    typed,
    name,
  )}</textarea></label>`

export type Options = readonly (readonly [value: string, title: string])[]
type Choice = Readonly<{ label: string; name: string; options: Options; typed: Sent; empty?: string; chosen?: string }>

/** `empty`: a first option that means nothing was chosen. `chosen` stands until the reader chose something else. */
export const choice = ({ label, name, options, typed, empty, chosen = '' }: Choice): Html => {
  const now = name in typed ? oneOf(typed, name) : chosen
  return html`<label>${label}<select name="${name}"${empty === undefined ? null : html` required`}>
${empty === undefined ? null : html`<option value="">${empty}</option>`}
${options.map(([value, title]) => html`<option value="${value}"${value === now ? html` selected` : null}>${title}</option>`)}
</select></label>`
}

type People = Readonly<{ label: string; choices: readonly OfficerChoice[]; typed: Sent }>

/** One officer; nobody is chosen beforehand, so that nobody is chosen by mistake. */
export const onePerson = ({ label, choices, typed }: People): Html =>
  choice({
    label,
    name: 'officer',
    typed,
    empty: '请选择人员',
    options: choices.map(({ officerId, title }) => [officerId, title]),
  })

export const severalPeople = ({ label, choices, typed }: People): Html => {
  const chosen = allOf(typed, 'officers')
  return html`<fieldset class="people"><legend>${label}</legend>${choices.map(
    ({ officerId, title }) =>
      html`<label class="tick"><input type="checkbox" name="officers" value="${officerId}"${
        chosen.includes(officerId) ? html` checked` : null
      }>${title}</label>`,
  )}</fieldset>`
}
