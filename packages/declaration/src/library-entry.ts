import type { Plan } from '@shenbao/form/form.ts'
import { add, compare, type Decimal, decimal, decimalText, divide, ZERO } from '@shenbao/kernel/decimal.ts'
import { plain } from '@shenbao/policy/points.ts'
import type { Lesson } from './lessons.ts'

/** A row as it was used: in which year, by which unit, in which declaration. `order` is the place of the declaration in the log. */
export type Use = Lesson &
  Readonly<{ declarationId: string; unitId: string; unitName: string | null; year: number; order: number }>

/** One indicator of the library (指标库), as the approved rows of the same name and 二级指标 have it. Figures are decimal text. */
export type LibraryEntry = Readonly<{
  key: string
  name: string
  level1: string | null
  level2: string | null
  unit: string | null
  /** The sign most used: how the target is bound. */
  op: string | null
  /** The usual value, and the target as it was last written with it. `median` where no value was used twice. */
  usual: Readonly<{ target: string; value: string | null; by: 'most-common' | 'median' | 'only' }>
  /** Lowest and highest value of that sign and unit; `null` for words. */
  range: Readonly<{ low: string; high: string }> | null
  /** Rows, and declarations they stand in. */
  times: number
  declarations: number
  years: readonly number[]
  units: readonly Readonly<{ id: string; name: string | null }>[]
  /** Points earned of those that could be had, in all confirmed results (`"0.9650"`), and how many these were. */
  earned: Readonly<{ share: string; times: number }> | null
  lastUsed: number
  /** How it was last said to be proved and judged. */
  plan: Plan
}>

/** The entry that these rows make together, whatever order they come in; `null` of none. */
export const entryOf = (uses: readonly Use[]): LibraryEntry | null => {
  const ordered = uses.toSorted(newestFirst)
  const [latest] = ordered
  if (!latest) return null
  const unit = mostUsed(ordered, use => use.unit)
  const ofUnit = ordered.filter(use => use.unit === unit)
  const op = mostUsed(ofUnit, use => use.op)
  const alike = ofUnit.filter(use => use.op === op)
  return {
    key: latest.key,
    name: mostUsed(ordered, use => use.name),
    level1: mostUsed(ordered, use => use.level1),
    level2: mostUsed(ordered, use => use.level2),
    unit,
    op,
    usual: usualOf(alike) ?? { target: latest.target, value: null, by: 'only' },
    range: rangeOf(alike),
    times: ordered.length,
    declarations: new Set(ordered.map(({ declarationId }) => declarationId)).size,
    years: [...new Set(ordered.map(({ year }) => year))].toSorted((a, b) => a - b),
    units: unitsOf(ordered),
    earned: earnedOf(ordered),
    lastUsed: latest.year,
    plan: ordered.find(({ plan }) => Object.keys(plan).length > 0)?.plan ?? {},
  }
}

/** By year, then by the place in the log; rows of one declaration by what they say, so that no order of delivery shows. */
const newestFirst = (a: Use, b: Use): number => b.year - a.year || b.order - a.order || byText(a.indicatorId, b.indicatorId)

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What most of them have; among equals what was used last. */
const mostUsed = <Value>(newest: readonly Use[], of: (use: Use) => Value): Value => {
  const counted = [...Map.groupBy(newest, of)]
  const [first] = counted
  if (!first) throw new RangeError('nothing was used')
  return counted.reduce((best, next) => (next[1].length > best[1].length ? next : best), first)[0]
}

/** The value used most, if any was used twice; else the middle one, the lower of two: always one that stood in a form. */
const usualOf = (newest: readonly Use[]): LibraryEntry['usual'] | null => {
  const [latest] = newest
  if (!latest) return null
  const groups = [...Map.groupBy(newest, ({ value, target }) => (value === null ? target.trim() : plain(decimal(value))))]
  const value = mostUsed(newest, use => (use.value === null ? use.target.trim() : plain(decimal(use.value))))
  const times = groups.find(([text]) => text === value)?.[1].length ?? 0
  if (newest.length === 1) return usual(latest, 'only')
  if (times > 1 || latest.value === null) return usual(newest.find(use => isOf(use, value)) ?? latest, 'most-common')
  const sorted = newest.toSorted((a, b) => compare(figureOf(a), figureOf(b)))
  return usual(sorted[Math.floor((sorted.length - 1) / 2)] ?? latest, 'median')
}

const isOf = ({ value, target }: Use, text: string): boolean =>
  value === null ? target.trim() === text : plain(decimal(value)) === text

const usual = ({ target, value }: Use, by: LibraryEntry['usual']['by']): LibraryEntry['usual'] => ({
  target,
  value: value === null ? null : plain(decimal(value)),
  by,
})

const figureOf = ({ value }: Use): Decimal => (value === null ? ZERO : decimal(value))

const rangeOf = (uses: readonly Use[]): LibraryEntry['range'] => {
  const sorted = uses.filter(({ value }) => value !== null).toSorted((a, b) => compare(figureOf(a), figureOf(b)))
  const [low] = sorted
  const high = sorted.at(-1)
  return low && high ? { low: plain(figureOf(low)), high: plain(figureOf(high)) } : null
}

/** Each once, under the name it last bore, in the order of their ids. */
const unitsOf = (newest: readonly Use[]): LibraryEntry['units'] =>
  [...Map.groupBy(newest, ({ unitId }) => unitId)]
    .map(([id, [latest]]) => ({ id, name: latest?.unitName ?? null }))
    .toSorted((a, b) => byText(a.id, b.id))

const SHARE_PLACES = 4

const earnedOf = (uses: readonly Use[]): LibraryEntry['earned'] => {
  const measured = uses.flatMap(({ score, weight }) =>
    score === null || weight === null ? [] : [{ score: decimal(score), weight: decimal(weight) }],
  )
  const possible = measured.map(({ weight }) => weight).reduce(add, ZERO)
  if (compare(possible, ZERO) <= 0) return null
  const got = measured.map(({ score }) => score).reduce(add, ZERO)
  return { share: decimalText(divide(got, possible, SHARE_PLACES)), times: measured.length }
}
