import type { Basis } from '@shenbao/kernel/decider.ts'
import { compare, decimal, multiply } from '@shenbao/kernel/decimal.ts'
import type { SelfEvaluation } from '@shenbao/policy/evaluation.ts'
import { isJudged } from '@shenbao/policy/indicator-score.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { isDeviating } from '@shenbao/policy/reviewer-score.ts'
import { scoreSelfEvaluation } from '@shenbao/policy/score.ts'
import { concernKinds, concernsOf } from './evaluation-concerns.ts'
import { evidenceProblemKinds, evidenceProblems } from './evidence-problems.ts'
import { finalScoreOf, recordedEntries, selfEvaluationOf } from './self-evaluation.ts'
import type { Declaration } from './state.ts'

export const problemKinds = [
  ...concernKinds,
  'lost-points',
  'over-achieved',
  'review-deviation',
  'rescored',
  'no-discrimination',
  'judged-met-throughout',
  ...evidenceProblemKinds,
] as const

/** One line of the 问题清单: a sentence for people, with what it rests on. `indicator` is an indicator id. */
export type EvaluationProblem = Readonly<{
  kind: (typeof problemKinds)[number]
  severity: 'error' | 'warning' | 'info'
  indicator: string | null
  indicatorName: string | null
  sentence: string
  basis: Basis
}>

/** Fewer rows than this say nothing about how a unit judges. */
const ENOUGH_ROWS = 3
/** From this share of its points on, a row that lost some is a remark, below it a problem. */
const MINOR_LOSS_FROM = '0.6'

/**
 * The 问题清单 of one declaration: what a reviewer would stop at in the self-evaluation as handed in, the gravest first. Nothing
 * before it was handed in.
 */
export const problemsOf = (declaration: Declaration, policy: PolicyPack): readonly EvaluationProblem[] => {
  if (!declaration.selfScore) return []
  const evaluation = selfEvaluationOf(declaration, recordedEntries(declaration))
  const found: readonly EvaluationProblem[] = [
    ...concernsOf(evaluation, scoreSelfEvaluation(evaluation, policy), policy).map(
      ({ kind, severity, sentence, basis }): EvaluationProblem => ({ kind, severity, sentence, basis, ...ofTheWhole }),
    ),
    ...rowProblems(declaration, evaluation, policy),
    ...reviewProblems(declaration, policy),
    ...judgingProblems(declaration, evaluation, policy),
    ...evidenceProblems(declaration),
  ]
  return found.toSorted((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity))
}

const gravity = ['error', 'warning', 'info'] as const
const ofTheWhole = { indicator: null, indicatorName: null }

const rowProblems = (
  { form, selfScore }: Declaration,
  evaluation: SelfEvaluation,
  policy: PolicyPack,
): readonly EvaluationProblem[] => {
  const exceeded = farExceeded(evaluation, policy)
  return (selfScore?.rows ?? []).flatMap((row): readonly EvaluationProblem[] => {
    const place = form.indicators.findIndex(({ id }) => id === row.indicatorId)
    const entry = evaluation.indicators[place]
    if (!entry || row.score === null) return []
    const at = { indicator: row.indicatorId, indicatorName: entry.name }
    const said = entry.reason.trim() === '' ? '未说明原因和改进措施。' : `偏差原因及改进措施：${entry.reason.trim()}`
    const figures = `指标值 ${entry.target ?? ''}，完成 ${entry.actual ?? '（未填）'}`
    const lost = compare(decimal(row.score), decimal(row.weight)) < 0
    const minor = compare(decimal(row.score), multiply(decimal(row.weight), decimal(MINOR_LOSS_FROM))) >= 0
    return [
      ...(lost
        ? [
            {
              kind: 'lost-points' as const,
              severity: minor ? ('info' as const) : ('warning' as const),
              sentence: `「${entry.name}」${figures}，得 ${row.score} 分（分值 ${row.weight}）。${said}`,
              basis: policy[isJudged(entry) ? 'qualitative' : 'quantitative'].basis,
              ...at,
            },
          ]
        : []),
      ...(row.flags.includes('over-achieved')
        ? [
            {
              kind: 'over-achieved' as const,
              severity: exceeded.has(place) ? ('warning' as const) : ('info' as const),
              sentence: `「${entry.name}」${figures}，${exceeded.has(place) ? '远超指标值，指标值可能定得过低，请在明年提高。' : '超过指标值较多，请留意指标值是否偏低。'}${entry.reason.trim() === '' ? '' : `原因：${entry.reason.trim()}`}`,
              basis: policy.overAchieve.basis,
              ...at,
            },
          ]
        : []),
    ]
  })
}

