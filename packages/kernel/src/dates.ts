/** A calendar day as text, "2026-08-31". Days compare as text. */
export type Day = string

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is a day that exists: "2026-02-30" is not one. */
export const isDay = (text: string): text is Day => {
  const match = DAY.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Year, month and day from their parts; `null` when there is no such day. */
export const dayOf = (year: number, month: number, day: number): Day | null => {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isDay(text) ? text : null
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4))
