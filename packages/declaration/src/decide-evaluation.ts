import { accept, type Place, reject } from '@shenbao/kernel/decider.ts'
import { fenOfYuan } from '@shenbao/kernel/money.ts'
import { decideMove } from '@shenbao/workflow/decide.ts'
import type { CommandOf } from './commands.ts'
import { evaluationMisses } from './evaluation-misses.ts'
import { BudgetResultRecorded, type DeclarationEvent, IndicatorResultRecorded, ResultRescored, SelfScored } from './events.ts'
import { type Proposal, refusal, type Situation, withMove } from './proposal.ts'
import { scoreInHundredths } from './rules/score-in-hundredths.ts'
import { scoreWithinTheWeight } from './rules/score-within-the-weight.ts'
import { finalScoreOf, recordedEntries, scoreOf, weightsOf } from './self-evaluation.ts'
import { type Declaration, indicatorOf } from './state.ts'

/** 完成情况: may be sent again until the evaluation is handed in; only what differs is recorded. */
export const decideRecordResult = (at: Situation, command: CommandOf<'record-result'>): Proposal => {
  const { declaration } = at
  const places: Place[] = []
  const events: DeclarationEvent[] = []
  if (command.budget) {
    const budget = budgetOf(command.budget, declaration)
    if (!budget) places.push({ field: 'budget', message: '预算数和执行数应为元，最多两位小数。' })
    else if (!sameBudget(declaration, budget)) events.push(BudgetResultRecorded.of(budget))
  }
  const weights = weightsOf(declaration, at.policy)
  for (const [ordinal, row] of (command.results ?? []).entries()) {
    const place = declaration.form.indicators.findIndex(({ id }) => id === row.indicator)
    const indicator = declaration.form.indicators[place]
    if (!indicator) {
      places.push({ indicator: row.indicator, message: `第 ${ordinal + 1} 行：没有编号为 ${row.indicator} 的指标。` })
      continue
    }
    const { actual, judgement = null, score = null, reason = '' } = row
    if (score !== null)
      places.push(...scoreWithinTheWeight(indicator, score, weights[place] ?? '0'), ...scoreInHundredths(indicator, score))
    const result = { indicatorId: indicator.id, actual, judgement, score, reason }
    if (JSON.stringify(result) !== JSON.stringify(declaration.results.indicators[indicator.id]))
      events.push(IndicatorResultRecorded.of(result))
  }
  if (places.length > 0) return refusePlaces('result-wrong', places, '得分不得超过分值，填报的必须是表上现有的指标')
  if (!command.budget && (command.results ?? []).length === 0)
    return refusal('nothing-recorded', '请填写预算执行数或至少一个指标的完成值。', 'product', '只记录真正填报的内容')
  return accept(...events)
}

const budgetOf = (budget: NonNullable<CommandOf<'record-result'>['budget']>, declaration: Declaration) => {
  const annual = fenOfYuan(budget.annual)
  const executed = fenOfYuan(budget.executed)
  const initial = typeof budget.initial === 'string' ? fenOfYuan(budget.initial) : (declaration.results.budget?.initial ?? null)
  if (annual === null || executed === null || (typeof budget.initial === 'string' && initial === null)) return null
  const reason = budget.reason ?? declaration.results.budget?.reason ?? ''
  return { initial: initial?.toString() ?? null, annual: annual.toString(), executed: executed.toString(), reason }
}

const sameBudget = (
  { results: { budget } }: Declaration,
  now: Readonly<{ initial: string | null; annual: string; executed: string; reason: string }>,
): boolean =>
  budget !== null &&
  (budget.initial?.toString() ?? null) === now.initial &&
  budget.annual.toString() === now.annual &&
  budget.executed.toString() === now.executed &&
  budget.reason === now.reason

/**
 * Hands the self-evaluation in: every row judged, every lost point explained, the score recorded with its formulas and its
 * pack.
 */
export const decideSubmitEvaluation = (at: Situation): Proposal => {
  const { declaration } = at
  const { indicators } = declaration.form
  const scored = scoreOf(declaration, at.policy)
  const places = evaluationMisses(indicators, recordedEntries(declaration), scored)
  if (places.length > 0)
    return refusePlaces('evaluation-incomplete', places, '自评表各项完成值应填写完整，低于分值或明显超过指标值的应说明原因')
  const rows = scored.rows.map(({ weight, score, formula, flags }, index) => ({
    indicatorId: indicators[index]?.id ?? '',
    weight,
    score,
    formula,
    flags: [...flags],
  }))
  const { total, grade, flags, execution } = scored
  const receipt = SelfScored.of({
    policy: declaration.policy,
    total,
    grade,
    flags: [...flags],
    execution: executionOf(execution),
    rows,
  })
  return withMove(decideMove(at.route, declaration.work, { command: 'submit-evaluation', by: at.by, around: at.around }), [
    receipt,
  ])
}

const executionOf = (execution: ReturnType<typeof scoreOf>['execution']) =>
  execution === null || execution.score === null
    ? null
    : {
        rate: execution.rate,
        score: execution.score,
        weight: execution.weight,
        formula: execution.formula,
        flags: [...execution.flags],
      }

/** 核查得分: beside the self score, never in its place. */
export const decideRescore = (at: Situation, command: CommandOf<'rescore'>): Proposal => {
  const { declaration } = at
  const places: Place[] = []
  const events: DeclarationEvent[] = []
  for (const { indicator: id, score, reason } of command.scores) {
    const row = declaration.selfScore?.rows.find(({ indicatorId }) => indicatorId === id)
    const indicator = indicatorOf(declaration.form, id)
    if (!row || !indicator) {
      places.push({ indicator: id, message: `没有编号为 ${id} 的自评指标。` })
      continue
    }
    places.push(...scoreWithinTheWeight(indicator, score, row.weight), ...scoreInHundredths(indicator, score))
    const from = declaration.rescores[id]?.to ?? row.score
    if (from !== score) events.push(ResultRescored.of({ indicatorId: id, from, to: score, reason }))
  }
  return places.length > 0 ? refusePlaces('rescore-wrong', places, '核查得分不得超过该指标的分值') : accept(...events)
}

export const decideConfirmEvaluation = (at: Situation): Proposal => {
  const final = finalScoreOf(at.declaration, at.policy)
  if (!final) return refusal('not-scored', '还没有自评得分，请先退回单位提交自评。', 'product', '确认的是单位提交的自评结果')
  const extra = { ...final, policy: at.declaration.policy }
  return withMove(
    decideMove(at.route, at.declaration.work, { command: 'confirm-evaluation', by: at.by, around: at.around, extra }),
  )
}

const refusePlaces = (code: string, places: readonly Place[], basis: string): Proposal => {
  const shown = places.slice(0, 3).map(({ message }) => message)
  const more = places.length > shown.length ? `……共 ${places.length} 处。` : ''
  return reject({ code, detail: shown.join('') + more, basis: { kind: 'practice', text: basis }, places })
}
