import type { Day } from '@shenbao/kernel/dates.ts'
import type { Seat } from './route.ts'

/**
 * What a decision needs to know of the world around a case. It comes in with the command, and what a rule saw of it is recorded in
 * the fact: people change offices and holiday notices change, the record does not.
 */
export type Around = Readonly<{
  people: People
  days: WorkingDays
  /** What conditions of the route may ask, by name; `null` where the case leaves it blank. Amounts are yuan text, two places. */
  features: Readonly<Record<string, string | null>>
  /** The business day. */
  today: Day
}>

/** Who holds which seat of this case today, deputies not among them. Officer ids. */
export type People = Readonly<{
  holders: (seat: Seat) => readonly string[]
  serves: (officer: string) => boolean
  /** Where somebody acts for another in some roles only: whether one of the seats is among them. Absent: nothing is kept from them. */
  within?: (seats: readonly Seat[]) => boolean
}>

/** The calendar: which days are worked, rest days and 调休 considered. */
export type WorkingDays = Readonly<{
  isWorkingDay: (day: Day) => boolean
  /** The n-th working day after the day; n of 0 is the day itself, or the next working day where it is a rest day. */
  after: (day: Day, n: number) => Day
  /** How many working days lie after `from` up to and including `to`; negative when `to` is earlier. */
  between: (from: Day, to: Day) => number
}>
