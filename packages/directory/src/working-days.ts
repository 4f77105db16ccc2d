import { type Day, yearOf } from '@shenbao/kernel/dates.ts'
import year2024 from '../calendar/2024.json' with { type: 'json' }
import year2025 from '../calendar/2025.json' with { type: 'json' }
import year2026 from '../calendar/2026.json' with { type: 'json' }
import { CalendarYear, restDaysOf, workedWeekendsOf } from './calendar-year.ts'
import { dayNumbered, numberOfDay, weekdayOf } from './day-number.ts'

/** The years whose notice this product ships, checked as they are loaded: a wrong one stops the program at its start. */
export const publishedYears: readonly CalendarYear[] = [year2024, year2025, year2026].map(year => CalendarYear.parse(year))

export type WorkingDays = Readonly<{
  isWorkingDay: (day: Day) => boolean
  /** The `n`-th working day after the day; for 0 the day itself, or the next working day when it is none. */
  after: (day: Day, n: number) => Day
  /** The working days after `from` up to and including `to`; negative when `to` is earlier. */
  between: (from: Day, to: Day) => number
  /**
   * Whether the year's notice is not known here, so that only weekends rest. A notice comes out in the autumn before and may still
   * give away the last days of December, so a screen may call a December provisional as long as the following year is.
   */
  isProvisional: (year: number) => boolean
  /** What the year rests on; `null` for a provisional one. */
  basisOf: (year: number) => CalendarYear['basis'] | null
}>

/** Four hundred years of work. More is a mistake, and counting it out day by day would only take long. */
const AFTER_MAX = 100_000

/** Two notices that disagree about one day. The sentence is Chinese and fit for an administrator. */
export class CalendarContradiction extends Error {
  override readonly name = 'CalendarContradiction'
}

/**
 * The calendar of these years. A year given twice counts as given last: a later notice replaces the earlier one, and a shipped year
 * may be replaced as well. Throws `CalendarContradiction` where two years disagree about a December day; the functions throw
 * `TypeError` for text that is no day and `RangeError` for an `n` that is no whole number from 0 to 100 000.
 */
export const workingDays = (years: readonly CalendarYear[] = publishedYears): WorkingDays => {
  const byYear = new Map(years.map(calendar => [calendar.year, calendar]))
  const rest = new Set([...byYear.values()].flatMap(restDaysOf).map(numberOfDay))
  const worked = new Set([...byYear.values()].flatMap(workedWeekendsOf).map(numberOfDay))
  for (const day of worked)
    if (rest.has(day))
      throw new CalendarContradiction(`${dayNumbered(day)}在一年的放假安排中休息，在另一年的中上班，请核对两年的通知。`)
  const lost = [...rest].filter(isWeekday)

  const works = (day: number): boolean => worked.has(day) || (isWeekday(day) && !rest.has(day))
  const countUpTo = (day: number): number => weekdaysUpTo(day) - upTo(lost, day) + upTo([...worked], day)

  return {
    isWorkingDay: day => works(numberOfDay(day)),
    after: (day, n) => {
      if (!Number.isInteger(n) || n < 0 || n > AFTER_MAX) throw new RangeError(`no whole number from 0 to ${AFTER_MAX}: ${n}`)
      let at = numberOfDay(day)
      if (n === 0) while (!works(at)) at += 1
      for (let left = n; left > 0; ) {
        at += 1
        if (works(at)) left -= 1
      }
      return dayNumbered(at)
    },
    between: (from, to) => countUpTo(numberOfDay(to)) - countUpTo(numberOfDay(from)),
    isProvisional: year => !byYear.has(year),
    basisOf: year => byYear.get(year)?.basis ?? null,
  }
}

/** The first year, from the day's year to the other's, whose holidays are not known: what a screen says beside a deadline. */
export const provisionalYearWithin = ({ isProvisional }: WorkingDays, from: Day, to: Day): number | null => {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (isProvisional(year)) return year
  return null
}

const isWeekday = (day: number): boolean => weekdayOf(day) <= 5

/** Mondays to Fridays since the Monday before day 0, a Wednesday, up to and including this one. */
const weekdaysUpTo = (day: number): number => Math.floor((day + 2) / 7) * 5 + Math.min(weekdayOf(day), 5)

const upTo = (days: readonly number[], day: number): number => days.filter(other => other <= day).length
