import { accept, type Decision, type Rejection, reject } from '@shenbao/kernel/decider.ts'
import type { RoutedFact } from './compile.ts'
import { notNow, signingStage } from './decide.ts'
import type { Asking } from './decide-task.ts'
import { urgingIsLimited } from './rules/urging-is-limited.ts'
import type { LiveRoute } from './stage.ts'
import {
  CommentAnswered,
  CommentConfirmed,
  CommentMade,
  ConsultationAnswered,
  Consulted,
  Copied,
  ReadMarked,
  Urged,
} from './talk-facts.ts'
import type { VerbOf } from './verbs.ts'
import { persons, type Work } from './work.ts'

type TalkVerb = VerbOf<
  'urge' | 'copy' | 'mark-read' | 'consult' | 'answer-consultation' | 'comment' | 'answer-comment' | 'confirm-comment'
>

/** `newId` gives the id of what is begun here: a comment, a consultation. It follows from the command, so a retry names the same. */
export type Speaking = Asking & Readonly<{ newId: (ordinal: number) => string }>

/**
 * What people say to each other. Said twice is said once where nothing would be added: already copied, already read, already
 * confirmed. Refusals: `not-now`, `not-serving`, `rest-day`, `urged-today`, `no-such-consultation`, `answered-already`,
 * `no-such-comment`, `reason-missing`, `not-your-comment`, `not-answered-yet`, `confirmed-already`.
 */
export const decideTalk = (live: LiveRoute, work: Work, verb: TalkVerb, speaking: Speaking): Decision<RoutedFact> => {
  const here = work.standing.stages[0] ?? live.route.begins
  const stage = signingStage(live.route, work)?.stage.name ?? here
  switch (verb.type) {
    case 'urge':
      return urge(live, work, verb, speaking)
    case 'copy': {
      const unknown = strangers(verb.officers, speaking)
      if (unknown) return reject(unknown)
      const to = [...new Set(verb.officers)].filter(officer => work.talk.copied[officer] !== stage)
      return to.length === 0 ? accept() : accept(Copied.of({ stage, to, note: verb.note?.trim() ?? '' }))
    }
    case 'mark-read':
      return (work.talk.read[speaking.by.actor] ?? -1) >= verb.upTo ? accept() : accept(ReadMarked.of({ upTo: verb.upTo }))
    case 'consult': {
      const unknown = strangers(verb.officers, speaking)
      if (unknown) return reject(unknown)
      const to = [...new Set(verb.officers)]
      return accept(Consulted.of({ consultation: speaking.newId(0), stage, to, question: verb.question.trim() }))
    }
    case 'answer-consultation':
      return answerConsultation(work, verb, speaking)
    case 'comment':
      return accept(
        CommentMade.of({
          comment: speaking.newId(0),
          stage,
          round: work.round,
          anchor: verb.anchor ?? null,
          kind: verb.kind,
          text: verb.text.trim(),
        }),
      )
    case 'answer-comment': {
      const comment = work.talk.comments.find(one => one.comment === verb.comment)
      if (!comment) return reject(noSuchComment)
      if (comment.confirmed)
        return reject({
          code: 'confirmed-already',
          detail: '这条批注已经复核，答复不能再改。还有要说的，请另写批注。',
          basis: { kind: 'product', text: '复核之后，批注和答复不再改动' },
        })
      const text = verb.text?.trim() ?? ''
      if (verb.answer === 'explained' && text === '')
        return reject({ ...noSuchComment, code: 'reason-missing', detail: '选择“说明”时，请写明为什么不改。' })
      return accept(CommentAnswered.of({ comment: verb.comment, answer: verb.answer, text }))
    }
    case 'confirm-comment':
      return confirmComment(work, verb, speaking)
  }
}

const strangers = (officers: readonly string[], { around }: Speaking): Rejection | null =>
  officers.every(around.people.serves)
    ? null
    : {
        code: 'not-serving',
        detail: '名单里有不在任的人员。请从人员名单中选择。',
        basis: { kind: 'product', text: '只能抄送、征询在任人员' },
      }

const urge = (live: LiveRoute, work: Work, verb: VerbOf<'urge'>, { around }: Speaking): Decision<RoutedFact> => {
  const waiting = signingStage(live.route, work)
  if (!waiting) return notNow(live.route, work)
  const stage = waiting.stage.name
  const refused = urgingIsLimited(work, stage, around)
  return refused ? reject(refused) : accept(Urged.of({ stage, round: work.round, message: verb.message?.trim() ?? '' }))
}

const answerConsultation = (work: Work, verb: VerbOf<'answer-consultation'>, { by }: Speaking): Decision<RoutedFact> => {
  const one = work.talk.consultations.find(({ consultation }) => consultation === verb.consultation)
  if (!one || !persons(by).some(person => one.asked.includes(person)))
    return reject({
      code: 'no-such-consultation',
      detail: '没有向你征求过这项意见。请刷新后再看。',
      basis: { kind: 'product', text: '征求意见由被征求人答复' },
    })
  if (one.answers.some(({ told }) => persons(told).some(person => persons(by).includes(person))))
    return reject({
      code: 'answered-already',
      detail: '你已经答复过。需要补充请用批注，或请对方再次征求。',
      basis: { kind: 'product', text: '答复之后不能改写' },
    })
  return accept(ConsultationAnswered.of({ consultation: verb.consultation, answer: verb.answer.trim() }))
}

const noSuchComment: Rejection = {
  code: 'no-such-comment',
  detail: '没有这条批注。请刷新后再看。',
  basis: { kind: 'product', text: '只能答复已有的批注' },
}

const confirmComment = (work: Work, verb: VerbOf<'confirm-comment'>, { by }: Speaking): Decision<RoutedFact> => {
  const comment = work.talk.comments.find(one => one.comment === verb.comment)
  if (!comment) return reject(noSuchComment)
  if (comment.confirmed) return accept()
  if (persons(comment.told).every(person => !persons(by).includes(person)))
    return reject({
      code: 'not-your-comment',
      detail: '批注由提出的人复核。',
      basis: { kind: 'product', text: '谁批注谁复核' },
    })
  if (comment.answer === null)
    return reject({
      code: 'not-answered-yet',
      detail: '对方还没有答复这条批注，不能复核。',
      basis: { kind: 'product', text: '答复之后才能复核' },
    })
  return accept(CommentConfirmed.of({ comment: verb.comment }))
}
