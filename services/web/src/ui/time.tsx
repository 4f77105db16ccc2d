/** Instants as people in Shanghai read them; days stay as they are. Deadlines count 工作日, as the server counted them. */
const zone = 'Asia/Shanghai'
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const read = (instant: string | Date): Readonly<Record<string, string>> =>
  Object.fromEntries(parts.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))

/** 14:03 */
export const clockTime = (instant: string | Date): string => {
  const { hour, minute } = read(instant)
  return `${hour}:${minute}`
}

/** 10-21 14:03, with the year where it is another than `year`. */
export const shortInstant = (instant: string, year?: number): string => {
  const { year: own, month, day, hour, minute } = read(instant)
  return `${year === undefined || String(year) === own ? '' : `${own}-`}${month}-${day} ${hour}:${minute}`
}

/** 2026-10-21 */
export const dayOf = (instant: string): string => {
  const { year, month, day } = read(instant)
  return `${year}-${month}-${day}`
}

export const Instant = ({ at }: Readonly<{ at: string }>) => (
  <time dateTime={at} title={`${dayOf(at)} ${clockTime(at)}`}>
    {shortInstant(at)}
  </time>
)

/** 剩 2 个工作日, 今日, 已过期: in words, and amber or red as well. */
export const Due = ({ dueOn, workingDaysLeft }: Readonly<{ dueOn: string | null; workingDaysLeft: number | null }>) => {
  if (dueOn === null) return <span className="mute">未定期限</span>
  const [words, tone] = dueWords(workingDaysLeft)
  return (
    <>
      <span className={tone}>{words}</span>
      <span className="sub"> {dueOn.slice('2026-'.length)}</span>
    </>
  )
}

const dueWords = (left: number | null): readonly [words: string, tone: string] => {
  if (left === null) return ['', '']
  if (left < 0) return [`已过期 ${-left} 个工作日`, 'red']
  if (left === 0) return ['今日到期', 'amber']
  return [`剩 ${left} 个工作日`, left <= 2 ? 'amber' : '']
}
