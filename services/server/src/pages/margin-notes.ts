import type { Comment } from '@shenbao/workflow/talk.ts'
import type { CaseShown } from './case-shown.ts'
import { type Html, html } from './html.ts'
import type { Margin } from './official-form.ts'
import { commentState, kindTitle } from './talk-panel.ts'

export type RowLinks = Readonly<{ mayComment: boolean; mayRevise: boolean }>

/** Both goals share a line of the form. */
const goals: Readonly<Record<string, string>> = { overallGoal: '批注总目标', annualGoal: '批注年度目标' }

/** 批注 beside the row they are about, and the way to the forms about that row. On paper none of this is printed. */
export const marginNotes = (shown: CaseShown, { mayComment, mayRevise }: RowLinks): Margin => {
  const { declaration } = shown.seen
  const { comments } = declaration.work.talk
  const rows = new Set(declaration.form.indicators.map(({ id }) => id))
  const link = (anchor: string, to: string, title: string): Html =>
    html`<a href="/plain/declarations/${declaration.id}?row=${encodeURIComponent(anchor)}#${to}">${title}</a> `
  return anchor =>
    html`<div class="note">${comments.filter(comment => comment.anchor === anchor).map(comment => note(shown, comment))}
${mayComment ? link(anchor, 'comment', goals[anchor] ?? '批注') : null}${
  mayRevise && rows.has(anchor) ? link(anchor, 'revise', '修改') : null
}</div>`
}

const note = (shown: CaseShown, comment: Comment): Html =>
  html`<div><a class="plain" href="#comment-${comment.comment}">${kindTitle(comment)}</a> ${comment.text}${commentState(
    shown,
    comment,
  )}</div>`
