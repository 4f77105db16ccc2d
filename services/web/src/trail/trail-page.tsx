import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type DeclarationOut, type HistoryItem, historyQuery, type Path, pathQuery } from '../api/queries.ts'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { clockTime, dayOf } from '../ui/time.tsx'
import { type Entry, entriesOf, entryAt } from './entries.ts'
import { RouteBox } from './route-box.tsx'
import { rowNamesOf } from './row-names.ts'
import { RulerBar } from './ruler-bar.tsx'
import { TargetHistoryDrawer } from './target-history.tsx'
import { ThenAndNow } from './then-and-now.tsx'
import { Timeline } from './timeline.tsx'
import './trail.css'
import { VerifyLine } from './verify-line.tsx'
import { versionsOf } from './versions.ts'
import { VersionsTable } from './versions-table.tsx'

/** 轨迹 of one declaration: the way it took, everything that was done, and how it stood at any instant. */
export const TrailPage = () => {
  const declaration = useDeclaration()
  const history = useQuery(historyQuery(declaration.id))
  const path = useQuery(pathQuery(declaration.id))
  const trouble = history.error ?? path.error
  if (history.data && path.data) return <Trail declaration={declaration} items={history.data.items} path={path.data} />
  if (trouble !== null) return <Trouble trouble={trouble} again={() => void Promise.all([history.refetch(), path.refetch()])} />
  return <Waiting />
}

type Parts = Readonly<{ declaration: DeclarationOut; items: readonly HistoryItem[]; path: Path }>

const Trail = ({ declaration, items, path }: Parts) => {
  const { id, revision } = declaration
  const [search, setSearch] = useSearchParams()
  const [row, setRow] = useState<string | null>(null)
  const instant = readInstant(search.get('at'))
  const entries = useMemo(() => entriesOf(items, path.taken), [items, path])
  const rowOf = useMemo(() => rowNamesOf(declaration, items), [declaration, items])
  const versions = useMemo(() => versionsOf(items, declaration.approval?.documentNumber ?? null), [items, declaration])
  const then = instant === null ? null : entryAt(entries, instant)
  const isPast = then !== null && then.revision < (entries.at(-1)?.revision ?? revision)
  const setInstant = (at: string | null): void => setSearch(at === null ? {} : { at }, { replace: true })
  return (
    <div className="trail">
      <VerifyLine id={id} facts={items.length} head={items.at(-1)?.digest ?? ''} />
      <RouteBox declaration={declaration} path={path} items={items}>
        <RulerBar id={id} entries={entries} instant={instant} onInstant={setInstant} />
      </RouteBox>
      <div className="trail-columns">
        <Timeline
          id={id}
          entries={entries}
          then={isPast ? then : null}
          rowOf={rowOf}
          onRow={setRow}
          onThen={entry => setInstant(entry.at)}
        />
        <aside className="panel trail-side" aria-label="当时与现在、版本">
          <ThenHeading then={isPast ? then : null} revision={revision} />
          {isPast && then !== null ? (
            <ThenAndNow id={id} since={then.revision} rowOf={rowOf} rows={declaration.form.indicators.length} onRow={setRow} />
          ) : (
            <p className="mute t13">在时间轴上选一个时刻，或在轨迹里选“定为当时”，这里列出当时与现在的出入。</p>
          )}
          <h2>版本</h2>
          <VersionsTable id={id} versions={versions} shown={isPast ? (then?.revision ?? null) : revision} />
          <p className="sub">点开一版看当时的申报表，并与现在或另一版对照。卷宗里有离线核验程序。</p>
        </aside>
      </div>
      <TargetHistoryDrawer id={id} indicator={row} onClose={() => setRow(null)} />
    </div>
  )
}

const ThenHeading = ({ then, revision }: Readonly<{ then: Entry | null; revision: number }>) => (
  <h2>
    当时与现在
    {then !== null && (
      <span className="mute">
        {dayOf(then.at)} {clockTime(then.at)} 第 {then.revision} 版，对照现在第 {revision} 版
      </span>
    )}
  </h2>
)

const readInstant = (text: string | null): string | null => (text === null || Number.isNaN(Date.parse(text)) ? null : text)
