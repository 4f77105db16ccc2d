// Shows the working days of the published years, that counting them forth and back agrees, and that a wrong calendar is refused.
import assert from 'node:assert'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import { CalendarYear } from '../src/calendar-year.ts'
import { dayNumbered, daysFromTo, numberOfDay, weekdayOf } from '../src/day-number.ts'
import { CalendarContradiction, provisionalYearWithin, publishedYears, workingDays } from '../src/working-days.ts'

const calendar = workingDays()

/** Rest days that would be worked by the week alone, and weekend days that are worked, each year's in full. */
const years = {
  2024: {
    rests: '01-01 02-12 02-13 02-14 02-15 02-16 04-04 04-05 05-01 05-02 05-03 06-10 09-16 09-17 10-01 10-02 10-03 10-04 10-07',
    works: '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
    count: 251,
  },
  2025: {
    rests: '01-01 01-28 01-29 01-30 01-31 02-03 02-04 04-04 05-01 05-02 05-05 06-02 10-01 10-02 10-03 10-06 10-07 10-08',
    works: '01-26 02-08 04-27 09-28 10-11',
    count: 248,
  },
  2026: {
    rests: '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07',
    works: '01-04 02-14 02-28 05-09 09-20 10-10',
    count: 248,
  },
}

for (const [year, { rests, works, count }] of Object.entries(years))
  t.test(`${year}, day by day`, async t => {
    const first = numberOfDay(`${year}-01-01`)
    const days = Array.from({ length: daysFromTo(`${year}-01-01`, `${year}-12-31`) }, (_, place) => dayNumbered(first + place))
    const unlikeTheWeek = (isWorking: boolean): string =>
      days
        .filter(day => calendar.isWorkingDay(day) === isWorking && weekdayOf(numberOfDay(day)) <= 5 !== isWorking)
        .map(day => day.slice(5))
        .join(' ')
    t.equal(unlikeTheWeek(false), rests)
    t.equal(unlikeTheWeek(true), works)
    t.equal(calendar.between(`${Number(year) - 1}-12-31`, `${year}-12-31`), count)
    t.equal(calendar.isProvisional(Number(year)), false)
    t.match(calendar.basisOf(Number(year))?.title, `国务院办公厅关于${year}年`)
  })

