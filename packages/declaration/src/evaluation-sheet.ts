import type { Indicator } from '@shenbao/form/form.ts'
import type { Basis, Place } from '@shenbao/kernel/decider.ts'
import { parseDecimal } from '@shenbao/kernel/decimal.ts'
import { fenOfYuan, yuanOfFen } from '@shenbao/kernel/money.ts'
import type { SelfEvaluation } from '@shenbao/policy/evaluation.ts'
import type { ExecutionScore } from '@shenbao/policy/execution-score.ts'
import { isJudged } from '@shenbao/policy/indicator-score.ts'
import type { Grade, PolicyPack } from '@shenbao/policy/pack.ts'
import { type EvaluationFlag, scoreSelfEvaluation } from '@shenbao/policy/score.ts'
import { bandsOf } from '@shenbao/policy/score-qualitative.ts'
import type { RowFlag, ScoredRow } from '@shenbao/policy/scored-row.ts'
import type { CommandOf } from './commands.ts'
import { type Concern, concernsOf } from './evaluation-concerns.ts'
import { evaluationMisses } from './evaluation-misses.ts'
import { type EvidenceOfRow, evidenceOfRows } from './evidence-rows.ts'
import { approvedRequest, type Entries, recordedEntries, selfEvaluationOf } from './self-evaluation.ts'
import type { Declaration, IndicatorProgress, Rescore } from './state.ts'

/** What a page holds and has not sent: the body of `record-result`, any part of it. Amounts and points may be half typed. */
export type DraftResults = Partial<Omit<CommandOf<'record-result'>, 'type'>>

/** How a score comes about, so that anybody can do it again: the pack and the rounding stand once, at the sheet. */
export type Receipt = Readonly<{
  /** A sentence with the numbers in it. */
  formula: string
  inputs: Readonly<{
    target: string
    actual: string | null
    weight: string
    judgement: string | null
    /** Points that a person gave. */
    given: string | null
  }>
  /** `null` while a person has to look. */
  score: string | null
  flags: readonly RowFlag[]
  /** The group of the pack by which it is scored, and what that rests on. */
  rule: 'quantitative' | 'qualitative'
  basis: Basis
}>

/** `described`: what the unit wrote, when it declared the row, that this grade takes (等级描述); `null` where it wrote nothing. */
export type DescribedBand = ReturnType<typeof bandsOf>[number] & Readonly<{ described: string | null }>

export type EvaluationSheetRow = Readonly<{
  indicator: string
  level1: string | null
  level2: string | null
  name: string
  /** 指标值 as it stands now, after adjustments. */
  target: string
  /** 年初指标值: as the 批复 froze it; `null` for a row that an adjustment added. */
  approvedTarget: string | null
  weight: string
  /** The last monitoring that spoke of the row: its actual is what is proposed. */
  monitored: Readonly<Pick<IndicatorProgress, 'period' | 'actual' | 'forecast' | 'likelihood'>> | null
  /** As recorded or drafted; `null` before. */
  entered: Entries['results'][string] | null
  receipt: Receipt
  /** Which points each judgement allows; `null` where the points are computed. */
  bands: readonly DescribedBand[] | null
  /** What the row was to be proved by, and what there is. */
  evidence: Readonly<Pick<EvidenceOfRow, 'expected' | 'source' | 'present' | 'hint'>>
  /** As handed in last; `null` before. */
  handedIn: Readonly<{ score: string | null; formula: string; flags: readonly string[] }> | null
  /** 核查得分, with its reason. */
  rescore: Rescore | null
}>

export type EvaluationSheet = Readonly<{
  policy: Declaration['policy'] & Readonly<{ title: string }>
  rounding: Readonly<{ places: number; mode: string; basis: Basis }>
  budget: Readonly<{
    /** 年初预算数: as entered, else what the 批复 granted. */
    initial: string | null
    annual: string | null
    executed: string | null
    reason: string
    /** What may be taken over: the form's money after adjustments, the last month's spending. */
    proposed: Readonly<{ annual: string | null; executed: string | null; period: string | null }>
    /** `null` where the pack does not score an empty budget. */
    receipt: ExecutionScore | null
    basis: Basis
  }>
  rows: readonly EvaluationSheetRow[]
  /** Rows that an approved adjustment took out: listed, not scored. */
  removed: readonly Readonly<{ indicator: string; name: string; target: string; adjustment: number | null; reason: string }>[]
  /** `null` while something has to be filled in or judged first. */
  total: string | null
  grade: Grade | null
  flags: readonly EvaluationFlag[]
  /** What keeps it from being handed in. */
  misses: readonly Place[]
  /** What is looked at and refuses nothing. */
  concerns: readonly Concern[]
  handedIn: Declaration['selfScore']
  final: Declaration['final']
}>

/**
 * The self-evaluation as a sheet, prefilled from what is on record: targets then and now, the last monitoring as a proposal, what
 * was entered, and a receipt for every score. With `draft` it is computed as if that were recorded: a page shows it while people
 * type. Proposals are never taken for entries.
 */
