import type { Day } from '@shenbao/kernel/dates.ts'

/** The two clocks of every fact. Decisions get their answers, never the clock. */
export type Clock = Readonly<{
  /** The instant of recording. Always the real clock: no setting moves it. */
  now: () => Date
  /** The business day in Asia/Shanghai. */
  today: () => Day
}>

const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** `setToday` moves the business day, so that a whole year can be lived in an hour; only demonstration mode passes it. */
export const systemClock = (setToday: Day | null): Clock => ({
  now: () => new Date(),
  today: () => setToday ?? shanghai.format(new Date()),
})

export const dayInShanghai = (instant: Date): Day => shanghai.format(instant)
