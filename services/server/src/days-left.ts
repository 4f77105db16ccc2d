import { type DeadlineShown, shownDeadline } from '@shenbao/declaration/deadline-words.ts'
import { workingDaysOf } from '@shenbao/directory/calendar-of.ts'
import type { Clock } from './clock.ts'
import type { DirectoryDesk } from './directory-desk.ts'

/** Counts the working days of deadlines for one answer: the calendar and the business day of the moment it is asked. */
export type DaysLeft = () => Promise<(deadline: Parameters<typeof shownDeadline>[0]) => DeadlineShown>

export const newDaysLeft =
  ({ desk, clock }: Readonly<{ desk: Pick<DirectoryDesk, 'current'>; clock: Clock }>): DaysLeft =>
  async () => {
    const days = workingDaysOf(await desk.current())
    const today = clock.today()
    return deadline => shownDeadline(deadline, days, today)
  }
