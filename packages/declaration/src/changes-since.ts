import type { Told } from '@shenbao/workflow/work.ts'
import { type ChangedAnchor, changedBetween, isField, rowName, shownIn } from './cells.ts'
import type { DeclarationEvent } from './events.ts'
import { changesOf, takesEffect } from './history.ts'
import type { Declaration } from './state.ts'

/** A recorded fact with its place in the stream. */
export type Recounted = Readonly<{ revision: number; event: DeclarationEvent; told: Told }>

/** A field that says something else than at the beginning, and who made it say so last. */
export type NewField = Readonly<{
  field: string
  from: string | null
  to: string | null
  by: string | null
  onBehalfOf: string | null
  at: string | null
  reason: string | null
}>
export type NewRow = Readonly<{
  indicator: string
  name: string | null
  kind: ChangedAnchor['kind']
  fields: readonly NewField[]
}>

/** What came to a declaration after one moment and up to another. What was changed and changed back is no change. */
export type Changes = Readonly<{
  rows: readonly NewRow[]
  fields: readonly NewField[]
  /** Opinions and returns, as facts. */
  opinions: readonly Recounted[]
  /** Comments, and what was answered to them, as facts. */
  comments: readonly Recounted[]
}>

const opinions: ReadonlySet<string> = new Set([
  'opinion-given',
  'returned',
  'adjustment-returned',
  'rejected',
  'adjustment-rejected',
])
const comments: ReadonlySet<string> = new Set(['comment-made', 'comment-answered'])

/**
 * `before` and `after` are the declaration at both moments, `between` the facts that lead from one to the other, oldest first. What
 * the reader did themselves in between is theirs to know: leave it out by `reader`.
 */
export const changesBetween = (
  before: Declaration,
  after: Declaration,
  between: readonly Recounted[],
  reader: string | null = null,
): Changes => {
  const [then, now] = [shownIn(before), shownIn(after)]
  const changed = changedBetween(then, now)
  const ofOthers = between.filter(({ told }) => told.actor !== reader)
  const fieldsOf = ({ anchor, cells }: ChangedAnchor): readonly NewField[] =>
    cells.map(cell => ({ ...cell, ...madeBy(between, isField(anchor) ? null : anchor, cell.field) }))
  return {
    rows: changed
      .filter(({ anchor }) => !isField(anchor))
      .map(one => ({ indicator: one.anchor, name: rowName(one.anchor, now, then), kind: one.kind, fields: fieldsOf(one) })),
    fields: changed.filter(({ anchor }) => isField(anchor)).flatMap(fieldsOf),
    opinions: ofOthers.filter(({ event }) => opinions.has(event.type)),
    comments: ofOthers.filter(({ event }) => comments.has(event.type)),
  }
}

/** How much of it there is: a row is one, however many of its fields changed. */
export const countChanges = ({ rows, fields, opinions: given, comments: made }: Changes): number =>
  rows.length + fields.length + given.length + made.length

/**
 * Whether a fact is news to others: it changes what stands in the form, or says something about it. To count roughly, fact by fact,
 * where nobody can compare two moments (a list); `changesBetween` leaves out what was changed back.
 */
export const isNews = (event: DeclarationEvent): boolean =>
  opinions.has(event.type) ||
  comments.has(event.type) ||
  event.type === 'indicator-result-recorded' ||
  (takesEffect(event) && changesOf(event).length > 0)

/** The last fact that wrote on the field; a row as a whole where it came or went. */
const madeBy = (
  between: readonly Recounted[],
  indicator: string | null,
  field: string,
): Omit<NewField, 'field' | 'from' | 'to'> => {
  const wrote = between.findLast(({ event }) => writesOn(event, indicator, field))
  const { actor = null, onBehalfOf = null, recordedAt = null } = wrote?.told ?? {}
  const reason = wrote && 'reason' in wrote.event.data ? wrote.event.data.reason : null
  return { by: actor, onBehalfOf, at: recordedAt, reason: reason === '' ? null : reason }
}

const writesOn = (event: DeclarationEvent, indicator: string | null, field: string): boolean => {
  if (event.type === 'indicator-result-recorded') return event.data.indicatorId === indicator && field.startsWith('result.')
  return (
    takesEffect(event) &&
    changesOf(event).some(change => change.indicator === indicator && (change.field === field || change.field === 'indicator'))
  )
}
