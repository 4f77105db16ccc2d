import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { declarationQuery, historyQuery, type Moment } from '../api/queries.ts'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import { type Dressing, OfficialForm } from '../form/official-form.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { clockTime, dayOf } from '../ui/time.tsx'
import { entriesOf } from './entries.ts'
import { rowNamesOf } from './row-names.ts'
import { TargetHistoryDrawer } from './target-history.tsx'
import { linesOf, ThenAndNow } from './then-and-now.tsx'
import { betweenQuery } from './trail-queries.ts'
import './then.css'

/** 回到当时: the form in its official layout as it stood then, and beside it what differs from now or from another moment. */
export const ThenPage = () => {
  const { revision: wanted } = useParams()
  const [search] = useSearchParams()
  const { id } = useDeclaration()
  const at = search.get('at')
  const moment: Moment = wanted === undefined ? { at: at ?? '' } : { revision: Number(wanted) }
  const then = useQuery(declarationQuery(id, moment))
  if (!then.data) return then.isError ? <Trouble trouble={then.error} again={() => void then.refetch()} /> : <Waiting />
  return (
    <Then revision={then.data.revision} form={then.data.form} recordedAt={then.data.recordedAt} stages={then.data.stageTitles} />
  )
}

type Parts = Readonly<{
  revision: number
  form: Parameters<typeof OfficialForm>[0]['form']
  recordedAt: string
  stages: readonly string[]
}>

const Then = ({ revision, form, recordedAt, stages }: Parts) => {
  const declaration = useDeclaration()
  const { id } = declaration
  const [search, setSearch] = useSearchParams()
  const [row, setRow] = useState<string | null>(null)
  const history = useQuery(historyQuery(id))
  const items = useMemo(() => history.data?.items ?? [], [history.data])
  const rowOf = useMemo(() => rowNamesOf(declaration, items), [declaration, items])
  const other = otherOf(search.get('with'), declaration.revision)
  const [since, until] = [Math.min(revision, other), Math.max(revision, other)]
  const differs = useQuery(betweenQuery(id, since, until))
  const changed = useMemo(() => new Set(differs.data ? linesOf(differs.data).map(placeOf) : []), [differs.data])
  const instant = search.get('at') ?? recordedAt
  const isNow = other === declaration.revision
  const dressing: Dressing = {
    margin: anchor => (changed.has(anchor) ? <DifferenceMark isLater={revision > other} anchor={anchor} onRow={setRow} /> : null),
    rowClass: one => (changed.has(one.id) ? 'differs' : undefined),
  }
  return (
    <div className="then">
      <p className="then-banner" role="status">
        <b>
          当时 {dayOf(instant)} {clockTime(instant)}，第 {revision} 版
        </b>
        <span>{stages.join('、')}，只读</span>
        <Steps id={id} revision={revision} />
        <Link to={`/declarations/${id}/trail?at=${encodeURIComponent(recordedAt)}`}>在轨迹中看</Link>
        <Link className="to-now" to={`/declarations/${id}`}>
          回到现在
        </Link>
      </p>
      <div className="sheet-and-side">
        <div className="sheet-place">
          <OfficialForm form={form} dressing={dressing} />
        </div>
        <aside className="side then-side" aria-label="对照">
          <h2>{isNow ? '当时与现在' : '两个时刻'}</h2>
          <div className="then-with">
            <span id="with-label">对照</span>
            <Select
              aria-labelledby="with-label"
              showSearch={{ optionFilterProp: 'label' }}
              value={other}
              options={momentsOf(items, declaration.revision, revision)}
              onChange={chosen => {
                const next = new URLSearchParams(search)
                if (chosen === declaration.revision) next.delete('with')
                else next.set('with', String(chosen))
                setSearch(next, { replace: true })
              }}
            />
          </div>
          <ThenAndNow
            id={id}
            since={since}
            until={until}
            heads={headsOf(revision, other, isNow)}
            rowOf={rowOf}
            rows={declaration.form.indicators.length}
            onRow={setRow}
          />
        </aside>
      </div>
      <TargetHistoryDrawer id={id} indicator={row} onClose={() => setRow(null)} />
    </div>
  )
}

const placeOf = ({ indicator, field }: ReturnType<typeof linesOf>[number]): string => indicator ?? field

const headsOf = (revision: number, other: number, isNow: boolean): readonly [string, string] => {
  if (isNow) return ['当时', '现在']
  return [`第 ${Math.min(revision, other)} 版`, `第 ${Math.max(revision, other)} 版`]
}

const otherOf = (text: string | null, now: number): number => {
  const chosen = text !== null && /^\d+$/.test(text) ? Number(text) : now
  return Math.min(chosen, now)
}

type MarkParts = Readonly<{ isLater: boolean; anchor: string; onRow: (indicator: string) => void }>

const DifferenceMark = ({ isLater, anchor, onRow }: MarkParts) => {
  const words = isLater ? '改过' : '后改'
  const isField = /^[a-z]+(\.|$)|[A-Z]/.test(anchor) && !anchor.includes('-')
  if (isField) return <span className="amber">{words}</span>
  return (
    <button type="button" className="act" title="看这一行的来历" onClick={() => onRow(anchor)}>
      {words}
    </button>
  )
}

type Item = Parameters<typeof entriesOf>[0][number]

/** Every act one can compare with, newest first, now on top. */
const momentsOf = (items: readonly Item[], now: number, own: number) => {
  const acts = entriesOf(items).filter(({ revision }) => revision !== own && revision !== now)
  return [
    { value: now, label: `现在，第 ${now} 版` },
    ...acts.toReversed().map(({ revision, at, title, actorName }) => ({
      value: revision,
      label: `${dayOf(at)} ${clockTime(at)} 第 ${revision} 版 ${actorName}${title}`,
    })),
  ]
}

/** From act to act. */
const Steps = ({ id, revision }: Readonly<{ id: string; revision: number }>) => {
  const navigate = useNavigate()
  const history = useQuery(historyQuery(id))
  const acts = useMemo(() => entriesOf(history.data?.items ?? []), [history.data])
  const before = acts.findLast(act => act.revision < revision)
  const after = acts.find(act => act.revision > revision)
  const go = (to: number | undefined): void => {
    if (to !== undefined) void navigate(`/declarations/${id}/at/${to}`)
  }
  return (
    <span className="then-steps">
      <button type="button" className="act" disabled={!before} onClick={() => go(before?.revision)}>
        ‹ 上一件事
      </button>
      <button type="button" className="act" disabled={!after} onClick={() => go(after?.revision)}>
        下一件事 ›
      </button>
    </span>
  )
}
