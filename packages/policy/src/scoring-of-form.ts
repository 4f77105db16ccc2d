import type { Indicator } from '@shenbao/form/form.ts'
import { completedWeights } from './default-weights.ts'
import type { PolicyPack } from './pack.ts'
import { type SuggestedEvidence, type SuggestedGrades, suggestedEvidence, suggestedGrades } from './plan-suggestions.ts'
import { type Scorability, type ScoredBy, scorabilityOf } from './scorability.ts'

/** One row with what December will make of it, and what may be proposed where its plan is blank. */
export type RowScoring = Readonly<
  { indicator: Indicator; weight: string; isDefaultWeight: boolean } & Scorability & {
      suggested: Readonly<{ grades: SuggestedGrades | null; evidence: SuggestedEvidence }>
    }
>

/** Every row of a form, in its order. Weights that are blank are what the pack gives: they may still change. */
export const scoringOfForm = (indicators: readonly Indicator[], pack: PolicyPack, year: number | null): readonly RowScoring[] => {
  const weights = completedWeights(indicators, pack)
  return indicators.map((indicator, place) => {
    const weight = weights[place] ?? '0.00'
    return {
      indicator,
      weight,
      isDefaultWeight: indicator.weight === null,
      ...scorabilityOf(indicator, pack, { weight, year }),
      suggested: { grades: suggestedGrades(indicator), evidence: suggestedEvidence(indicator) },
    }
  })
}

/** How many rows each is scored by. */
export const countedBy = (rows: readonly Readonly<{ scoredBy: ScoredBy }>[]): Readonly<Record<ScoredBy, number>> => {
  const count = (by: ScoredBy): number => rows.filter(({ scoredBy }) => scoredBy === by).length
  return { machine: count('machine'), 'machine-when-met': count('machine-when-met'), person: count('person') }
}