/** Rows exceeded so far that the pack wants a reason: asked of the rule itself, with all reasons taken away. */
const farExceeded = (evaluation: SelfEvaluation, policy: PolicyPack): ReadonlySet<number> => {
  const mute = { ...evaluation, indicators: evaluation.indicators.map(row => ({ ...row, score: null, reason: '' })) }
  const { rows } = scoreSelfEvaluation(mute, policy)
  return new Set(
    rows.flatMap(({ flags }, place) => (flags.includes('over-achieved') && flags.includes('reason-required') ? [place] : [])),
  )
}

const reviewProblems = (declaration: Declaration, policy: PolicyPack): readonly EvaluationProblem[] => {
  const { selfScore, rescores, form } = declaration
  const final = finalScoreOf(declaration, policy)
  const self = selfScore?.total ?? null
  const { basis, deviationFlag } = policy.reviewer
  const whole: readonly EvaluationProblem[] =
    final && self !== null && isDeviating({ self, reviewer: final.total }, policy)
      ? [
          {
            kind: 'review-deviation',
            severity: 'warning',
            sentence: `自评 ${self} 分，核查后 ${final.total} 分，相差超过 ${deviationFlag} 分，请关注自评质量。`,
            basis,
            ...ofTheWhole,
          },
        ]
      : []
  const rows = form.indicators.flatMap(({ id, name }): readonly EvaluationProblem[] => {
    const rescore = rescores[id]
    // Taken back to where it was, or up: nothing the unit has to answer for.
    if (!rescore || compare(decimal(rescore.to), decimal(selfScoreOf(declaration, id) ?? rescore.to)) >= 0) return []
    const sentence = `「${name}」自评 ${selfScoreOf(declaration, id)} 分，核查 ${rescore.to} 分：${rescore.reason}`
    return [{ kind: 'rescored', severity: 'info', sentence, basis, indicator: id, indicatorName: name }]
  })
  return [...whole, ...rows]
}

const selfScoreOf = ({ selfScore }: Declaration, id: string): string | null =>
  selfScore?.rows.find(({ indicatorId }) => indicatorId === id)?.score ?? null

/** A table in which nothing can be told from anything else: a reviewer takes such ones first for a spot check. */
const judgingProblems = (
  { form, selfScore }: Declaration,
  { indicators }: SelfEvaluation,
  policy: PolicyPack,
): readonly EvaluationProblem[] => {
  const rows = selfScore?.rows ?? []
  const isFull = ({ score, weight }: (typeof rows)[number]): boolean =>
    score !== null && compare(decimal(score), decimal(weight)) >= 0
  const judged = indicators.flatMap((entry, place) => (isJudged(entry) ? [form.indicators[place]?.id] : []))
  const judgedFull = rows.filter(row => judged.includes(row.indicatorId) && isFull(row))
  const allFull = rows.length >= ENOUGH_ROWS && rows.every(isFull)
  const basis = policy.qualitative.basis
  return [
    ...(allFull
      ? [
          {
            kind: 'no-discrimination' as const,
            severity: 'info' as const,
            sentence: `${rows.length} 项指标全部满分，自评没有区分度，可列入抽查。`,
            basis: { kind: 'practice', text: '自评得分普遍满分、拉不开差距的，是核查和审计关注的重点' } as const,
            ...ofTheWhole,
          },
        ]
      : []),
    ...(!allFull && judged.length >= ENOUGH_ROWS && judgedFull.length === judged.length
      ? [
          {
            kind: 'judged-met-throughout' as const,
            severity: 'info' as const,
            sentence: `${judged.length} 项定性指标全部自评为达成且满分，请核对佐证。`,
            basis,
            ...ofTheWhole,
          },
        ]
      : []),
  ]
}
