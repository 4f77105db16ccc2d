import type { DeclarationOut, HistoryItem } from '../api/queries.ts'
import { settles } from './fact-kinds.ts'

type Said = Readonly<{ key: string; revision: number; at: string; who: string; reason: string | null }>
/** One line of the life of a row: it was there, it was changed, it was spoken of, it was agreed upon, it was measured. */
export type TargetLine = Said &
  (
    | Readonly<{ kind: 'change'; field: string; from: string | null; to: string | null; inEffect: boolean }>
    | Readonly<{ kind: 'stands' | 'settled' | 'said' | 'measured'; title: string; text: string | null }>
  )

type Known = Pick<DeclarationOut, 'form' | 'removedAfterApproval' | 'progress' | 'results'>

/** Newest first. */
export const targetLines = (items: readonly HistoryItem[], indicator: string, known: Known): readonly TargetLine[] => {
  const lines: TargetLine[] = []
  let target = firstTarget(items, indicator, known)
  for (const item of items) {
    const { revision, at, type, title, reason } = item
    const said = { revision, at, who: whoOf(item), reason, key: String(revision) }
    const changes = item.changes.filter(change => change.indicator === indicator)
    for (const [nth, { field, from, to }] of changes.entries()) {
      lines.push({ ...said, key: `${revision}.${nth}`, kind: 'change', field, from, to, inEffect: item.inEffect })
      if (field === 'target' && item.inEffect) target = to
    }
    if (type === 'declaration-opened' && target !== null) lines.push({ ...said, kind: 'stands', title, text: target })
    if (settles.has(type)) lines.push({ ...said, kind: 'settled', title, text: target })
    if (item.anchor === indicator) lines.push({ ...said, kind: 'said', title, text: reason, reason: null })
  }
  return [...lines, ...measured(items, indicator, known)].toSorted((a, b) => b.revision - a.revision)
}

const whoOf = ({ actorName, onBehalfOfName }: HistoryItem): string =>
  onBehalfOfName === null ? actorName : `${actorName}（代${onBehalfOfName}）`

/** What stood there at first: before the first change, or still; `null` for a row that came later. */
const firstTarget = (items: readonly HistoryItem[], indicator: string, { form, removedAfterApproval }: Known): string | null => {
  const effective = items.filter(({ inEffect }) => inEffect).flatMap(({ changes }) => changes)
  const own = effective.filter(change => change.indicator === indicator)
  if (own[0]?.field === 'indicator' && own[0].from === null) return null
  const change = own.find(({ field }) => field === 'target')
  if (change) return change.from
  const row = [...form.indicators, ...removedAfterApproval].find(({ id }) => id === indicator)
  return (
    row?.raw ??
    own
      .find(({ field, to }) => field === 'indicator' && to === null)
      ?.from?.split(' / ')
      .at(-1) ??
    null
  )
}

/** What was measured is told by the sheets themselves; who and when, by the history. */
const measured = (items: readonly HistoryItem[], indicator: string, { progress, results }: Known): readonly TargetLine[] => {
  const months = progress.flatMap(({ period, indicators, at, by }) =>
    indicators.filter(one => one.indicator === indicator).map(one => ({ at, by, title: `${period} 监控`, text: one.actual })),
  )
  const told = months.flatMap(({ at, by, title, text }) => {
    const item = items.find(one => one.at === at && one.actor === by)
    return item ? { item, title, text } : []
  })
  const result = results.indicators.find(one => one.indicator === indicator)
  const recorded = result && items.findLast(({ type }) => type === 'indicator-result-recorded')
  const all = recorded ? [...told, { item: recorded, title: '自评完成值', text: result.actual }] : told
  return all.map(({ item, title, text }) => ({
    key: `${item.revision} ${title}`,
    revision: item.revision,
    at: item.at,
    who: whoOf(item),
    reason: null,
    kind: 'measured',
    title,
    text,
  }))
}
