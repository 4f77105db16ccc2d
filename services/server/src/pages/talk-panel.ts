import type { Allowed } from '@shenbao/declaration/allowed.ts'
import { commandTitles } from '@shenbao/declaration/commands.ts'
import type { Comment, Consultation } from '@shenbao/workflow/talk.ts'
import { anchorTitle, type CaseShown, readerAmong } from './case-shown.ts'
import { choice, hidden, lines } from './form-fields.ts'
import { type Html, html } from './html.ts'
import { oneOf, type Sent } from './sent-form.ts'
import { commandForm, reasons, type VerbsShown } from './verbs.ts'
import { stageTitle } from './words.ts'

/** What was said, with what the reader may say to each of it. */
export const talkPanel = (verbsShown: VerbsShown): Html => {
  const { comments, consultations } = verbsShown.shown.seen.declaration.work.talk
  return html`${
    comments.length === 0
      ? null
      : html`<section class="panel" id="comments"><h2>批注 ${comments.length} 条</h2>
<ul class="talk">${comments.map(comment => commentItem(verbsShown, comment))}</ul></section>`
  }
${
  consultations.length === 0
    ? null
    : html`<section class="panel"><h2>征求意见</h2>
<ul class="talk">${consultations.map(one => consultationItem(verbsShown, one))}</ul></section>`
}
${informed(verbsShown.shown)}`
}

const may = ({ allowed }: Allowed, type: string): boolean => allowed.some(command => command.type === type)

/** What was typed for this very thing before it was refused. */
const typedFor = ({ failed }: VerbsShown, type: string, name: string, id: string): Sent | null =>
  failed && oneOf(failed.sent, 'type') === type && oneOf(failed.sent, name) === id ? failed.sent : null

const commentItem = (verbsShown: VerbsShown, comment: Comment): Html => {
  const { shown, allowed } = verbsShown
  const { seen, people } = shown
  const author = readerAmong(shown, [comment.told.actor, comment.told.onBehalfOf])
  return html`<li id="comment-${comment.comment}">${kindTitle(comment)} <b>${anchorTitle(
    seen.declaration.form,
    comment.anchor,
  )}</b>
<p>${comment.text}</p><small>${people.told(comment.told)} · ${comment.told.effectiveOn}</small>${commentState(shown, comment)}
${comment.confirmed === null && may(allowed, 'answer-comment') ? answerForm(verbsShown, comment) : null}
${
  comment.answer !== null && comment.confirmed === null && author !== null && may(allowed, 'confirm-comment')
    ? commandForm(
        verbsShown,
        'confirm-comment',
        html`${hidden('comment', comment.comment)}${actingFor(shown, author)}<button>复核：已改好</button>`,
      )
    : null
}</li>`
}

export const kindTitle = ({ kind }: Comment): Html =>
  kind === 'must' ? html`<span class="red">■ 必改</span>` : html`<span class="amber">▲ 建议</span>`

const answerTitles = { changed: '已改', explained: '说明' } as const

/** Whether it was answered, and whether its author is content. */
export const commentState = ({ people }: CaseShown, { answer, confirmed, kind }: Comment): Html => {
  if (answer === null) return kind === 'must' ? html`<small class="red">未答复</small>` : html`<small>未答复</small>`
  const said = html`<small>${people.told(answer.told)}：${answerTitles[answer.answer]}${
    answer.text === '' ? null : `，${answer.text}`
  }</small>`
  return html`${said}${
    confirmed === null
      ? html`<small class="amber">待复核</small>`
      : html`<small class="green">✓ ${people.told(confirmed)}已复核</small>`
  }`
}

const answerForm = (verbsShown: VerbsShown, { comment, answer }: Comment): Html => {
  const typed = typedFor(verbsShown, 'answer-comment', 'comment', comment)
  const form = commandForm(
    verbsShown,
    'answer-comment',
    html`${hidden('comment', comment)}${typed && verbsShown.failed ? reasons(verbsShown.failed.because) : null}${choice({
      label: '答复',
      name: 'answer',
      typed: typed ?? {},
      options: [
        ['changed', '已改'],
        ['explained', '不改，说明理由'],
      ],
    })}${lines({ label: '说明', name: 'text', typed: typed ?? {} })}<button>答复批注</button>`,
  )
  return html`<details${typed ? html` open` : null}><summary>${answer === null ? '答复' : '重新答复'}</summary>${form}</details>`
}

const consultationItem = (verbsShown: VerbsShown, one: Consultation): Html => {
  const { shown, allowed } = verbsShown
  const { people } = shown
  const hasAnswered = (officer: string): boolean =>
    one.answers.some(({ told }) => told.actor === officer || told.onBehalfOf === officer)
  const asked = readerAmong(
    shown,
    one.asked.filter(officer => !hasAnswered(officer)),
  )
  const silent = one.asked.filter(officer => !hasAnswered(officer))
  return html`<li><b>${people.told(one.told)}</b>问${one.asked.map(people.name).join('、')}：${one.question}
<small>${one.told.effectiveOn} · 不影响办理，不计票</small>
${one.answers.map(({ answer, told }) => html`<p><b>${people.told(told)}</b>答：${answer}</p>`)}
${silent.length === 0 ? null : html`<small class="mute">等${silent.map(people.name).join('、')}答复</small>`}
${asked !== null && may(allowed, 'answer-consultation') ? adviceForm(verbsShown, one, asked) : null}</li>`
}

const adviceForm = (verbsShown: VerbsShown, { consultation }: Consultation, asked: string): Html => {
  const typed = typedFor(verbsShown, 'answer-consultation', 'consultation', consultation)
  return commandForm(
    verbsShown,
    'answer-consultation',
    html`${hidden('consultation', consultation)}${actingFor(verbsShown.shown, asked)}${
      typed && verbsShown.failed ? reasons(verbsShown.failed.because) : null
    }
${lines({ label: '答复', name: 'answer', typed: typed ?? {}, required: true })}<button>${
      commandTitles['answer-consultation']
    }</button>`,
  )
}

/** Said for the one it concerns, where that is somebody the reader stands in for. */
const actingFor = ({ reader }: CaseShown, person: string): Html | null =>
  person === reader ? null : hidden('onBehalfOf', person)

/** 抄送, 已阅 and 催办. */
const informed = ({ seen, people, route }: CaseShown): Html | null => {
  const { copied, read, urged } = seen.declaration.work.talk
  const officers = Object.keys(copied)
  const urgings = Object.entries(urged).flatMap(([stage, days]) => days.map(day => `${stageTitle(route, stage)} ${day}`))
  if (officers.length + urgings.length === 0) return null
  return html`<section class="panel">${
    officers.length === 0
      ? null
      : html`<h2>抄送</h2><ul>${officers.map(
          officer =>
            html`<li>${people.name(officer)}：${
              read[officer] === undefined ? html`<span class="amber">未阅</span>` : html`<span class="green">✓ 已阅</span>`
            }</li>`,
        )}</ul>`
  }${urgings.length === 0 ? null : html`<h2>催办</h2><ul>${urgings.map(text => html`<li>${text}</li>`)}</ul>`}</section>`
}
