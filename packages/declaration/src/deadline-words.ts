import { type Day, yearOf } from '@shenbao/kernel/dates.ts'
import type { WorkingDays } from '@shenbao/workflow/around.ts'
import type { DeclarationEvent } from './events.ts'

/**
 * A deadline as people ask about it: until when, how many working days are left (below zero: late by so many), and whether its lapse
 * is on record. Without a date the clock stands still, because the form is with the other side.
 */
export type DeadlineShown = Readonly<{ dueOn: Day | null; workingDaysLeft: number; lapsed: boolean }>

/** Counted on the day somebody asks: the date is kept, the days left follow from the calendar. */
export const shownDeadline = (
  deadline: Readonly<{ dueOn: Day; lapsed: boolean }> | Readonly<{ workingDaysLeft: number }>,
  days: Pick<WorkingDays, 'between'>,
  today: Day,
): DeadlineShown =>
  'dueOn' in deadline
    ? { dueOn: deadline.dueOn, workingDaysLeft: days.between(today, deadline.dueOn), lapsed: deadline.lapsed }
    : { dueOn: null, workingDaysLeft: deadline.workingDaysLeft, lapsed: false }

/** "10-31 到期（剩 8 个工作日）", "已超期 2 个工作日": short enough for a row of a list. */
export const deadlineNote = ({ dueOn, workingDaysLeft: left }: DeadlineShown, today: Day): string => {
  if (dueOn === null) return `等待对方，暂停计时（${left < 0 ? `已超期 ${-left}` : `剩 ${left}`} 个工作日）`
  const day = yearOf(dueOn) === yearOf(today) ? dueOn.slice('2026-'.length) : dueOn
  if (left < 0) return `已超期 ${-left} 个工作日`
  if (dueOn === today) return `今天到期（${day}）`
  // A rest day behind the last day: late, but not by any working day yet.
  return dueOn < today ? `${day} 已到期` : `${day} 到期（剩 ${left} 个工作日）`
}

/** What the clock recorded, in words; `null` for every other fact. */
export const deadlineSentence = (event: DeclarationEvent): string | null => {
  switch (event.type) {
    case 'deadline-set':
      return `${event.data.dueOn}（${event.data.workingDays} 个工作日）`
    case 'deadline-paused': {
      const { dueOn, workingDaysLeft: left } = event.data
      return `原定 ${dueOn}，等待对方期间不计时，${left < 0 ? `已超期 ${-left}` : `还剩 ${left}`} 个工作日`
    }
    case 'deadline-lapsed':
      return `应于 ${event.data.dueOn} 办完。${consequences[event.data.lapse]}`
    default:
      return null
  }
}

const consequences = {
  remind: '请办理人尽快办理。',
  escalate: '同时交上级岗位办理，原办理人仍可办理。',
  mark: '已标记超期。',
} as const
