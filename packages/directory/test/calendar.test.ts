// Shows that an administrator announces a year's holidays, that a changed notice replaces the year, and what is refused.
import t from 'tap'
import { calendarYears, workingDaysOf } from '../src/calendar-of.ts'
import { CalendarYear } from '../src/calendar-year.ts'
import type { AnnounceCalendarYear } from '../src/commands.ts'
import { demonstrationDirectory } from '../src/demonstration.ts'
import { emptyDirectory } from '../src/directory.ts'
import { publishedYears, workingDays } from '../src/working-days.ts'
import { applied, decided, refusal } from './acting.ts'

const begun = applied(emptyDirectory, demonstrationDirectory, null)

const announce = (over: object = {}): AnnounceCalendarYear => ({
  type: 'announce-calendar-year',
  calendar: CalendarYear.parse({
    year: 2031,
    basis: { title: '关于 2031 年部分节假日安排的通知', number: null, issuedOn: '2030-11-12' },
    holidays: [{ name: '国庆节', from: '2031-10-01', to: '2031-10-07', working: ['2031-10-11'] }],
    ...over,
  }),
})

t.test('nothing announced: the published years', async t => {
  t.strictSame(calendarYears(begun), publishedYears)
  t.equal(workingDaysOf(begun).isProvisional(2031), true)
  t.equal(workingDaysOf(begun), workingDaysOf(begun), 'counted once')
})

t.test('a year announced counts from then on; announced anew, the later notice does', async t => {
  const first = applied(begun, announce(), 'admin')
  const days = workingDaysOf(first)
  t.same([days.isProvisional(2031), days.isWorkingDay('2031-10-03'), days.isWorkingDay('2031-10-11')], [false, false, true])
  t.equal(days.after('2031-09-30', 1), '2031-10-08')
  t.equal(workingDaysOf(begun).after('2031-09-30', 1), '2031-10-01', 'before, only weekends rested')

  const shorter = announce({ holidays: [{ name: '国庆节', from: '2031-10-01', to: '2031-10-03', working: [] }] })
  const second = applied(first, shorter, 'admin')
  t.equal(workingDaysOf(second).after('2031-09-30', 1), '2031-10-06')
  t.equal(calendarYears(second).filter(({ year }) => year === 2031).length, 1)

  const changed = announce({
    year: 2026,
    basis: { title: '关于调整 2026 年国庆节安排的通知', number: null, issuedOn: '2026-09-01' },
    holidays: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-02', working: [] }],
  })
  t.equal(workingDays().isWorkingDay('2026-10-05'), false)
  t.equal(
    workingDaysOf(applied(begun, changed, 'admin')).isWorkingDay('2026-10-05'),
    true,
    'a published year may be changed, too',
  )
})

t.test('what is refused', async t => {
  t.match(refusal(begun, announce(), 'drafter'), { code: 'not-administrator' })
  t.match(refusal(begun, announce(), null), { code: 'not-administrator' })
  const again = applied(begun, announce(), 'admin')
  t.match(refusal(again, announce(), 'admin'), { code: 'nothing-changed' })
  const reaching = announce({
    year: 2027,
    holidays: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03', working: ['2026-12-26'] }],
  })
  const resting = announce({
    year: 2026,
    holidays: [{ name: '年末', from: '2026-12-26', to: '2026-12-27', working: [] }],
  })
  const first = applied(begun, reaching, 'admin')
  t.match(refusal(first, resting, 'admin'), { code: 'calendar-contradicts' })
  const answer = decided(first, resting, 'admin')
  t.match(answer.accepted ? '' : answer.because.detail, /2026-12-26.*请核对/)
})
