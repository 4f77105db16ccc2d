import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import { calendarYears, workingDaysOf } from './calendar-of.ts'
import type { AnnounceCalendarYear } from './commands.ts'
import type { Directory } from './directory.ts'
import { CalendarYearAnnounced, type DirectoryEvent } from './events.ts'
import { CalendarContradiction } from './working-days.ts'

/** A notice is taken in when it agrees with the years beside it: one may give away days of the December before. */
export const announceCalendarYear = ({ calendar }: AnnounceCalendarYear, directory: Directory): Decision<DirectoryEvent> => {
  const { year, basis, holidays } = calendar
  const known = calendarYears(directory).find(other => other.year === year)
  if (known && canonicalJson(known) === canonicalJson(calendar))
    return reject({ code: 'nothing-changed', detail: `${year} 年的放假安排与现有的相同，没有需要更改的。` })
  const event = CalendarYearAnnounced.of({
    year,
    basis: { ...basis },
    holidays: holidays.map(holiday => ({ ...holiday, working: [...holiday.working] })),
  })
  try {
    workingDaysOf({ calendar: { ...directory.calendar, [year]: event.data } })
  } catch (error) {
    if (!(error instanceof CalendarContradiction)) throw error
    return reject({ code: 'calendar-contradicts', detail: error.message })
  }
  return accept(event)
}
