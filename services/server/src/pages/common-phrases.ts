import { type Phrases, phrases } from '@shenbao/declaration/common-phrases.ts'
import { type Html, html } from './html.ts'

export const phraseListId = (list: Phrases): string => `phrases-${list}`

/** 常用意见, offered under a line that is typed in. */
export const phraseLists = (): Html =>
  html`${Object.entries(phrases).map(
    ([name, texts]) =>
      html`<datalist id="${phraseListId(name as Phrases)}">${texts.map(
        text => html`<option value="${text}"></option>`,
      )}</datalist>`,
  )}`
