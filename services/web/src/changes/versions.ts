import type { HistoryItem } from '../api/queries.ts'

/** A moment worth comparing with: the form as it stood after one act. */
export type Version = Readonly<{ revision: number; type: string; title: string; at: string; by: string; reason: string | null }>

/** Acts after which a form is a version of its own, in the words of the people who ask for it. */
const titles: ReadonlyMap<string, string> = new Map([
  ['submitted', '送审'],
  ['returned', '退回'],
  ['withdrawn', '撤回'],
  ['amendment-consented', '协商修改'],
  ['declaration-approved', '批复'],
  ['adjustment-approved', '批准调整'],
  ['evaluation-submitted', '提交自评'],
  ['correction-recorded', '更正'],
])
const openings: ReadonlySet<string> = new Set(['declaration-opened', 'funds-declared', 'goals-declared', 'indicator-declared'])

/** Oldest first; the first is what was registered, before anybody changed it. */
export const versionsOf = (items: readonly HistoryItem[]): readonly Version[] => {
  const opened = items.findLast(({ type }) => openings.has(type))
  const versions = items.flatMap(item => {
    const title = titles.get(item.type)
    return title === undefined ? [] : [versionOf(item, title)]
  })
  return opened ? [versionOf(opened, '登记'), ...versions] : versions
}

const versionOf = ({ revision, type, at, actorName, reason }: HistoryItem, title: string): Version => ({
  revision,
  type,
  title,
  at,
  by: actorName,
  reason,
})

/** After `since`, up to `until`; `null`: as it is now. */
export type Comparison = Readonly<{ since: number; until: number | null }>

type Reader = Readonly<{
  round: number
  lastLooked: number | null
  unseenChanges: number | null
  /** When the reader's stage last gave its opinion, where it looks at the case again. */
  lookedAgain: Readonly<{ by: string; at: string }> | null
}>

/**
 * What a reader most likely wants to see: who looks at a case again, what changed since their own opinion; else what is new to them;
 * else what came after the last return or approval, or after handing in.
 */
export const usualComparison = (items: readonly HistoryItem[], reader: Reader): number => {
  const { round, lastLooked, unseenChanges, lookedAgain } = reader
  const opinion = lookedAgain && items.findLast(({ actor, at }) => actor === lookedAgain.by && at === lookedAgain.at)
  if (opinion) return opinion.revision
  const versions = versionsOf(items)
  const lastReturn = round > 0 ? versions.findLast(({ type }) => type === 'returned') : undefined
  const isNewToReader = lastLooked !== null && unseenChanges !== null && unseenChanges > 0
  if (isNewToReader) return lastLooked
  const settled = versions.findLast(({ type }) => type === 'declaration-approved') ?? lastReturn
  return (settled ?? versions.findLast(({ type }) => type === 'submitted') ?? versions[0])?.revision ?? 0
}
