import type { Ref } from 'react'
import { Link } from 'react-router'
import { Mark } from '../ui/mark.tsx'
import { Money } from '../ui/money.tsx'
import { Due } from '../ui/time.tsx'
import { mayBeTicked } from './bulk.ts'
import { SinceLook } from './since-look.tsx'
import { type StageBook, titlesOf } from './stages.ts'
import { isUnseen, lookOf, roundWords, type WorkRow } from './work-rows.ts'

export type RowShown = Readonly<{
  row: WorkRow
  book: StageBook
  /** Whether the unit has to be told: there are several in the list. */
  withUnit: boolean
  reads: boolean
  isNew: boolean
  isTicked: boolean
  onTick: (row: WorkRow, isTicked: boolean) => void
}>

/** Two lines of text for one declaration. */
export const WorkLine = ({ row, book, withUnit, reads, isNew, isTicked, onTick }: RowShown) => {
  const { listed } = row
  return (
    <tr className={isTicked ? 'ticked' : ''}>
      <td className="tick">{mayBeTicked(row) && <Tick row={row} isTicked={isTicked} onTick={onTick} />}</td>
      <th scope="row">
        <RowName row={row} />
        <div className="sub ellipsis">{aboutWords(row, withUnit)}</div>
      </th>
      <td className="num amount">
        <Money yuan={listed.annualRequest} />
      </td>
      <td>
        {titlesOf(listed, book)}
        <div className="sub">{whereWords(row)}</div>
      </td>
      <td>
        <SinceLook row={row} reads={reads} isNew={isNew} />
      </td>
      <td>
        <Findings row={row} />
      </td>
      <td className="due">{listed.ending === null ? <Due {...listed} /> : <span className="mute">已办结</span>}</td>
    </tr>
  )
}

export const Tick = ({
  row,
  isTicked,
  onTick,
  inputRef,
}: Pick<RowShown, 'row' | 'isTicked' | 'onTick'> & Readonly<{ inputRef?: Ref<HTMLInputElement> }>) => (
  <input
    type="checkbox"
    ref={inputRef}
    aria-label={`选中 ${row.listed.name ?? '未命名的申报'}`}
    checked={isTicked}
    onChange={event => onTick(row, event.target.checked)}
  />
)

/** Leads to what changed where something did, else to the form. */
export const RowName = ({ row }: Readonly<{ row: WorkRow }>) => {
  const { id, name } = row.listed
  const place = lookOf(row.listed) === 'changed' ? `/declarations/${id}/changes` : `/declarations/${id}`
  return (
    <Link to={place} className={isUnseen(row) ? 'name unseen' : 'name'}>
      {name ?? '未命名的申报'}
    </Link>
  )
}

export const aboutWords = ({ listed, task }: WorkRow, withUnit: boolean): string =>
  [
    task?.onBehalfOfName && `代 ${task.onBehalfOfName} 办理`,
    withUnit && listed.unit,
    listed.category,
    `${listed.indicators} 个指标`,
  ]
    .filter(Boolean)
    .join('・')

const whereWords = ({ listed, task }: WorkRow): string => {
  if (listed.stopped !== null) return '记录无法识别，已停止办理'
  const rectification = task?.rectifications[0]
  if (rectification) return `整改：${rectification.stateTitle}，${rectification.note}`
  return roundWords(listed.round)
}

export const Findings = ({ row }: Readonly<{ row: WorkRow }>) => {
  const { error, warning, info } = row.listed.findings
  if (error + warning + info === 0) return <span className="mute">无</span>
  return (
    <div className="findings">
      <span>{error > 0 && <Mark severity="error" count={error} />}</span>
      <span>{warning > 0 && <Mark severity="warning" count={warning} />}</span>
      <span>{info > 0 && <Mark severity="info" count={info} />}</span>
    </div>
  )
}