export const evaluationSheetOf = (declaration: Declaration, policy: PolicyPack, draft: DraftResults = {}): EvaluationSheet => {
  const { form, approval } = declaration
  const entries = withDraft(recordedEntries(declaration), draft)
  const evaluation = selfEvaluationOf(declaration, entries)
  const scored = scoreSelfEvaluation(evaluation, policy)
  const { rounding, execution } = policy
  const evidence = evidenceOfRows(declaration)
  return {
    policy: { ...declaration.policy, title: policy.title },
    rounding: { places: rounding.places, mode: rounding.mode, basis: rounding.basis },
    budget: {
      initial: entries.budget?.initial ?? approvedRequest(approval),
      annual: entries.budget?.annual ?? null,
      executed: entries.budget?.executed ?? null,
      reason: entries.budget?.reason ?? '',
      proposed: proposedBudget(declaration),
      receipt: scored.execution,
      basis: execution.basis,
    },
    rows: form.indicators.flatMap((indicator, place) => {
      const [row, entry, proof] = [scored.rows[place], evaluation.indicators[place], evidence[place]]
      return row && entry && proof
        ? [sheetRow(declaration, policy, { indicator, row, entry, entered: entries.results[indicator.id], proof })]
        : []
    }),
    removed: declaration.removedAfterApproval.map(({ id, name, target }) => {
      const by = declaration.adjustments.findLast(
        ({ outcome, changes }) =>
          outcome === 'approved' && changes.some(({ kind, indicatorId }) => kind === 'removed' && indicatorId === id),
      )
      return { indicator: id, name, target, adjustment: by?.number ?? null, reason: by?.reason ?? '' }
    }),
    total: scored.total,
    grade: scored.grade,
    flags: scored.flags,
    misses: evaluationMisses(form.indicators, entries, scored),
    concerns: concernsOf(evaluation, scored, policy),
    handedIn: declaration.selfScore,
    final: declaration.final,
  }
}

/** What cannot be read yet counts as not entered: a page computes while people type. */
const withDraft = (recorded: Entries, { budget, results = [] }: DraftResults): Entries => ({
  budget: budget
    ? {
        initial: readableYuan(budget.initial) ?? recorded.budget?.initial ?? null,
        annual: readableYuan(budget.annual),
        executed: readableYuan(budget.executed),
        reason: budget.reason ?? recorded.budget?.reason ?? '',
      }
    : recorded.budget,
  results: {
    ...recorded.results,
    ...Object.fromEntries(
      results.map(({ indicator, actual, judgement = null, score = null, reason = '' }) => [
        indicator,
        { actual, judgement, score: readablePoints(score), reason },
      ]),
    ),
  },
})

const readableYuan = (text: string | null | undefined): string | null => {
  const fen = typeof text === 'string' ? fenOfYuan(text) : null
  return fen === null ? null : yuanOfFen(fen)
}

const readablePoints = (text: string | null): string | null =>
  text !== null && /^\d{1,4}(\.\d{1,4})?$/.test(text) && parseDecimal(text) !== null ? text : null

const proposedBudget = ({ form, progress }: Declaration): EvaluationSheet['budget']['proposed'] => {
  const [period, last] = Object.entries(progress)
    .filter(([, { executed }]) => executed !== null)
    .toSorted(([a], [b]) => (a < b ? 1 : -1))[0] ?? [null, null]
  const request = form.funds.annualRequest
  return {
    annual: request === null ? null : yuanOfFen(request),
    executed: last?.executed == null ? null : yuanOfFen(last.executed),
    period,
  }
}

type Scored = Readonly<{
  indicator: Indicator
  row: ScoredRow
  entry: SelfEvaluation['indicators'][number]
  entered: Entries['results'][string] | undefined
  proof: EvidenceOfRow
}>

const sheetRow = (
  declaration: Declaration,
  policy: PolicyPack,
  { indicator, row, entry, entered, proof }: Scored,
): EvaluationSheetRow => {
  const { id, level1, level2, name, target } = indicator
  const judged = isJudged(entry)
  const rule = judged ? 'qualitative' : 'quantitative'
  const handedIn = declaration.selfScore?.rows.find(({ indicatorId }) => indicatorId === id)
  return {
    indicator: id,
    level1,
    level2,
    name,
    target,
    approvedTarget: declaration.approval?.form.indicators.find(approved => approved.id === id)?.target ?? null,
    weight: row.weight,
    monitored: lastMonitored(declaration, id),
    entered: entered
      ? { actual: entered.actual, judgement: entered.judgement, score: entered.score, reason: entered.reason }
      : null,
    receipt: {
      formula: row.formula,
      inputs: { target, actual: entry.actual, weight: row.weight, judgement: entry.judgement, given: entry.score },
      score: row.score,
      flags: row.flags,
      rule,
      basis: policy[rule].basis,
    },
    bands: judged ? described(indicator, bandsOf(row.weight, policy)) : null,
    evidence: { expected: proof.expected, source: proof.source, present: proof.present, hint: proof.hint },
    handedIn: handedIn ? { score: handedIn.score, formula: handedIn.formula, flags: handedIn.flags } : null,
    rescore: declaration.rescores[id] ?? null,
  }
}

const gradeFields = { met: 'gradeMet', partly: 'gradePartly', unmet: 'gradeUnmet' } as const

const described = ({ plan }: Indicator, bands: ReturnType<typeof bandsOf>): readonly DescribedBand[] =>
  bands.map(band => ({ ...band, described: plan?.[gradeFields[band.judgement]] ?? null }))

const lastMonitored = ({ progress }: Declaration, id: string): EvaluationSheetRow['monitored'] => {
  const found = Object.values(progress)
    .flatMap(({ indicators }) => indicators[id] ?? [])
    .toSorted((a, b) => (a.period < b.period ? 1 : -1))[0]
  return found ? { period: found.period, actual: found.actual, forecast: found.forecast, likelihood: found.likelihood } : null
}
