import { blankFunds, type Form } from '@shenbao/form/form.ts'
import { type Day, dayOf } from '@shenbao/kernel/dates.ts'

/**
 * Last year's form as a draft for another year (从上年复制). Goals, indicators and targets stay as a starting point, dates move by
 * whole years; amounts are left blank, because money is asked for anew each year and an old figure passes unnoticed. Flags of
 * an import spoke of that file and are gone. `newId` gets the row number, from 0.
 */
export const copyForm = (form: Form, from: number, to: number, newId: (row: number) => string): Form => ({
  ...form,
  year: to,
  start: moved(form.start, to - from),
  end: moved(form.end, to - from),
  funds: blankFunds,
  indicators: form.indicators.map((indicator, row) => ({
    ...indicator,
    id: newId(row),
    flags: indicator.flags.filter(flag => flag === 'value-missing'),
  })),
  flags: [],
})

/** The same day in another year; the last of February where that year has no 29th. */
const moved = (day: Day | null, years: number): Day | null => {
  if (day === null) return null
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return null
  return dayOf(year + years, month, date) ?? dayOf(year + years, month, date - 1)
}
