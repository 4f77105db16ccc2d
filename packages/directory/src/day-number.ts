import { type Day, dayOf, daysInMonth, isDay } from '@shenbao/kernel/dates.ts'

/**
 * Days as whole numbers, one more for each next day, so that they can be added and counted without a clock's notion of time.
 * 0 is the (proleptic Gregorian) first of March of the year 0: a year that begins in March has its leap day at its end.
 */
export const numberOfDay = (day: Day): number => {
  if (!isDay(day)) throw new TypeError(`no such day: ${day}`)
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number)
  const [marchYear, marchMonth] = month > 2 ? [year, month - 3] : [year - 1, month + 9]
  const leaps = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  // Months from March on have 31 30 31 30 31 days over and over: 153 in five.
  return marchYear * 365 + leaps + Math.floor((153 * marchMonth + 2) / 5) + dayOfMonth - 1
}

/** The day with this number. Throws `RangeError` outside the years 1 to 9999, which have no text of their own. */
export const dayNumbered = (number: number): Day => {
  // The guess by the mean year is a day or so off around the turn of the year, never more than one year.
  let year = Math.floor((number + 59) / 365.2425)
  if (numberOfFirst(year + 1) <= number) year += 1
  else if (numberOfFirst(year) > number) year -= 1
  let rest = number - numberOfFirst(year)
  let month = 1
  while (rest >= daysInMonth(year, month)) {
    rest -= daysInMonth(year, month)
    month += 1
  }
  const day = year >= 1 && year <= 9999 ? dayOf(year, month, rest + 1) : null
  if (day === null) throw new RangeError(`no day has the number ${number}`)
  return day
}

const numberOfFirst = (year: number): number => {
  const before = year - 1
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) + 306
}

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (number: number): number => ((((number + 2) % 7) + 7) % 7) + 1

/** How many days the period has, both ends counted; negative or 0 when it ends before it begins. */
export const daysFromTo = (from: Day, to: Day): number => numberOfDay(to) - numberOfDay(from) + 1
