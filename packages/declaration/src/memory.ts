import type { LastYearRow } from '@shenbao/inspection/finding.ts'
import { type Certainty, matchRows } from '@shenbao/inspection/match-rows.ts'
import { timelessName } from '@shenbao/inspection/same-matter.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { type Hint, hintOfGone, hintsFrom, hintsOfProject } from './hints.ts'
import { type LivedRow, type LivedYear, livedYearOf } from './lived-year.ts'
import type { Declaration } from './state.ts'

/** A declaration of an earlier year that may be this project's, as a list knows it. */
export type Earlier = Readonly<{ id: string; year: number; name: string | null }>

/**
 * Which of a unit's approved declarations is this project's year before: the one it was copied from, else the one that bears the same
 * name, years in it aside. `null` where there is none, and where two bear the name: a wrong year beside this one is worse than none.
 */
export const yearBefore = (
  { origin, form, year }: Pick<Declaration, 'origin' | 'form' | 'year'>,
  approved: readonly Earlier[],
): Earlier | null => {
  const candidates = approved.filter(earlier => earlier.year === year - 1)
  const copied = origin.kind === 'copy' ? candidates.find(({ id }) => id === origin.from) : undefined
  if (copied) return copied
  const wanted = form.name === null ? '' : timelessName(form.name)
  const named = candidates.filter(({ name }) => wanted !== '' && name !== null && timelessName(name) === wanted)
  const exact = named.filter(({ name }) => name === form.name)
  const [only, ...others] = exact.length === 1 ? exact : named
  return only && others.length === 0 ? only : null
}

/** A row of this year beside the one of last year. */
export type Remembered = Readonly<{ indicator: string; certainty: Certainty; before: LivedRow; hints: readonly Hint[] }>

export type Memory = Readonly<{
  before: LivedYear | null
  rows: readonly Remembered[]
  /** Rows of last year that no row of this year goes on. */
  gone: readonly Readonly<{ before: LivedRow; hints: readonly Hint[] }>[]
  /** This year's rows that were not there last year. */
  fresh: readonly string[]
  /** Of the project as a whole. */
  hints: readonly Hint[]
}>

export const noMemory: Memory = { before: null, rows: [], gone: [], fresh: [], hints: [] }

/** Last year beside this one: `before` is the year before, `earlier` the one before that, each where it is known. */
export const memoryOf = (
  { form, year }: Declaration,
  before: Declaration,
  pack: PolicyPack,
  earlier: Declaration | null = null,
): Memory => {
  const lived = livedYearOf(before)
  const past = new Map(lived.rows.map(row => [row.id, row]))
  const { matches, fresh, gone } = matchRows<Comparable>(form.indicators, lived.rows)
  const longAgo = earlier ? twoYearsAgo(lived, livedYearOf(earlier)) : new Map<string, LivedRow>()
  return {
    before: lived,
    rows: matches.flatMap(({ now, before: { id }, certainty }) => {
      const row = past.get(id)
      if (!row) return []
      const hints = hintsFrom(row, now, pack, { year, earlier: longAgo.get(id) ?? null })
      return [{ indicator: now.id, certainty, before: row, hints }]
    }),
    gone: gone.flatMap(({ id }) => {
      const row = past.get(id)
      const hint = row && hintOfGone(row)
      return row ? [{ before: row, hints: hint ? [hint] : [] }] : []
    }),
    fresh: fresh.map(({ id }) => id),
    hints: hintsOfProject(lived, form, pack),
  }
}

type Comparable = Pick<LivedRow, 'id' | 'level1' | 'level2' | 'name' | 'target'>

/** Rows of last year by id, with those of the year before that which they went on. */
const twoYearsAgo = (last: LivedYear, earlier: LivedYear): ReadonlyMap<string, LivedRow> => {
  const past = new Map(earlier.rows.map(row => [row.id, row]))
  const { matches } = matchRows<Comparable>(last.rows, earlier.rows)
  return new Map(
    matches.flatMap(({ now, before }) => {
      const row = past.get(before.id)
      return row ? [[now.id, row] as const] : []
    }),
  )
}

/**
 * Last year as the inspection looks at it: the rows that go on beyond doubt, under the names they bear this year. `null` where nothing
 * is known.
 */
export const lastYearBeside = (
  memory: Memory,
  { form }: Declaration,
): Readonly<{ indicators: readonly LastYearRow[] }> | null => {
  if (!memory.before) return null
  const now = new Map(form.indicators.map(row => [row.id, row]))
  return {
    indicators: memory.rows.flatMap(({ indicator, certainty, before: { target, actual, score } }) => {
      const row = now.get(indicator)
      return row && certainty === 'same' ? [{ name: row.name, level2: row.level2, target, actual, score }] : []
    }),
  }
}
