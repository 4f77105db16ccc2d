import { type Day, isDay } from '@shenbao/kernel/dates.ts'
import { z } from 'zod'
import { dayNumbered, daysFromTo, numberOfDay, weekdayOf } from './day-number.ts'

/**
 * The holidays of one year (放假调休) as its notice has them: rest days from `from` to `to`, both counted, weekends in between
 * included, and the weekend days worked in exchange. `number` is the 文号, `null` where it is not certain. A notice may reach back
 * into the December before (元旦), never into the January after, which is the next notice's.
 */

/** Longer than any notice ever gave (春节 2020, prolonged): beyond it somebody mistyped a month. */
const REST_DAYS_MAX = 31

const ADay = z.string().refine(isDay, '须为存在的日期，如 2026-10-01')
const Holiday = z
  .strictObject({ name: z.string().min(1), from: ADay, to: ADay, working: z.array(ADay) })
  .superRefine(({ name, from, to }, context) => {
    if (!isDay(from) || !isDay(to)) return
    const days = daysFromTo(from, to)
    if (days < 1) context.addIssue({ code: 'custom', message: `${name}的最后一天（${to}）早于第一天（${from}），请改正` })
    if (days > REST_DAYS_MAX)
      context.addIssue({ code: 'custom', message: `${name}连休 ${days} 天，超过 ${REST_DAYS_MAX} 天，请检查起止日期` })
  })

export const CalendarYear = z
  .strictObject({
    year: z.int().min(1950).max(9998),
    basis: z.strictObject({ title: z.string().min(1), number: z.string().min(1).nullable(), issuedOn: ADay }),
    holidays: z.array(Holiday).min(1),
  })
  .superRefine((calendar, context) => {
    for (const message of contradictionsOf(calendar)) context.addIssue({ code: 'custom', message })
  })
export type CalendarYear = Readonly<z.output<typeof CalendarYear>>

/** Every rest day, weekends within a holiday included, in the order of the notice. */
export const restDaysOf = ({ holidays }: CalendarYear): readonly Day[] =>
  holidays.flatMap(({ from, to }) =>
    Array.from({ length: Math.max(0, daysFromTo(from, to)) }, (_, place) => dayNumbered(numberOfDay(from) + place)),
  )

/** Every weekend day that is worked (调休上班). */
export const workedWeekendsOf = ({ holidays }: CalendarYear): readonly Day[] => holidays.flatMap(({ working }) => working)

const contradictionsOf = (calendar: CalendarYear): readonly string[] => {
  const { year, holidays } = calendar
  const isSound = holidays.every(
    ({ from, to, working }) => [from, to, ...working].every(isDay) && daysFromTo(from, to) <= REST_DAYS_MAX,
  )
  if (!isSound) return []
  const [rest, worked] = [restDaysOf(calendar), workedWeekendsOf(calendar)]
  const [first, last] = [`${year - 1}-12-01`, `${year}-12-31`]
  return [
    ...[...rest, ...worked].filter(day => day < first || day > last).map(day => `${day}不在${year}年的放假安排之内，请检查年份`),
    ...twice(rest).map(day => `${day}列为休息日不止一次，请保留一处`),
    ...twice(worked).map(day => `${day}列为调休上班日不止一次，请保留一处`),
    ...worked.filter(day => rest.includes(day)).map(day => `${day}既休息又上班，请核对通知`),
    ...worked.filter(day => weekdayOf(numberOfDay(day)) <= 5).map(day => `${day}不是周六或周日，本来就上班，不能列为调休上班日`),
  ]
}

const twice = (days: readonly Day[]): readonly Day[] => [...new Set(days.filter((day, place) => days.indexOf(day) !== place))]
