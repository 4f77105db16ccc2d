import { useQueries, useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Listed, type Me, pathQuery } from '../api/queries.ts'
import { clockTime, dayOf } from '../ui/time.tsx'
import { WasNow } from '../ui/was-now.tsx'
import { recentEditsQuery } from './desk-queries.ts'
import { type Recent, recentDays, recentEdits, recentSteps } from './recent.ts'

/** Of so many declarations, those changed last, the way they went is read: what is older is not told as recent. */
const STEPPED_MAX = 12
const SHOWN_MAX = 12

type Scope = 'mine' | 'all'
type Props = Readonly<{ me: Me; batch: readonly Listed[]; mine: ReadonlySet<string> }>

/** 最近变化: what people wrote and where things went, newest first; read again whenever something is recorded. */
export const RecentPanel = ({ me, batch, mine }: Props) => {
  const [scope, setScope] = useState<Scope>(mine.size > 0 ? 'mine' : 'all')
  const edits = useQuery(recentEditsQuery)
  const within = scope === 'all' ? batch : batch.filter(({ id }) => mine.has(id))
  const newest = within.toSorted((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
  const read = newest.slice(0, STEPPED_MAX)
  const paths = useQueries({ queries: read.map(({ id }) => pathQuery(id)) })
  const steps = recentSteps(read.flatMap(({ id, name }, index) => ({ id, name, taken: paths[index]?.data?.taken ?? [] })))
  const ids = new Set(within.map(({ id }) => id))
  const rows = (edits.data?.items ?? []).filter(({ declaration }) => ids.has(declaration))
  const since = newest.length > STEPPED_MAX ? (read.at(-1)?.changedAt ?? '') : ''
  const days = recentDays([...recentEdits(rows), ...steps], { since, max: SHOWN_MAX, dayOf, minuteOf: clockTime })
  const isRead = !edits.isPending && paths.every(({ isPending }) => !isPending)
  return (
    <section aria-labelledby="recent">
      <div className="side-head">
        <h2 id="recent">最近变化</h2>
        <Segmented
          size="small"
          aria-label="看谁的变化"
          value={scope}
          onChange={setScope}
          options={[
            { value: 'mine', label: '与我有关' },
            { value: 'all', label: '全部' },
          ]}
        />
      </div>
      {days.length === 0 && isRead && <p className="sub none">还没有人改动。导入、修改或送审之后，这里会马上看到。</p>}
      {days.map(({ day, items }) => (
        <div key={day} className="feed">
          <h3>{dayTitle(day)}</h3>
          <ul>
            {items.map(item => (
              <Item key={item.key} item={item} isMe={item.by === me.officerId} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

const Item = ({ item, isMe }: Readonly<{ item: Recent; isMe: boolean }>) => (
  <li>
    <time dateTime={item.at}>{clockTime(item.at)}</time>
    <div>
      {isMe ? '你' : item.byName} {item.did}
      <Link to={`/declarations/${item.declaration}`}>{item.name}</Link>
      {item.note !== '' && <em className="ellipsis">{item.note}</em>}
      {item.cell && (
        <em className="ellipsis">
          <WasNow {...item.cell} />
        </em>
      )}
    </div>
  </li>
)

const DAY_MS = 86_400_000
const dayTitle = (day: string): string => {
  const now = Date.now()
  if (day === dayOf(new Date(now).toISOString())) return '今天'
  return day === dayOf(new Date(now - DAY_MS).toISOString()) ? '昨天' : day
}
