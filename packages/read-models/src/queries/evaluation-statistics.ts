import type { DatabaseSync } from 'node:sqlite'
import { compare, type Decimal, decimal, decimalText, divide, sum, ZERO } from '@shenbao/kernel/decimal.ts'
import { allOf, rows } from '../statement.ts'
import { textsOf } from './list-declarations.ts'
import { type EvaluationFilter, evaluationConditions, type RankedEvaluation } from './rank-evaluations.ts'

export const evaluationsBy = ['unit', 'department', 'nature', 'category', 'year'] as const
export type EvaluationsBy = (typeof evaluationsBy)[number]

/** Declarations of one kind together. Totals are the confirmed ones, before confirmation those of the self-evaluation. */
export type EvaluationGroup = Readonly<{
  /** The organisation's id, the word on the form or the year; `null` where the form is blank. */
  key: string | null
  name: string | null
  count: number
  /** How many of them have a confirmed result. */
  confirmed: number
  grades: Readonly<Record<string, number>>
  average: string | null
  lowest: string | null
  highest: string | null
  deviating: number
}>

export type ScoreBand = Readonly<{ from: string; to: string; count: number }>

export type Distribution = Readonly<{
  count: number
  confirmed: number
  /** Those whose total waits for a person. */
  withoutTotal: number
  /** Grade → how many, of those that have one. */
  grades: Readonly<Record<string, number>>
  average: string | null
  /** Bands of five points, from the highest: `from` inclusive, `to` exclusive but for the highest. */
  histogram: readonly ScoreBand[]
  groups: readonly EvaluationGroup[]
}>

/** How results spread: grades, scores in bands, and by one feature. */
export const distributionOf = (items: readonly RankedEvaluation[], by: EvaluationsBy): Distribution => {
  const { key: _, name: __, deviating: ___, lowest: ____, highest: _____, ...whole } = groupOf(null, null, items)
  const keys = [...new Set(items.map(item => keyOf(item, by)))]
  return {
    ...whole,
    withoutTotal: items.filter(item => totalText(item) === null).length,
    histogram: histogramOf(items),
    groups: keys.map(key => {
      const own = items.filter(item => keyOf(item, by) === key)
      const [first] = own
      return groupOf(key, first ? nameOf(first, by) : null, own)
    }),
  }
}

const keyOf = (item: RankedEvaluation, by: EvaluationsBy): string | null =>
  ({
    unit: item.unitId,
    department: item.departmentId,
    nature: item.nature,
    category: item.category,
    year: String(item.year),
  })[by]

const nameOf = (item: RankedEvaluation, by: EvaluationsBy): string | null =>
  by === 'unit' ? item.unit : by === 'department' ? item.department : keyOf(item, by)

const totalText = ({ finalTotal, selfTotal }: RankedEvaluation): string | null => finalTotal ?? selfTotal

const groupOf = (key: string | null, name: string | null, items: readonly RankedEvaluation[]): EvaluationGroup => {
  const totals = items
    .flatMap(item => totalText(item) ?? [])
    .map(decimal)
    .toSorted(compare)
  const text = (value: Decimal | undefined): string | null => (value ? decimalText(value) : null)
  return {
    key,
    name,
    count: items.length,
    confirmed: items.filter(({ finalTotal }) => finalTotal !== null).length,
    grades: countsOf(items.flatMap(({ grade, selfGrade }) => grade ?? selfGrade ?? [])),
    average: totals.length === 0 ? null : decimalText(divide(sum(totals), decimal(String(totals.length)), 2)),
    lowest: text(totals[0]),
    highest: text(totals.at(-1)),
    deviating: items.filter(({ deviates }) => deviates).length,
  }
}

const countsOf = (words: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

const BANDS = 20
const BAND_WIDTH = 5

const histogramOf = (items: readonly RankedEvaluation[]): readonly ScoreBand[] => {
  const totals = items.flatMap(item => totalText(item) ?? []).map(decimal)
  return Array.from({ length: BANDS }, (_, place) => {
    const [from, to] = [String((BANDS - 1 - place) * BAND_WIDTH), String((BANDS - place) * BAND_WIDTH)]
    const isIn = (total: Decimal): boolean =>
      compare(total, decimal(from)) >= 0 && (place === 0 || compare(total, decimal(to)) < 0)
    return { from, to, count: totals.filter(isIn).length }
  })
}

/** Rows of one kind of indicator over all scored declarations. Shares are decimal text between 0 and 1. */
export type IndicatorStatistics = Readonly<{
  level1: string | null
  /** `null` also where only 一级 was asked for. */
  level2: string | null
  rows: number
  /** Rows that wait for a person: they count in `rows` alone. */
  withoutScore: number
  /** Mean of the shares of their points that the rows earned, after 核查. */
  averageShare: string | null
  belowFull: number
  full: number
  /** Full rows as a share of the scored ones: at 1 the kind tells nothing apart. */
  fullShare: string | null
  overAchieved: number
  rescored: number
}>

const SHARE_PLACES = 4

/** By kind of indicator, in the order in which the kinds first stand on a form. Rows that can earn nothing are left out. */
export const indicatorStatistics = (
  db: DatabaseSync,
  filter: EvaluationFilter,
  level: 'level1' | 'level2',
): readonly IndicatorStatistics[] => {
  const { sql, values } = allOf(...evaluationConditions(filter))
  const kinds = new Map<string, StatRow[]>()
  for (const row of rows<StatRow>(db, `${ROWS} where ${sql} order by d.ordinal, r.place`, values)) {
    if (compare(decimal(row.weight), ZERO) === 0) continue
    const key = JSON.stringify(level === 'level1' ? [row.level1] : [row.level1, row.level2])
    const kind = kinds.get(key)
    if (kind) kind.push(row)
    else kinds.set(key, [row])
  }
  return [...kinds.values()].flatMap(kind => {
    const [first] = kind
    return first ? [kindOf(first.level1, level === 'level1' ? null : first.level2, kind)] : []
  })
}

type StatRow = Readonly<{
  level1: string | null
  level2: string | null
  weight: string
  selfScore: string | null
  score: string | null
  flags: string
}>

const kindOf = (level1: string | null, level2: string | null, kind: readonly StatRow[]): IndicatorStatistics => {
  const scored = kind.flatMap(row => (row.score === null ? [] : [{ ...row, score: row.score }]))
  const shares = scored.map(({ score, weight }) => divide(decimal(score), decimal(weight), SHARE_PLACES))
  // A weight finer than a score may show can never be reached exactly: full is what rounds to the whole.
  const full = shares.filter(share => compare(share, decimal('0.9995')) >= 0).length
  const of = (part: Decimal): string | null =>
    scored.length === 0 ? null : decimalText(divide(part, decimal(String(scored.length)), SHARE_PLACES))
  return {
    level1,
    level2,
    rows: kind.length,
    withoutScore: kind.length - scored.length,
    averageShare: of(sum(shares)),
    belowFull: scored.length - full,
    full,
    fullShare: of(decimal(String(full))),
    overAchieved: kind.filter(({ flags }) => textsOf(flags).includes('over-achieved')).length,
    rescored: kind.filter(({ selfScore, score }) => selfScore !== score).length,
  }
}

const ROWS = `
select r.level1, r.level2, r.weight, r.self_score as selfScore, r.score, r.flags
from evaluation_rows r join evaluations e on e.declaration_id = r.declaration_id join declarations d on d.id = e.declaration_id`
