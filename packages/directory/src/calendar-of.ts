import type { CalendarYear } from './calendar-year.ts'
import type { Directory } from './directory.ts'
import { publishedYears, type WorkingDays, workingDays } from './working-days.ts'

/** What an organisation knows of the calendar: the years the product ships, and over them those announced here. */
export const calendarYears = ({ calendar }: Pick<Directory, 'calendar'>): readonly CalendarYear[] => {
  const announced = Object.values(calendar)
  return [...publishedYears.filter(({ year }) => !Object.hasOwn(calendar, year)), ...announced].toSorted(
    (a, b) => a.year - b.year,
  )
}

/** Asked for every command and every list, changed once a year. The memo may vanish at any time. */
const counted = new WeakMap<Directory['calendar'], WorkingDays>()

/** The working days of this organisation today. Throws `CalendarContradiction`, which no announced year brings about. */
export const workingDaysOf = (directory: Pick<Directory, 'calendar'>): WorkingDays => {
  const known = counted.get(directory.calendar)
  if (known) return known
  const days = workingDays(calendarYears(directory))
  counted.set(directory.calendar, days)
  return days
}
