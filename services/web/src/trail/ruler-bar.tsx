import { Button } from 'antd'
import { type PointerEvent, useMemo } from 'react'
import { Link } from 'react-router'
import { clockTime, dayOf } from '../ui/time.tsx'
import { type Entry, entryAt } from './entries.ts'
import { instantAt, marksOf, shareOf, spanOf } from './ruler.ts'
import { instantOf, localOf } from './shanghai.ts'
import './ruler-bar.css'

type Parts = Readonly<{
  id: string
  entries: readonly Entry[]
  /** The instant chosen; `null`: now. */
  instant: string | null
  onInstant: (instant: string | null) => void
}>

/** 回到当时: every act as a tick on a ruler of time; an instant is chosen on it, typed, or gone to act by act. */
export const RulerBar = ({ id, entries, instant, onInstant }: Parts) => {
  const last = entries.at(-1)
  const shown = instant === null ? (last ?? null) : entryAt(entries, instant)
  const at = shown === null ? -1 : entries.indexOf(shown)
  const go = (entry: Entry | undefined): void => onInstant(entry === undefined || entry === last ? null : entry.at)
  const first = entries[0]
  return (
    <div className="ruler-bar">
      <h2>回到当时</h2>
      <Ruler entries={entries} instant={instant} onInstant={onInstant} />
      <div className="ruler-pick">
        <Button size="small" disabled={at <= 0} onClick={() => go(entries[at - 1])} aria-label="上一件事">
          ‹
        </Button>
        <input
          type="datetime-local"
          aria-label="选一个时刻"
          value={localOf(instant ?? new Date().toISOString())}
          onChange={event => {
            const chosen = instantOf(event.target.value)
            if (chosen !== null) onInstant(chosen)
          }}
        />
        <Button size="small" disabled={instant === null} onClick={() => go(entries[at + 1])} aria-label="下一件事">
          ›
        </Button>
        {shown === null ? (
          <span className="sub">当时还没有登记，最早是 {first && `${dayOf(first.at)} ${clockTime(first.at)}`}</span>
        ) : (
          <Link
            className="to-then"
            to={`/declarations/${id}/at/${shown.revision}${instant === null ? '' : `?at=${encodeURIComponent(instant)}`}`}
          >
            看当时的申报表
          </Link>
        )}
        <Button size="small" disabled={instant === null} onClick={() => onInstant(null)}>
          回到现在
        </Button>
      </div>
    </div>
  )
}

const TALL = 14
const SHORT = 9
const LINE_Y = 26

const Ruler = ({ entries, instant, onInstant }: Omit<Parts, 'id'>) => {
  const now = Date.now()
  const span = useMemo(
    () =>
      spanOf(
        entries.map(({ at }) => at),
        now,
      ),
    [entries, now],
  )
  const choose = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const chosen = instantAt(span, (event.clientX - left) / width)
    onInstant(chosen >= now ? null : new Date(chosen).toISOString())
  }
  const percent = (share: number): string => `${share * 100}%`
  const today = percent(shareOf(span, now))
  const chosen = instant === null ? today : percent(shareOf(span, Date.parse(instant)))
  return (
    <svg className="ruler" height="46" role="img" aria-label={`时间轴，${entries.length} 件事`} onPointerDown={choose}>
      <rect className="gone" x="0" y="12" width={chosen} height={LINE_Y - 12} />
      <line className="line" x1="0" x2="100%" y1={LINE_Y} y2={LINE_Y} />
      {marksOf(span).map(({ share, words }) => (
        <g key={share}>
          <line className="line" x1={percent(share)} x2={percent(share)} y1={LINE_Y} y2={LINE_Y + 4} />
          <text x={percent(share)} y={LINE_Y + 16} textAnchor={share > 0.94 ? 'end' : share < 0.04 ? 'start' : 'middle'}>
            {words}
          </text>
        </g>
      ))}
      {entries.map(({ revision, at, shape }) => {
        const x = percent(shareOf(span, Date.parse(at)))
        return (
          <line
            key={revision}
            className={`tick ${shape}`}
            x1={x}
            x2={x}
            y1={LINE_Y - (shape === 'other' ? SHORT : TALL)}
            y2={LINE_Y}
          />
        )
      })}
      <line className="today" x1={today} x2={today} y1="6" y2={LINE_Y} />
      <svg x={chosen} y="0" overflow="visible" aria-hidden="true">
        <path className="chosen" d="M-5 1H5V8L0 13-5 8Z" />
        <line className="chosen" x1="0" x2="0" y1="12" y2={LINE_Y} />
      </svg>
    </svg>
  )
}
