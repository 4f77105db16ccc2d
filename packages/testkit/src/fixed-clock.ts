import type { Day } from '@shenbao/kernel/dates.ts'

/** A clock that stands until it is set: `recordedAt` goes on by one second a reading, so that facts stay in order. */
export type FixedClock = Readonly<{
  now: () => Readonly<{ today: Day; recordedAt: string }>
  set: (today: Day) => void
}>

export const fixedClock = (first: Day = '2026-01-05'): FixedClock => {
  let today = first
  let readings = 0
  const two = (part: number): string => String(part).padStart(2, '0')
  return {
    now: () => {
      readings += 1
      const [hour, minute, second] = [Math.trunc(readings / 3600) % 24, Math.trunc(readings / 60) % 60, readings % 60]
      return { today, recordedAt: `${today}T${two(hour)}:${two(minute)}:${two(second)}.000Z` }
    },
    set: day => {
      today = day
    },
  }
}
