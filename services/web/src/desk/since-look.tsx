import { useQuery } from '@tanstack/react-query'
import { aboutQuery, type Changes } from '../api/queries.ts'
import { WasNow } from '../ui/was-now.tsx'
import { changeWords, fewChanges, type ShownChange } from './change-words.ts'
import { lookOf, type WorkRow } from './work-rows.ts'

const SHOWN_MAX = 2

/** 自你上次查看以来. What changed is asked for only where `reads` says so: the first few lines of a long list. */
export const SinceLook = ({ row, reads, isNew }: Readonly<{ row: WorkRow; reads: boolean; isNew: boolean }>) => {
  const look = lookOf(row.listed)
  return (
    <div className="since">
      {isNew && <span className="tag green just">刚有变化</span>}
      {look === 'changed' ? <Changed row={row} reads={reads} /> : <Unchanged row={row} isFirst={look === 'first'} />}
    </div>
  )
}

const Unchanged = ({ row, isFirst }: Readonly<{ row: WorkRow; isFirst: boolean }>) => {
  const { findings, phase } = row.listed
  const copied = row.task?.copied
  return (
    <>
      <span className={isFirst && row.task !== null ? '' : 'mute'}>{firstWords(row, isFirst)}</span>
      {copied && (
        <div className="sub ellipsis">
          {copied.byName} 抄送{copied.note && `：${copied.note}`}
        </div>
      )}
      {phase === 'drafting' && findings.error > 0 && <div className="sub">有 {findings.error} 处错误，不能提交</div>}
    </>
  )
}

const firstWords = ({ task }: WorkRow, isFirst: boolean): string => {
  if (!isFirst) return '无变化'
  return task === null ? '你没有看过' : '首次查看'
}

const Changed = ({ row, reads }: Readonly<{ row: WorkRow; reads: boolean }>) => {
  const { id, revision, seenRevision } = row.listed
  const changes = useQuery({ ...aboutQuery<Changes>(id, 'changes'), enabled: reads })
  const news = revision - (seenRevision ?? revision)
  if (!changes.data) return <span>有 {news} 条新记录</span>
  const few = fewChanges(changes.data, SHOWN_MAX)
  return (
    <>
      <span>{changeWords(changes.data)}</span>
      {few.map((change, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a few lines of one answer, replaced together
        <One key={index} change={change} />
      ))}
    </>
  )
}

const One = ({ change }: Readonly<{ change: ShownChange }>) => (
  <div className="one">
    <span className="sub ellipsis">{change.what}</span>
    <span className={change.kind === 'value' ? 'value' : 'sub ellipsis'}>
      {change.kind === 'value' ? <WasNow from={change.from} to={change.to} /> : change.text}
    </span>
  </div>
)
