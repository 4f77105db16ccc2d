import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import { peopleIn, titleOfFact } from '@shenbao/declaration/fact-title.ts'
import { changesOf, reasonOf } from '@shenbao/declaration/history.ts'
import { eventOf } from '@shenbao/declaration/recorded.ts'
import type { Recorded } from '@shenbao/event-store/port.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import type { HistoryRow } from '../pages/history-page.ts'

/** Facts as lines that people read, oldest first; what was filled in at one stroke is one line. */
export const historyRows = (route: Route, facts: readonly Recorded[]): readonly HistoryRow[] => {
  const moves = movesOf(route)
  return atOneStroke(facts.map(recorded => historyRow(route, moves, recorded)))
}

/** The facts by which a case moves on the route, or back. */
const movesOf = (route: Route): ReadonlySet<string> =>
  new Set([
    'stage-moved',
    ...route.stages
      .flatMap(stage => Object.values(stage.moves ?? {}))
      .flatMap(move => [move.fact, move.withdrawnBy ?? move.fact]),
  ])

const historyRow = (route: Route, moves: ReadonlySet<string>, { fact }: Recorded): HistoryRow => {
  const event = eventOf(fact)
  const { from, to } = fact.data
  return {
    count: 1,
    revision: fact.revision,
    title: titleOfFact(event, route),
    at: fact.recordedAt,
    effectiveOn: fact.effectiveOn,
    by: { actor: fact.actor, onBehalfOf: fact.onBehalfOf },
    comment: commentIn(event),
    // Whoever did it stands beside it already.
    towards: peopleIn(event).filter(officer => officer !== fact.actor && officer !== fact.onBehalfOf),
    said: reasonOf(event),
    changes: changesOf(event),
    moved: moves.has(fact.type) && typeof from === 'string' && typeof to === 'string' ? { from, to } : null,
  }
}

/** The comment a fact speaks of: one that is made, answered or confirmed. */
const commentIn = ({ type, data }: DeclarationEvent): string | null =>
  type === 'comment-made' || type === 'comment-answered' || type === 'comment-confirmed' ? data.comment : null

const isPlain = ({ changes, said, moved, comment, towards }: HistoryRow): boolean =>
  changes.length === 0 && said === null && moved === null && comment === null && towards.length === 0

/** Neighbours of one kind, one instant and one hand that say nothing more become one row. */
const atOneStroke = (rows: readonly HistoryRow[]): readonly HistoryRow[] => {
  const merged: HistoryRow[] = []
  for (const row of rows) {
    const last = merged.at(-1)
    const isSame =
      last?.title === row.title && last.at === row.at && last.by.actor === row.by.actor && isPlain(row) && isPlain(last)
    if (last && isSame) merged.splice(-1, 1, { ...last, count: last.count + 1 })
    else merged.push(row)
  }
  return merged
}
