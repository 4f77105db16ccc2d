import { Fragment, useMemo, useState } from 'react'
import { Link } from 'react-router'
import { clockTime, dayOf } from '../ui/time.tsx'
import { ChangeLine } from './change-line.tsx'
import { type Entry, type Line, linesOf, yearsOf } from './entries.ts'
import { type Kind, kinds, kindWords } from './fact-kinds.ts'
import type { RowNames } from './row-names.ts'
import { shortDigest } from './versions.ts'
import './timeline.css'

type Parts = Readonly<{
  id: string
  entries: readonly Entry[]
  /** The moment looked at: the last fact that was there. */
  then: Entry | null
  rowOf: RowNames
  onRow: (indicator: string) => void
  onThen: (entry: Entry) => void
}>

/** 轨迹: what was done, newest on top, drawn from the facts. */
export const Timeline = ({ entries, ...rest }: Parts) => {
  const [kind, setKind] = useState<Kind | null>(null)
  const shown = useMemo(
    () => yearsOf(linesOf(kind === null ? entries : entries.filter(one => one.kinds.includes(kind)))),
    [entries, kind],
  )
  const isElsewhen = entries.some(({ at, effectiveOn }) => dayOf(at) !== effectiveOn)
  return (
    <section className="panel timeline" aria-labelledby="timeline-heading">
      <header className="panel-head">
        <h2 id="timeline-heading">轨迹</h2>
        <fieldset className="choices" aria-label="只看">
          {[null, ...kinds].map(one => (
            <button key={one ?? 'all'} type="button" aria-pressed={kind === one} onClick={() => setKind(one)}>
              {one === null
                ? `全部 ${entries.length}`
                : `${kindWords[one]} ${entries.filter(entry => entry.kinds.includes(one)).length}`}
            </button>
          ))}
        </fieldset>
        <span className="mute t13 timeline-order">
          最新在上，{isElsewhen ? '业务日与记录日不同的，头一条注明' : '业务日与记录日一致'}
        </span>
      </header>
      {shown.length === 0 ? (
        <p className="panel-empty mute">没有这一类记录。请选“全部”。</p>
      ) : (
        <ol className="timeline-years">
          {shown.map(({ year, days }) => (
            <li key={year}>
              <h3 className="timeline-year">{year} 年</h3>
              <ol>
                {days.map(({ day, lines }) => (
                  <DayLines key={day} day={day} lines={lines} {...rest} />
                ))}
              </ol>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

type Rest = Omit<Parts, 'entries'>

const DayLines = ({ day, lines, then, ...rest }: Rest & Readonly<{ day: string; lines: readonly Line[] }>) => {
  const at = then === null ? -1 : lines.findIndex(({ entry }) => entry.first <= then.revision)
  const isThenHere = at >= 0 && then !== null && dayOf(then.at) === day
  return lines.map((line, nth) => (
    <Fragment key={line.entry.revision}>
      {isThenHere && nth === at && <ThenMark entry={then} />}
      <LineItem
        line={line}
        day={nth === 0 ? day.slice('2026-'.length) : ''}
        isAfter={then !== null && line.entry.first > then.revision}
        isElsewhen={line.entry.effectiveOn !== (lines[nth - 1]?.entry.effectiveOn ?? day)}
        {...rest}
      />
    </Fragment>
  ))
}

const ThenMark = ({ entry }: Readonly<{ entry: Entry }>) => (
  <li className="then-mark">
    当时　{dayOf(entry.at)} {clockTime(entry.at)}　第 {entry.revision} 版，以上为此后发生
  </li>
)

/** `isElsewhen`: told with the first of a run on another business day than the day of recording. */
type LineParts = Omit<Rest, 'then'> & Readonly<{ line: Line; day: string; isAfter: boolean; isElsewhen: boolean }>

const LineItem = ({ line: { entry, folded }, day, isAfter, isElsewhen, ...rest }: LineParts) => {
  const { id, rowOf, onRow, onThen } = rest
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <li className={isAfter ? 'entry after' : 'entry'}>
        <time dateTime={entry.at}>
          {day !== '' && <span className="entry-day">{day}</span>} {clockTime(entry.at)}
        </time>
        <span className={`dot ${entry.shape}`} aria-hidden="true" />
        <span className="who">
          {entry.actorName}
          {entry.onBehalfOfName !== null && <span className="sub">代{entry.onBehalfOfName}</span>}
        </span>
        <div className="did">
          <Told entry={entry} isElsewhen={isElsewhen} />
          {folded.length === 0 ? (
            <EntryChanges entry={entry} rowOf={rowOf} onRow={onRow} />
          ) : (
            <button type="button" className="act" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? '收起' : '逐次展开'}
            </button>
          )}
        </div>
        <span className="no">
          <button type="button" className="act" title="把“当时”定在这里，与现在对照" onClick={() => onThen(entry)}>
            定为当时
          </button>
          <Link to={`/declarations/${id}/at/${entry.revision}`} title="看当时的申报表">
            第 {entry.revision} 版
          </Link>
          <span className="hash">{shortDigest(entry.digest)}</span>
        </span>
      </li>
      {isOpen &&
        folded.map(one => (
          <LineItem key={one.revision} line={{ entry: one, folded: [] }} day="" isAfter={isAfter} isElsewhen={false} {...rest} />
        ))}
    </>
  )
}

const Told = ({ entry, isElsewhen }: Readonly<{ entry: Entry; isElsewhen: boolean }>) => {
  const { title, towards, people, reason, effectiveOn, shape } = entry
  return (
    <p>
      <b className={shape === 'setback' ? 'red' : undefined}>{title}</b>
      {towards !== null && !towards.includes(title) && <span className="mute"> → {towards}</span>}
      {people.length > 0 && <span className="mute">，{people.join('、')}</span>}
      {reason !== null && reason !== title && <span className="reason">{reason}</span>}
      {isElsewhen && <span className="sub">业务日 {effectiveOn}</span>}
    </p>
  )
}

const SHOWN_AT_ONCE = 2

const EntryChanges = ({
  entry,
  rowOf,
  onRow,
}: Readonly<{ entry: Entry; rowOf: RowNames; onRow: (indicator: string) => void }>) => {
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? entry.changes : entry.changes.slice(0, SHOWN_AT_ONCE)
  const more = entry.changes.length - SHOWN_AT_ONCE
  return (
    <>
      {shown.map(change => (
        <ChangeLine key={`${change.indicator} ${change.field}`} change={change} rowOf={rowOf} onRow={onRow} />
      ))}
      {more > 0 && (
        <button type="button" className="act" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? '收起' : `另 ${more} 处`}
        </button>
      )}
    </>
  )
}
