import { Segmented, Select } from 'antd'
import { shortInstant } from '../ui/time.tsx'
import { type Arranged, countWords } from './arrange.ts'
import type { Comparison, Version } from './versions.ts'

type Parts = Readonly<{
  versions: readonly Version[]
  comparison: Comparison
  choose: (comparison: Comparison) => void
  lastLooked: number | null
  year: number
  counts: Arranged['counts'] | null
  /** Lines that stand open only because of what was said about them. */
  talked: number
  isWhole: boolean
  setWhole: (isWhole: boolean) => void
}>

/** What is compared with what, how much of it there is, and 变化 or 全部. */
export const CompareLine = ({ versions, comparison, choose, lastLooked, year, counts, talked, isWhole, setWhole }: Parts) => {
  const { since, until } = comparison
  const changed = counts ? counts.added + counts.removed + counts.revised + counts.fields : 0
  const spoken = changed === 0 ? `意见 ${talked}` : `变化 ${changed}`
  const beginnings = beginningsOf({ versions, since, until, lastLooked, year })
  const ends = versions
    .filter(({ revision }) => revision > since)
    .map(version => ({ value: version.revision, label: named(version, year) }))
  return (
    <div className="compare-line">
      <span className="pair">
        <span className="mute">比较</span>
        <Select
          size="small"
          variant="underlined"
          popupMatchSelectWidth={false}
          aria-label="从哪个版本起"
          value={since}
          options={beginnings}
          onChange={next => choose({ since: next, until })}
        />
        <span aria-hidden="true">→</span>
        <Select
          size="small"
          variant="underlined"
          popupMatchSelectWidth={false}
          aria-label="到哪个版本"
          value={until ?? NOW}
          options={[...ends, { value: NOW, label: '现在' }]}
          onChange={next => choose({ since, until: next === NOW ? null : next })}
        />
      </span>
      {counts && (
        <span className="counts">
          <span className="mute">指标</span> {countWords(counts)}
        </span>
      )}
      {counts && (
        <Segmented
          size="small"
          className="no-print"
          value={isWhole ? 'all' : 'changed'}
          options={[
            { value: 'changed', label: talked === 0 ? `变化 ${changed}` : spoken },
            { value: 'all', label: `全部 ${counts.rows}` },
          ]}
          onChange={value => setWhole(value === 'all')}
        />
      )}
    </div>
  )
}

/** Stands for the newest, whatever comes while the page is open. */
const NOW = -1

const named = ({ title, at, by }: Version, year: number): string => `${shortInstant(at, year)} ${by}${title}`

type Beginning = Readonly<{ value: number; label: string }>

/** Versions before the end, newest first; what the reader saw last, where that is none of them. */
const beginningsOf = ({
  versions,
  since,
  until,
  lastLooked,
  year,
}: Pick<Parts, 'versions' | 'lastLooked' | 'year'> & Comparison): Beginning[] => {
  const isBefore = (revision: number): boolean => until === null || revision < until
  const known = versions.filter(({ revision }) => isBefore(revision))
  const options = known.map((version): Beginning => ({ value: version.revision, label: named(version, year) }))
  const add = (value: number, label: string): void => {
    if (isBefore(value) && !options.some(option => option.value === value)) options.push({ value, label })
  }
  if (lastLooked !== null) add(lastLooked, '你上次查看')
  add(since, `第 ${since} 版`)
  return options.toSorted((one, other) => other.value - one.value)
}
