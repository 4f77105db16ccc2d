import type { Day } from '@shenbao/kernel/dates.ts'
import type { CommandType } from './commands.ts'
import { isOpen } from './rectification.ts'
import type { Declaration } from './state.ts'

/** What a person should think of before they send what they may send: nothing of it refuses. Sentences for people. */
export const cautionsOn = (type: CommandType, { year, rectifications }: Declaration, today: Day): readonly string[] => {
  if (type !== 'close-year') return []
  const open = rectifications.filter(isOpen).map(({ number }) => number)
  return [
    ...(today < `${year}-12-31` ? [`还没有到 ${year}-12-31，提前办理年度结束会记录在案。`] : []),
    ...(open.length > 0 ? [`第 ${open.join('、')} 号整改还没有销号；年度可以结束，但销号之前不能归档。`] : []),
  ]
}
