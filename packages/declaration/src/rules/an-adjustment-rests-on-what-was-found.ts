import type { Rejection } from '@shenbao/kernel/decider.ts'
import { isOpen } from '../rectification.ts'
import type { Declaration } from '../state.ts'
import { deviates } from './deviation-needs-cause-and-remedy.ts'

export type Because = Readonly<{ period: string; indicators: readonly string[] } | { rectification: number }>

/**
 * An adjustment that says why it is asked for points at something on record: a rectification that is not closed, or rows whose
 * monitoring of that month showed a deviation.
 */
export const anAdjustmentRestsOnWhatWasFound = (declaration: Declaration, because: Because): Rejection | null => {
  if ('rectification' in because) {
    const found = declaration.rectifications.find(({ number }) => number === because.rectification)
    if (!found) return refused(`没有第 ${because.rectification} 号整改，请核对编号。`, 'rectification')
    return isOpen(found) ? null : refused(`第 ${found.number} 号整改已经销号，不能再作为调整的依据。`, 'rectification')
  }
  const { period, indicators } = because
  const progress = declaration.progress[period]
  if (!progress) return refused(`${period} 没有填报监控情况，请先填报，或改写期间。`, 'period')
  const without = indicators.filter(id => {
    const indicator = declaration.form.indicators.find(row => row.id === id)
    const recorded = Object.hasOwn(progress.indicators, id) ? progress.indicators[id] : undefined
    return !indicator || !recorded || !deviates(indicator, recorded)
  })
  if (without.length === 0) return null
  const places = without.map(indicator => ({ indicator, field: 'indicators', message: `${period} 没有记录这一行的偏差。` }))
  return { ...refused(`${period} 的监控中，有 ${without.length} 行没有记录偏差，不能作为调整的依据。`, 'indicators'), places }
}

const refused = (detail: string, field: string): Rejection => ({
  code: 'adjustment-ground-missing',
  detail,
  basis: { kind: 'practice', text: '监控发现偏差或下达整改后，按程序同步调整绩效目标' },
  places: [{ field: `because.${field}`, message: detail }],
})
