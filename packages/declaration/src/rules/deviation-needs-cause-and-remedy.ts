import { compareWithTarget } from '@shenbao/form/compare.ts'
import type { Indicator } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import type { Place } from '@shenbao/kernel/decider.ts'
import type { IndicatorProgress } from '../state.ts'

/** Whether a row's own words say that its target will not, or not surely, be met. */
export const deviates = (
  indicator: Pick<Indicator, 'target'>,
  progress: Pick<IndicatorProgress, 'likelihood' | 'forecast'>,
): boolean => {
  const unsure = progress.likelihood !== null && progress.likelihood !== 'certain'
  const missed =
    progress.forecast !== null && compareWithTarget(parseTarget(indicator.target), progress.forecast).outcome === 'missed'
  return unsure || missed
}

/**
 * A row whose forecast misses its target, or whose target is not certain to be met, says why and what will be done.
 * Basis: 财预〔2019〕136号, the note on the monitoring form.
 */
export const deviationNeedsCauseAndRemedy = (indicator: Indicator, progress: IndicatorProgress): readonly Place[] => {
  if (!deviates(indicator, progress)) return []
  const isBlank = (text: string | null): boolean => text === null || text.trim() === ''
  const about = `「${indicator.name}」预计不能确定完成，`
  return [
    ...(isBlank(progress.cause) ? [{ indicator: indicator.id, field: 'cause', message: `${about}请填写偏差原因。` }] : []),
    ...(isBlank(progress.remedy) ? [{ indicator: indicator.id, field: 'remedy', message: `${about}请填写整改措施。` }] : []),
  ]
}
