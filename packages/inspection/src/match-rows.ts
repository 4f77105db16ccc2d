import type { Indicator } from '@shenbao/form/form.ts'
import { alikeness, type Matter, matterOf } from './same-matter.ts'

/** `same`: one and the same name, years and punctuation aside. `alike`: a person should say whether it is the same. */
export type Certainty = 'same' | 'alike'

export type RowMatch<Row> = Readonly<{ now: Row; before: Row; certainty: Certainty }>
export type Matched<Row> = Readonly<{
  /** In the order of this year's rows; each row of either year stands in one of them at most. */
  matches: readonly RowMatch<Row>[]
  /** This year's rows that were not there before, and those of before that are there no more. */
  fresh: readonly Row[]
  gone: readonly Row[]
}>

type Named = Pick<Indicator, 'level1' | 'level2' | 'name' | 'target'>

/** Comparing every name with every other is for forms, not for lists of a thousand rows: beyond this only equal names are matched. */
const MOST_PAIRS = 40_000

/**
 * Which row of one year goes on in which row of another. First by name and 二级指标, then by name alone, then by likeness under the
 * same 二级指标; among equals by what the rows say. Rows that say the same word for word are taken in their order.
 */
export const matchRows = <Row extends Named>(now: readonly Row[], before: readonly Row[]): Matched<Row> => {
  const open = { now: now.map(readRow), before: before.map(readRow) }
  const matches: RowMatch<Row>[] = []
  const take = (candidates: readonly Candidate<Row>[], certainty: Certainty): void => {
    const taken = new Set<Read<Row>>()
    for (const { here, there } of candidates) {
      if (taken.has(here) || taken.has(there)) continue
      taken.add(here).add(there)
      matches.push({ now: here.row, before: there.row, certainty })
    }
    open.now = open.now.filter(one => !taken.has(one))
    open.before = open.before.filter(one => !taken.has(one))
  }
  take(
    equals(open.now, open.before, ({ matter }) => `${matter.name}\n${matter.place}`),
    'same',
  )
  take(
    equals(open.now, open.before, ({ matter }) => matter.name),
    'same',
  )
  if (open.now.length * open.before.length <= MOST_PAIRS) take(likely(open.now, open.before), 'alike')
  const place = new Map(now.map((row, at) => [row, at]))
  return {
    matches: matches.toSorted((a, b) => (place.get(a.now) ?? 0) - (place.get(b.now) ?? 0)),
    fresh: open.now.map(({ row }) => row),
    gone: open.before.map(({ row }) => row),
  }
}

/** `says` is all that is compared: two rows with the same text are not told apart. */
type Read<Row> = Readonly<{ row: Row; matter: Matter; says: string }>
type Candidate<Row> = Readonly<{ here: Read<Row>; there: Read<Row>; alike: number }>

const readRow = <Row extends Named>(row: Row): Read<Row> => ({
  row,
  matter: matterOf(row),
  says: JSON.stringify([row.name, row.level2, row.level1, row.target]),
})

/** Rows of one key in pairs: those that say the very same first, then in the order of what they say. */
const equals = <Row>(now: readonly Read<Row>[], before: readonly Read<Row>[], keyOf: (row: Read<Row>) => string) => {
  const there = Map.groupBy(before, keyOf)
  return [...Map.groupBy(now, keyOf)].flatMap(([key, rows]) => {
    const others = there.get(key) ?? []
    const exact = pairsBy(rows, others, ({ says }) => says)
    const used = new Set(exact.flatMap(({ here, there }) => [here, there]))
    const rest = (all: readonly Read<Row>[]) => all.filter(one => !used.has(one)).toSorted(bySaying)
    return [...exact, ...inPairs(rest(rows), rest(others))]
  })
}

const pairsBy = <Row>(now: readonly Read<Row>[], before: readonly Read<Row>[], keyOf: (row: Read<Row>) => string) => {
  const there = Map.groupBy(before, keyOf)
  return [...Map.groupBy(now, keyOf)].flatMap(([key, rows]) => inPairs(rows, there.get(key) ?? []))
}

const inPairs = <Row>(now: readonly Read<Row>[], before: readonly Read<Row>[]): readonly Candidate<Row>[] =>
  now.flatMap((here, at) => {
    const there = before[at]
    return there ? [{ here, there, alike: 100 }] : []
  })

const likely = <Row>(now: readonly Read<Row>[], before: readonly Read<Row>[]): readonly Candidate<Row>[] =>
  now
    .flatMap(here => before.map(there => ({ here, there, alike: alikeness(here.matter, there.matter) })))
    .filter(({ alike }) => alike > 0)
    .toSorted((a, b) => b.alike - a.alike || bySaying(a.here, b.here) || bySaying(a.there, b.there))

/** By code units: the same on every machine. */
const bySaying = (a: Readonly<{ says: string }>, b: Readonly<{ says: string }>): number =>
  a.says < b.says ? -1 : a.says > b.says ? 1 : 0