t.test('deadlines, over rest days, worked weekends and the ends of years', async t => {
  const table: readonly (readonly [day: string, n: number, due: string])[] = [
    ['2026-09-30', 0, '2026-09-30'],
    ['2026-10-01', 0, '2026-10-08'],
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-09-30', 3, '2026-10-10'],
    ['2026-09-30', 4, '2026-10-12'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2026-02-13', 2, '2026-02-24'],
    ['2026-02-13', 6, '2026-02-28'],
    ['2025-12-31', 1, '2026-01-04'],
    ['2025-12-26', 5, '2026-01-05'],
    ['2024-12-31', 1, '2025-01-02'],
    ['2024-02-09', 1, '2024-02-18'],
    ['2026-12-31', 1, '2027-01-01'],
  ]
  for (const [day, n, due] of table) t.equal(calendar.after(day, n), due, `${day} + ${n}`)
  t.equal(calendar.between('2026-10-08', '2026-09-30'), -1)
  t.equal(calendar.between('2026-10-03', '2026-10-05'), 0)
})

t.test('a year without a notice has weekends only, and says so; an administrator may give it', async t => {
  t.equal(calendar.isProvisional(2027), true)
  t.equal(calendar.basisOf(2027), null)
  t.equal(calendar.isWorkingDay('2027-10-01'), true)
  t.equal(calendar.isWorkingDay('2027-10-02'), false)
  t.equal(provisionalYearWithin(calendar, '2026-12-01', '2027-01-15'), 2027)
  t.equal(provisionalYearWithin(calendar, '2024-12-01', '2026-01-15'), null)
  const given = CalendarYear.parse({
    year: 2027,
    basis: { title: '二〇二七年的安排', number: null, issuedOn: '2026-11-05' },
    holidays: [{ name: '元旦', from: '2026-12-31', to: '2027-01-01', working: ['2026-12-27'] }],
  })
  const longer = workingDays([...publishedYears, given])
  t.equal(longer.isProvisional(2027), false)
  t.equal(longer.isWorkingDay('2026-12-27'), true, 'into the December before')
  t.equal(longer.after('2026-12-30', 1), '2027-01-04')
  t.equal(longer.isWorkingDay('2026-10-01'), false, 'the published years stay')
  const replaced = workingDays([...publishedYears, given, { ...given, holidays: [] }])
  t.equal(replaced.isWorkingDay('2026-12-27'), false, 'the later notice of one year counts')
})

t.test('canary: malformed calendars are refused, each with a sentence', async t => {
  const holiday = { name: '国庆节', from: '2027-10-01', to: '2027-10-07', working: ['2027-09-26'] }
  const year = { year: 2027, basis: { title: '安排', number: null, issuedOn: '2026-11-05' }, holidays: [holiday] }
  const findings = (over: object): string =>
    CalendarYear.safeParse({ ...year, ...over })
      .error?.issues.map(({ message }) => message)
      .join('\n') ?? ''
  const withHoliday = (over: object): string => findings({ holidays: [{ ...holiday, ...over }] })
  t.equal(withHoliday({}), '', 'the sound one passes')
  t.match(withHoliday({ working: ['2027-09-27'] }), '不是周六或周日')
  t.match(withHoliday({ working: ['2027-10-02'] }), '既休息又上班')
  t.match(withHoliday({ working: ['2027-09-26', '2027-09-26'] }), '列为调休上班日不止一次')
  t.match(
    findings({ holidays: [holiday, { ...holiday, name: '中秋节', from: '2027-10-07', working: [] }] }),
    '列为休息日不止一次',
  )
  t.match(withHoliday({ from: '2027-10-08' }), '早于第一天')
  t.match(withHoliday({ from: '2027-01-01' }), '超过 31 天')
  t.match(withHoliday({ to: '2027-10-32' }), '须为存在的日期')
  t.match(withHoliday({ from: '2026-10-01', to: '2026-10-07' }), '不在2027年')
  t.match(withHoliday({ working: ['2028-01-01'] }), '不在2027年')
  t.not(findings({ holidays: [] }), '')
  t.not(findings({ note: 'x' }), '', 'nothing unknown')
  const before = CalendarYear.parse({
    ...year,
    year: 2026,
    holidays: [{ ...holiday, from: '2026-12-31', to: '2026-12-31', working: [] }],
  })
  const clash = CalendarYear.parse({ ...year, holidays: [{ ...holiday, working: ['2026-12-26'] }] })
  t.doesNotThrow(() => workingDays([before, clash]))
  const rests = CalendarYear.parse({
    ...year,
    year: 2026,
    holidays: [{ ...holiday, from: '2026-12-26', to: '2026-12-26', working: [] }],
  })
  t.throws(() => workingDays([rests, clash]), CalendarContradiction)
})

t.test('what is no day and what is no count is thrown', async t => {
  t.throws(() => calendar.isWorkingDay('2026-02-30'), TypeError)
  for (const n of [-1, 0.5, Number.NaN, 100_001]) t.throws(() => calendar.after('2026-01-01', n), RangeError, String(n))
  t.throws(() => calendar.after('9999-12-31', 1), RangeError)
})

const day = fc.integer({ min: numberOfDay('2023-06-01'), max: numberOfDay('2028-06-01') }).map(dayNumbered)

t.test('property: forth and back agree, and later is never earlier', async () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 400 }), (from, n) => {
      const due = calendar.after(from, n)
      assert.ok(calendar.isWorkingDay(due))
      assert.equal(calendar.between(from, due), n)
      assert.equal(calendar.between(due, from), -n)
      assert.ok(calendar.after(from, n - 1) <= due)
      assert.ok(calendar.after(dayNumbered(numberOfDay(from) + 1), n) >= due)
    }),
    { numRuns: runs(200) },
  )
  fc.assert(
    fc.property(day, day, day, (a, b, c) => {
      assert.equal(calendar.between(a, b) + calendar.between(b, c), calendar.between(a, c))
      const counted = Array.from({ length: Math.max(0, daysFromTo(a, b) - 1) }, (_, i) => dayNumbered(numberOfDay(a) + i + 1))
      if (a <= b) assert.equal(calendar.between(a, b), counted.filter(calendar.isWorkingDay).length)
    }),
    { numRuns: runs(40) },
  )
})

t.test('days as numbers know leap years and weekdays', async t => {
  const span = { min: numberOfDay('0001-01-01'), max: numberOfDay('9999-12-31') }
  fc.assert(
    fc.property(fc.integer(span), number => {
      const text = dayNumbered(number)
      const instant = new Date(`${text}T00:00:00Z`)
      assert.equal(numberOfDay(text), number)
      assert.equal(number - numberOfDay('1970-01-01'), instant.getTime() / 86_400_000)
      assert.equal(weekdayOf(number) % 7, instant.getUTCDay())
    }),
    { numRuns: runs(300) },
  )
  t.throws(() => dayNumbered(span.min - 1), RangeError)
  t.throws(() => dayNumbered(span.max + 1), RangeError)
})
