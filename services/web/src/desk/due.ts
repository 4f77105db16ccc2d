import type { Task } from '../api/queries.ts'

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

/** 2026-03-02 → 3 月 2 日 周一. A day has no hour, so it is read as UTC and never slips. */
export const dayWords = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`)
  return `${date.getUTCMonth() + 1} 月 ${date.getUTCDate()} 日 ${weekdays[date.getUTCDay()] ?? ''}`
}

/** 03-02 周一 */
export const shortDay = (day: string): string =>
  `${day.slice('2026-'.length)} ${weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''}`

export type DueDay = Readonly<{ day: string; words: string; left: number | null; only: Readonly<{ id: string }> | null }>

/** The days ahead on which something of the reader's falls due; one alone is named, several are counted. */
export const dueDays = (
  tasks: readonly Pick<Task, 'id' | 'name' | 'dueOn' | 'workingDaysLeft'>[],
  max: number,
): readonly DueDay[] => {
  const dated = tasks.flatMap(task => (task.dueOn === null ? [] : [{ ...task, dueOn: task.dueOn }]))
  return [...Map.groupBy(dated, ({ dueOn }) => dueOn)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, max)
    .map(([day, due]) => {
      const [first] = due
      const isOne = due.length === 1
      return {
        day,
        words: isOne ? (first?.name ?? '未命名的申报') : `待办 ${due.length} 项`,
        left: first?.workingDaysLeft ?? null,
        only: isOne && first ? { id: first.id } : null,
      }
    })
}
