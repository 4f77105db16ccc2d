import type { Day } from '@shenbao/kernel/dates.ts'

/** A clock that goes as it is told: on, far ahead, or back. Times are milliseconds since 1970. */
export type VirtualClock = Readonly<{
  instant: () => Date
  /** The day in Shanghai, where there is no summer time. */
  today: () => Day
  now: () => Readonly<{ today: Day; recordedAt: string }>
  move: (milliseconds: number) => void
}>

const EIGHT_HOURS = 8 * 60 * 60 * 1000

export const virtualClock = (first: string): VirtualClock => {
  let time = Date.parse(first)
  return clockOver(
    () => time,
    milliseconds => {
      time += milliseconds
    },
  )
}

/** The clock of a machine that is so many milliseconds off `clock`. */
export const skewedClock = (clock: VirtualClock, skew: number): VirtualClock =>
  clockOver(() => clock.instant().getTime() + skew, clock.move)

const clockOver = (time: () => number, move: VirtualClock['move']): VirtualClock => {
  const today = (): Day => new Date(time() + EIGHT_HOURS).toISOString().slice(0, 10)
  return {
    instant: () => new Date(time()),
    today,
    now: () => ({ today: today(), recordedAt: new Date(time()).toISOString() }),
    move,
  }
}
