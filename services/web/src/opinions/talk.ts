import { isField } from '@shenbao/declaration/cells.ts'
import { fieldTitle } from '@shenbao/declaration/words.ts'
import type { DeclarationOut, HistoryItem } from '../api/queries.ts'

export type Comment = DeclarationOut['comments'][number]
export type Opinion = DeclarationOut['opinions'][number]

/** 必改 or 建议, and how far it got: 未答复, 已改, 说明, 已复核. */
export const kindWords: Readonly<Record<Comment['kind'], string>> = { must: '必改', should: '建议' }
export const answerWords: Readonly<Record<NonNullable<Comment['answer']>['answer'], string>> = {
  changed: '已改',
  explained: '说明',
}

export const filters = ['all', 'unanswered', 'must'] as const
export type Filter = (typeof filters)[number]
export const filterWords: Readonly<Record<Filter, string>> = { all: '全部', unanswered: '未答复', must: '必改' }

const passes: Readonly<Record<Filter, (comment: Comment) => boolean>> = {
  all: () => true,
  unanswered: ({ answer }) => answer === null,
  must: ({ kind }) => kind === 'must',
}
export const filtered = (comments: readonly Comment[], filter: Filter): readonly Comment[] => comments.filter(passes[filter])

/** What was said of one place of the form, oldest first. `number` is the row's, `null` where it is no row of the form (any more). */
export type Place = Readonly<{ anchor: string | null; number: number | null; title: string; comments: readonly Comment[] }>

type Spoken = Pick<DeclarationOut, 'form' | 'removedAfterApproval'>

/** In the order of the form: the whole, its fields, its rows, rows that went. */
export const placesOf = (comments: readonly Comment[], form: Spoken, items: readonly HistoryItem[]): readonly Place[] => {
  const anchors = [...new Set(comments.map(({ anchor }) => anchor))]
  const rank = ({ anchor, number }: Place): number =>
    anchor === null ? -2 : number !== null ? number : isField(anchor) ? -1 : Number.MAX_SAFE_INTEGER
  return anchors
    .map(anchor => ({ ...placeOf(anchor, form, items), comments: comments.filter(comment => comment.anchor === anchor) }))
    .toSorted((one, other) => rank(one) - rank(other))
}

/** How people call a place; a row that is gone by the name it had, as the record has it. */
export const placeOf = (
  anchor: string | null,
  { form, removedAfterApproval }: Spoken,
  items: readonly HistoryItem[],
): Omit<Place, 'comments'> => {
  if (anchor === null) return { anchor, number: null, title: '整份申报' }
  if (isField(anchor)) return { anchor, number: null, title: fieldTitle(anchor, false) }
  const at = form.indicators.findIndex(({ id }) => id === anchor)
  const row = form.indicators[at] ?? removedAfterApproval.find(({ id }) => id === anchor)
  const name = row?.name ?? nameWhenRemoved(anchor, items) ?? '一行指标'
  return at < 0 ? { anchor, number: null, title: `${name}（已删去）` } : { anchor, number: at + 1, title: name }
}

/** A removal is recorded with the whole row: 一级 / 二级 / 三级指标 / 指标值. */
const nameWhenRemoved = (anchor: string, items: readonly HistoryItem[]): string | null => {
  const removal = items
    .flatMap(({ changes }) => changes)
    .findLast(one => one.indicator === anchor && one.to === null && one.field === 'indicator')
  return removal?.from?.split(' / ').slice(2, -1).join(' / ') || null
}

/** Whether something was written at the place after the comment: what an answer 已改 is about. */
export const isChangedSince = ({ anchor, at }: Comment, items: readonly HistoryItem[]): boolean =>
  items.some(
    item =>
      item.inEffect &&
      item.at > at &&
      item.changes.some(change => anchor === null || (change.indicator ?? change.field) === anchor),
  )

/** An opinion, or a return, as the people of the route spoke it. */
export type Voice = Readonly<{
  key: string
  round: number
  at: string
  who: string
  onBehalfOf: string | null
  stage: string | null
  title: string
  text: string | null
  isAgainst: boolean
  takenBack: boolean
}>

const returns: ReadonlySet<string> = new Set(['returned', 'adjustment-returned', 'rejected', 'adjustment-rejected'])

type Names = (officerId: string) => string

/** What was decided, by round, the newest round first; within it in the order it was said. */
export const voicesByRound = (
  opinions: readonly Opinion[],
  items: readonly HistoryItem[],
  nameOf: Names,
): readonly Readonly<{ round: number; voices: readonly Voice[] }>[] => {
  const given = opinions.map((opinion, at): Voice => {
    const isAgainst = opinion.vote === 'object'
    return {
      key: `opinion-${at}`,
      round: opinion.round,
      at: opinion.at,
      who: nameOf(opinion.by),
      onBehalfOf: opinion.onBehalfOf === null ? null : nameOf(opinion.onBehalfOf),
      stage: opinion.title,
      title: isAgainst ? '不同意' : '同意',
      text: opinion.opinion === '' ? null : opinion.opinion,
      isAgainst,
      takenBack: opinion.takenBack,
    }
  })
  const all = [...given, ...returnVoices(items)].toSorted((one, other) => one.at.localeCompare(other.at))
  const rounds = [...new Set(all.map(({ round }) => round))].toSorted((one, other) => other - one)
  return rounds.map(round => ({ round, voices: all.filter(voice => voice.round === round) }))
}

/** The round a return ends: a return of an adjustment or a refusal begins none. */
const returnVoices = (items: readonly HistoryItem[]): readonly Voice[] => {
  const spoken = items.filter(({ type }) => returns.has(type))
  return spoken.map(item => ({
    key: `return-${item.revision}`,
    round: items.filter(({ type, revision }) => type === 'returned' && revision < item.revision).length,
    at: item.at,
    who: item.actorName,
    onBehalfOf: item.onBehalfOfName,
    stage: null,
    title: item.title,
    text: item.reason,
    isAgainst: true,
    takenBack: false,
  }))
}

/** Everybody the record speaks of. Names live in the directory; the record of a declaration brings those it needs. */
export const namesIn = (items: readonly HistoryItem[]): Names => {
  const names = new Map<string, string>()
  for (const { actor, actorName, onBehalfOf, onBehalfOfName, people } of items) {
    names.set(actor, actorName)
    if (onBehalfOf !== null && onBehalfOfName !== null) names.set(onBehalfOf, onBehalfOfName)
    for (const { id, name } of people) names.set(id, name)
  }
  return id => names.get(id) ?? '工作人员'
}

/** Confirmed by whoever made it: nobody has to look at it again. */
export const isSettled = ({ confirmed }: Comment): boolean => confirmed !== null
