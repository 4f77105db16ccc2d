import { compare, decimal, decimalText, subtract } from '@shenbao/kernel/decimal.ts'
import type { Grade, PolicyPack } from '@shenbao/policy/pack.ts'
import { scoreSelfEvaluation } from '@shenbao/policy/score.ts'
import { recordedEntries, scoreOf, selfEvaluationOf } from './self-evaluation.ts'
import type { Declaration } from './state.ts'

type RowUnder = Readonly<{ weight: string; score: string | null; formula: string }>

/** A self-evaluation as it was scored and as another pack would score it. Nothing of this is recorded. */
export type WhatIf = Readonly<{
  recorded: Readonly<{ total: string | null; grade: string | null }>
  other: Readonly<{ total: string | null; grade: Grade | null }>
  /** The other total less the recorded one; `null` where either waits for a person. */
  difference: string | null
  gradeChanges: boolean
  /** Where the money is scored otherwise; `null` where it is not. */
  execution: Readonly<{ recorded: RowUnder | null; other: RowUnder | null }> | null
  /** Rows whose weight or score differs, with both formulas. */
  rows: readonly Readonly<{ indicator: string; name: string; recorded: RowUnder; other: RowUnder }>[]
  /** Under the pack it was scored with, the entries still give what was recorded: nothing was filled in otherwise since. */
  isReproduced: boolean
}>

/** `null` before anything was handed in. `own` is the pack that the declaration is pinned to. */
export const whatIf = (declaration: Declaration, own: PolicyPack, other: PolicyPack): WhatIf | null => {
  const { selfScore, form } = declaration
  if (!selfScore) return null
  const again = scoreOf(declaration, own)
  const under = scoreSelfEvaluation(selfEvaluationOf(declaration, recordedEntries(declaration)), other)
  const rows = selfScore.rows.flatMap(row => {
    const place = form.indicators.findIndex(({ id }) => id === row.indicatorId)
    const otherwise = under.rows[place]
    if (!otherwise || isSame(row, otherwise)) return []
    return [{ indicator: row.indicatorId, name: otherwise.name, recorded: pointsOf(row), other: pointsOf(otherwise) }]
  })
  const [was, is] = [moneyOf(selfScore.execution), moneyOf(under.execution)]
  const isMoneySame = was === null || is === null ? was === is : isSame(was, is)
  return {
    recorded: { total: selfScore.total, grade: selfScore.grade },
    other: { total: under.total, grade: under.grade },
    difference:
      selfScore.total === null || under.total === null
        ? null
        : decimalText(subtract(decimal(under.total), decimal(selfScore.total))),
    gradeChanges: selfScore.grade !== under.grade,
    execution: isMoneySame ? null : { recorded: was, other: is },
    rows,
    isReproduced:
      again.total === selfScore.total &&
      selfScore.rows.every((row, place) => {
        const computed = again.rows[place]
        return computed !== undefined && isSame(row, computed)
      }),
  }
}

const pointsOf = ({ weight, score, formula }: RowUnder): RowUnder => ({ weight, score, formula })

const moneyOf = (execution: RowUnder | null): RowUnder | null => execution && pointsOf(execution)

const isSame = (a: RowUnder, b: RowUnder): boolean => {
  if (compare(decimal(a.weight), decimal(b.weight)) !== 0) return false
  return a.score === null || b.score === null ? a.score === b.score : compare(decimal(a.score), decimal(b.score)) === 0
}
