import type { HistoryItem, Path } from '../api/queries.ts'
import { asides, decisions, type Kind, kinds, monies, openings, sayings, setbacks } from './fact-kinds.ts'
import { dayInShanghai } from './shanghai.ts'

export type Change = HistoryItem['changes'][number] & Readonly<{ inEffect: boolean }>

/** One act as the trail tells it: everything that was recorded with it. */
export type Entry = Readonly<{
  /** The last fact of the act: the declaration as it stood after it. */
  revision: number
  first: number
  at: string
  effectiveOn: string
  actorName: string
  onBehalfOfName: string | null
  title: string
  /** Where it led, where it led somewhere: the title of the stage. */
  towards: string | null
  /** Whom it was about, besides whoever did it. */
  people: readonly string[]
  reason: string | null
  changes: readonly Change[]
  kinds: readonly Kind[]
  shape: 'decision' | 'setback' | 'other'
  anchor: string | null
  digest: string
  facts: number
}>

/** Oldest first, as they come; facts of one act are neighbours and become one entry. */
export const entriesOf = (items: readonly HistoryItem[], taken: Path['taken'] = []): readonly Entry[] => {
  const moves = new Map(taken.filter(({ from, to }) => from !== null && from !== to).map(step => [step.revision, step.title]))
  const acts: HistoryItem[][] = []
  for (const item of items) {
    const act = acts.at(-1)
    if (act?.[0]?.command === item.command) act.push(item)
    else acts.push([item])
  }
  return acts.flatMap(act => entryOf(act, moves) ?? [])
}

const entryOf = (act: readonly HistoryItem[], moves: ReadonlyMap<number, string>): Entry | null => {
  const [first, last] = [act[0], act.at(-1)]
  if (!first || !last) return null
  const told = act.filter(({ type }) => !asides.has(type))
  const shown = told.length > 0 ? told : act
  const changes = act.flatMap(item => item.changes.map(change => ({ ...change, inEffect: item.inEffect })))
  const types = act.map(({ type }) => type)
  return {
    revision: last.revision,
    first: first.revision,
    at: first.at,
    effectiveOn: first.effectiveOn,
    actorName: first.actorName,
    onBehalfOfName: first.onBehalfOfName,
    title: titleOf(shown),
    towards: act.map(({ revision }) => moves.get(revision)).findLast(title => title !== undefined) ?? null,
    people: [
      ...new Set(shown.flatMap(({ people, actorName }) => people.map(({ name }) => name).filter(name => name !== actorName))),
    ],
    reason: reasonOf(shown),
    changes,
    kinds: kinds.filter(kind => isOf[kind](types, changes)),
    shape: types.some(type => setbacks.has(type)) ? 'setback' : types.some(type => decisions.has(type)) ? 'decision' : 'other',
    anchor: act.find(({ anchor }) => anchor !== null)?.anchor ?? null,
    digest: last.digest,
    facts: act.length,
  }
}

const isOf: Readonly<Record<Kind, (types: readonly string[], changes: readonly Change[]) => boolean>> = {
  decision: types => types.some(type => decisions.has(type)),
  change: (_types, changes) => changes.length > 0,
  money: (types, changes) => types.some(type => monies.has(type)) || changes.some(({ field }) => field.startsWith('funds.')),
  opinion: types => types.some(type => sayings.has(type)),
}

/** An act in a few words: what decided it if something did, else what was done, each thing once. */
const titleOf = (shown: readonly HistoryItem[]): string => {
  if (shown[0]?.type === 'declaration-opened') {
    const rows = shown.filter(({ type }) => type === 'indicator-declared').length
    const rest = shown.filter(({ type }) => !openings.has(type)).map(({ title }) => title)
    return [`${shown[0].title}${rows > 0 ? `，${rows} 行指标` : ''}`, ...new Set(rest)].join('、')
  }
  // An opinion that carried it on says more than that it was passed; a 批复 or a confirmation says more than either.
  const isSettled = shown.some(({ type }) => decisions.has(type) && !plain.has(type))
  const hasOpinion = shown.some(({ type }) => type === 'opinion-given')
  const isSaid = (type: string): boolean =>
    isSettled ? type === 'opinion-given' : hasOpinion && (type === 'stage-passed' || type === 'adjustment-passed')
  const words = shown.filter(({ type }) => !isSaid(type))
  const revised = words.filter(({ changes, inEffect }) => changes.length > 0 && inEffect)
  const others = words.filter(item => !revised.includes(item))
  return [...counted(others), ...(revised.length > 0 ? [revisedTitle(revised)] : [])].join('、')
}

