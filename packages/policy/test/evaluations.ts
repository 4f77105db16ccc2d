import { type EvaluationRow, SelfEvaluation } from '../src/evaluation.ts'
import { PolicyPack } from '../src/pack.ts'
import { findPack } from '../src/packs.ts'

/** Evaluations for tests, by the few members that matter there. */

const found = findPack('CN-CENTRAL-2021')
if (!found) throw new Error('the pack is gone')
export const central: PolicyPack = found

/** The central pack with one choice changed, still a valid pack. */
export const withPack = (change: (pack: PolicyPack) => unknown): PolicyPack => PolicyPack.parse(change(central))

export const rowOf = (row: Partial<EvaluationRow>): EvaluationRow => ({
  level1: '产出指标',
  level2: '数量指标',
  name: '某项指标',
  target: '≥1',
  actual: '1',
  weight: '90',
  direction: null,
  judgement: null,
  score: null,
  reason: '',
  ...row,
})

export const evaluationOf = (evaluation: Partial<SelfEvaluation>): SelfEvaluation =>
  SelfEvaluation.parse({
    budget: { initial: '100', annual: '100', executed: '100' },
    indicators: [rowOf({})],
    ...evaluation,
  })
