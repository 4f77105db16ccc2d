import { accept, type Place, reject } from '@shenbao/kernel/decider.ts'
import { fenOfYuan } from '@shenbao/kernel/money.ts'
import { decideMove } from '@shenbao/workflow/decide.ts'
import type { CommandOf } from './commands.ts'
import { BudgetForecastRecorded, BudgetProgressRecorded, type DeclarationEvent, IndicatorProgressRecorded } from './events.ts'
import { type Proposal, refusal, type Situation, withMove } from './proposal.ts'
import { deviationNeedsCauseAndRemedy } from './rules/deviation-needs-cause-and-remedy.ts'
import { yearClosesWithoutAnOpenAdjustment } from './rules/year-closes-without-an-open-adjustment.ts'
import { indicatorOf, openAdjustment } from './state.ts'

/** 绩效运行监控: money and targets as they stand at the end of a month of the declared year. */
export const decideRecordProgress = (at: Situation, command: CommandOf<'record-progress'>): Proposal => {
  const { declaration } = at
  const { period } = command
  if (!period.startsWith(`${declaration.year}-`))
    return refusal(
      'period-outside-the-year',
      `监控期间 ${period} 不在 ${declaration.year} 年度内，请改正。`,
      'product',
      '监控填报的是申报年度内的进度',
    )
  const places: Place[] = []
  const events: DeclarationEvent[] = []
  if (command.executed !== undefined) {
    const executed = fenOfYuan(command.executed)
    if (executed === null) places.push({ field: 'executed', message: '执行数应为元，最多两位小数。' })
    else events.push(BudgetProgressRecorded.of({ period, executed: executed.toString() }))
  }
  if (command.forecastExecuted !== undefined) {
    const expected = fenOfYuan(command.forecastExecuted)
    if (expected === null) places.push({ field: 'forecastExecuted', message: '全年预计执行数应为元，最多两位小数。' })
    else events.push(BudgetForecastRecorded.of({ period, executed: expected.toString() }))
  }
  for (const [ordinal, row] of (command.progress ?? []).entries()) {
    const indicator = indicatorOf(declaration.form, row.indicator)
    if (!indicator) {
      places.push({ indicator: row.indicator, message: `第 ${ordinal + 1} 行：没有编号为 ${row.indicator} 的指标。` })
      continue
    }
    const { actual, forecast = null, likelihood = null, judgement = null, cause = null, remedy = null, note = null } = row
    const recorded = IndicatorProgressRecorded.of({
      period,
      indicatorId: indicator.id,
      actual,
      forecast,
      likelihood,
      judgement,
      causes: [...new Set(row.causes ?? [])],
      cause,
      remedy,
      note,
    })
    places.push(...deviationNeedsCauseAndRemedy(indicator, recorded.data))
    events.push(recorded)
  }
  if (places.length > 0)
    return reject({
      code: 'progress-incomplete',
      detail: places.map(({ message }) => message).join(''),
      basis: { kind: 'practice', text: '财预〔2019〕136号监控表：出现偏差的应说明原因，并提出改进措施' },
      places,
    })
  if (events.length === 0)
    return refusal('nothing-recorded', '请填写执行数或至少一个指标的完成情况。', 'product', '只记录真正填报的内容')
  return accept(...events)
}

/** 年度结束: opens the self-evaluation. Before 31 December it is recorded that it was early; it is not refused. */
export const decideCloseYear = (at: Situation): Proposal => {
  const refused = yearClosesWithoutAnOpenAdjustment(openAdjustment(at.declaration))
  if (refused) return reject(refused)
  const extra = { beforeYearEnd: at.around.today < `${at.declaration.year}-12-31` }
  return withMove(decideMove(at.route, at.declaration.work, { command: 'close-year', by: at.by, around: at.around, extra }))
}
