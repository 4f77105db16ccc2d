import { factTitle, fieldTitle } from '@shenbao/declaration/words.ts'
import type { Path } from '../api/queries.ts'
import type { AuditItem } from './desk-queries.ts'

/** One line of 最近变化: who did what to which declaration, with what was before and what is now. */
export type Recent = Readonly<{
  key: string
  at: string
  by: string
  byName: string
  did: string
  declaration: string
  name: string
  note: string
  cell: Readonly<{ from: string | null; to: string | null }> | null
}>

/** Cells that were written down together are one line. */
export const recentEdits = (rows: readonly AuditItem[]): readonly Recent[] =>
  [...Map.groupBy(rows, ({ declaration, at, actor }) => `${declaration} ${at} ${actor}`)].flatMap(([key, together]) => {
    const [first] = together
    if (!first) return []
    const { at, actor, actorName, declaration, declarationName, fact } = first
    const isOne = together.length === 1
    const what = first.indicatorName ?? fieldTitle(first.field, first.indicator !== null)
    return [
      {
        key,
        at,
        by: actor,
        byName: actorName,
        did: isOne ? factTitle(fact) : '修改',
        declaration,
        name: declarationName ?? '未命名的申报',
        note: isOne ? what : `改 ${together.length} 处：${what} 等`,
        cell: isOne ? { from: first.from, to: first.to } : null,
      },
    ]
  })

type Stepped = Readonly<{ id: string; name: string | null; taken: Path['taken'] }>
type Step = Path['taken'][number]

/** What moved a declaration on or back. */
export const recentSteps = (declarations: readonly Stepped[]): readonly Recent[] =>
  declarations.flatMap(({ id, name, taken }) =>
    taken.map(step => ({
      key: `${id} ${step.revision}`,
      at: step.at,
      by: step.by,
      byName: step.byName,
      did: stepWords(step),
      declaration: id,
      name: name ?? '未命名的申报',
      note: step.reason ?? '',
      cell: null,
    })),
  )

const stepWords = ({ type, from, to, title }: Step): string => {
  if (type === 'stage-passed' || type === 'adjustment-passed') return `同意，送到${title}`
  if (type === 'submitted') return `送审，到${title}`
  if (type === 'returned') return `退回到${title}`
  return from === null || from === to ? factTitle(type) : `${factTitle(type)}，到${title}`
}

/** Many at once by one person, as an import opens them, are one line; how many is only said where all of them are known. */
const gathered = (known: readonly Recent[], minuteOf: (at: string) => string, isCut: boolean): readonly Recent[] => {
  const oldest = known.at(-1)
  const oneLine = ({ by, did, note, at, cell, key }: Recent): string =>
    note === '' && cell === null ? [by, did, minuteOf(at)].join(' ') : key
  return [...Map.groupBy(known, oneLine).values()].flatMap(together => {
    const [first] = together
    const count = new Set(together.map(({ declaration }) => declaration)).size
    const many = isCut && oldest && together.includes(oldest) ? '等多项' : `等 ${count} 项`
    return first ? [count === 1 ? first : { ...first, name: `${first.name} ${many}` }] : []
  })
}

type Bounds = Readonly<{ since: string; max: number; dayOf: (at: string) => string; minuteOf: (at: string) => string }>
export type RecentDay = Readonly<{ day: string; items: readonly Recent[] }>

/**
 * Newest first, by day. `since`: from where on all is known; what is older may have gaps and is left out.
 */
export const recentDays = (items: readonly Recent[], { since, max, dayOf, minuteOf }: Bounds): readonly RecentDay[] => {
  const known = items.filter(({ at }) => at >= since).toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const newest = gathered(known, minuteOf, since !== '').slice(0, max)
  return [...Map.groupBy(newest, ({ at }) => dayOf(at))].map(([day, together]) => ({ day, items: together }))
}
