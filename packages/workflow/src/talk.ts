import type { Day } from '@shenbao/kernel/dates.ts'
import { type TalkEvent, talkEvents } from './talk-facts.ts'
import type { Told } from './work.ts'

/** 批注, with its answer and whether its author is content. */
export type Comment = Readonly<{
  comment: string
  stage: string
  round: number
  anchor: string | null
  kind: 'must' | 'should'
  text: string
  told: Told
  answer: Readonly<{ answer: 'changed' | 'explained'; text: string; told: Told }> | null
  confirmed: Told | null
}>

/** 征求意见: who was asked what, and what they said. */
export type Consultation = Readonly<{
  consultation: string
  stage: string
  question: string
  asked: readonly string[]
  told: Told
  answers: readonly Readonly<{ answer: string; told: Told }>[]
}>

/** What was said about a case. */
export type Talk = Readonly<{
  comments: readonly Comment[]
  consultations: readonly Consultation[]
  /** 抄送: by officer, the stage they were last sent it from. */
  copied: Readonly<Record<string, string>>
  /** 已阅: by officer, the revision up to which they saw everything. */
  read: Readonly<Record<string, number>>
  /** 催办: by stage, the business days on which somebody urged. */
  urged: Readonly<Record<string, readonly Day[]>>
}>

export const nothingSaid: Talk = { comments: [], consultations: [], copied: {}, read: {}, urged: {} }

const types: ReadonlySet<string> = new Set(talkEvents.map(({ type }) => type))
/** Facts that change neither the content, nor the stage, nor whose turn it is. */
export const isTalkFact = (fact: Readonly<{ type: string }>): fact is TalkEvent => types.has(fact.type)

export const evolveTalk = (talk: Talk, { type, data }: TalkEvent, told: Told): Talk => {
  switch (type) {
    case 'urged':
      return { ...talk, urged: { ...talk.urged, [data.stage]: [...(talk.urged[data.stage] ?? []), told.effectiveOn] } }
    case 'copied':
      return { ...talk, copied: { ...talk.copied, ...Object.fromEntries(data.to.map(officer => [officer, data.stage])) } }
    case 'read-marked':
      return { ...talk, read: { ...talk.read, [told.actor]: data.upTo } }
    case 'consulted': {
      const { to, ...question } = data
      return { ...talk, consultations: [...talk.consultations, { ...question, asked: to, told, answers: [] }] }
    }
    case 'consultation-answered': {
      const answered = (one: Consultation): Consultation => ({ ...one, answers: [...one.answers, { answer: data.answer, told }] })
      return {
        ...talk,
        consultations: talk.consultations.map(one => (one.consultation === data.consultation ? answered(one) : one)),
      }
    }
    case 'comment-made':
      return { ...talk, comments: [...talk.comments, { ...data, told, answer: null, confirmed: null }] }
    case 'comment-answered': {
      const { answer, text } = data
      return withComment(talk, data.comment, { answer: { answer, text, told } })
    }
    case 'comment-confirmed':
      return withComment(talk, data.comment, { confirmed: told })
  }
}

const withComment = (talk: Talk, id: string, part: Partial<Comment>): Talk => ({
  ...talk,
  comments: talk.comments.map(comment => (comment.comment === id ? { ...comment, ...part } : comment)),
})

/** 必改 that nobody has answered: in the way of handing the case in again. */
export const unansweredDemands = (talk: Talk): readonly Comment[] =>
  talk.comments.filter(({ kind, answer }) => kind === 'must' && answer === null)