const plain: ReadonlySet<string> = new Set(['opinion-given', 'stage-passed', 'adjustment-passed'])

const revisedTitle = (revised: readonly HistoryItem[]): string => {
  const [title] = counted(revised)
  return new Set(revised.map(item => item.title)).size === 1 && title !== undefined ? title : `修改 ${revised.length} 处`
}

const counted = (items: readonly HistoryItem[]): readonly string[] =>
  [...Map.groupBy(items, ({ title }) => title)].map(([title, same]) => (same.length > 1 ? `${title} ${same.length} 处` : title))

const reasonOf = (shown: readonly HistoryItem[]): string | null => {
  const reasons = [...new Set(shown.flatMap(({ reason }) => reason ?? []))]
  return reasons.length === 0 ? null : reasons.join('；')
}

/** A run of small changes by one hand, saved cell by cell: one line that opens. */
export type Line = Readonly<{ entry: Entry; folded: readonly Entry[] }>

const FOLDED_FROM = 3

/** Newest first. Changes without a word, one after the other by one person on one day, are one line from three on. */
export const linesOf = (entries: readonly Entry[]): readonly Line[] => {
  const runs: Entry[][] = []
  for (const entry of entries.toReversed()) {
    const run = runs.at(-1)
    if (run?.[0] && isWordlessChange(entry) && isWordlessChange(run[0]) && isSameHand(entry, run[0])) run.push(entry)
    else runs.push([entry])
  }
  return runs.flatMap(run => (run.length < FOLDED_FROM ? run.map(entry => ({ entry, folded: [] })) : foldedRun(run)))
}

const isWordlessChange = ({ changes, reason, kinds: own }: Entry): boolean =>
  changes.length > 0 && reason === null && !own.includes('decision') && !own.includes('opinion')

const isSameHand = (a: Entry, b: Entry): boolean =>
  a.actorName === b.actorName && a.onBehalfOfName === b.onBehalfOfName && dayInShanghai(a.at) === dayInShanghai(b.at)

const foldedRun = (run: readonly Entry[]): readonly Line[] => {
  const [newest, oldest] = [run[0], run.at(-1)]
  if (!newest || !oldest) return []
  const changes = run.toReversed().flatMap(entry => entry.changes)
  const title = `修改 ${changes.length} 处，分 ${run.length} 次保存`
  const facts = run.reduce((sum, entry) => sum + entry.facts, 0)
  return [{ entry: { ...newest, first: oldest.first, at: newest.at, title, changes, facts }, folded: run }]
}

export type Year = Readonly<{ year: string; days: readonly Readonly<{ day: string; lines: readonly Line[] }>[] }>

/** By year and day in Shanghai, in the order in which they come. */
export const yearsOf = (lines: readonly Line[]): readonly Year[] => {
  const days = [...Map.groupBy(lines, ({ entry }) => dayInShanghai(entry.at))].map(([day, those]) => ({ day, lines: those }))
  return [...Map.groupBy(days, ({ day }) => day.slice(0, 'yyyy'.length))].map(([year, those]) => ({ year, days: those }))
}

/** The last act that was there at an instant; `null` before the first. */
export const entryAt = (entries: readonly Entry[], instant: string): Entry | null => {
  const when = Date.parse(instant)
  return entries.findLast(({ at }) => Date.parse(at) <= when) ?? null
}
