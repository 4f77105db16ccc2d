import { changesOf, reasonOf } from '@shenbao/declaration/history.ts'
import { eventOf } from '@shenbao/declaration/recorded.ts'
import type { Recorded } from '@shenbao/event-store/port.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import { type HistoryRow, titleOfFact } from '../pages/history-page.ts'

/** Facts as lines that people read, oldest first; what was filled in at one stroke is one line. */
export const historyRows = (route: Route, facts: readonly Recorded[]): readonly HistoryRow[] => {
  const moves = movesOf(route)
  return atOneStroke(facts.map(recorded => historyRow(moves, recorded)))
}

/** The facts by which a case moves on the route, or back. */
const movesOf = (route: Route): ReadonlySet<string> =>
  new Set([
    'stage-moved',
    ...route.stages
      .flatMap(stage => Object.values(stage.moves ?? {}))
      .flatMap(move => [move.fact, move.withdrawnBy ?? move.fact]),
  ])

const historyRow = (moves: ReadonlySet<string>, { fact }: Recorded): HistoryRow => {
  const event = eventOf(fact)
  const data: Readonly<Record<string, unknown>> = fact.data
  const { from, to } = data
  return {
    count: 1,
    revision: fact.revision,
    title: titleOfFact(fact.type, data),
    at: fact.recordedAt,
    effectiveOn: fact.effectiveOn,
    by: { actor: fact.actor, onBehalfOf: fact.onBehalfOf },
    towards: peopleIn(fact.type, data),
    said: reasonOf(event) ?? wordsIn(data),
    changes: changesOf(event),
    moved: moves.has(fact.type) && typeof from === 'string' && typeof to === 'string' ? { from, to } : null,
  }
}

/** What somebody said to somebody, whatever the fact calls it. */
const wordsIn = (data: Readonly<Record<string, unknown>>): string | null => {
  const said = ['text', 'question', 'answer', 'opinion', 'message', 'note'].flatMap(name => {
    const value = data[name]
    if (name === 'answer' && (value === 'changed' || value === 'explained')) return value === 'changed' ? ['已改'] : ['说明']
    return typeof value === 'string' && value !== '' ? [value] : []
  })
  const due = data['dueOn']
  const all = typeof due === 'string' ? [...said, `${due} 到期`] : said
  return all.length === 0 ? null : [...all].reverse().join('：')
}

/** Officers a fact names as those it is meant for. */
const peopleIn = (type: string, { to, officer, slots }: Readonly<Record<string, unknown>>): readonly string[] => {
  if (type === 'copied' || type === 'consulted') return textsIn(to)
  if (['task-transferred', 'task-delegated', 'delegation-answered'].includes(type)) return textsIn([to])
  if (['signer-added', 'signer-removed', 'opinion-carried'].includes(type)) return textsIn([officer])
  return type === 'signers-named' && Array.isArray(slots)
    ? textsIn(slots.map((slot: Readonly<Record<string, unknown>>) => slot['officer']))
    : []
}

const textsIn = (found: unknown): readonly string[] =>
  Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : []

const isPlain = ({ changes, said, moved, towards }: HistoryRow): boolean =>
  changes.length === 0 && said === null && moved === null && towards.length === 0

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
