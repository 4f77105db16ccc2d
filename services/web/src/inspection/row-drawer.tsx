import { Drawer } from 'antd'
import { useEffect, useState } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import type { EditedRow, RowKey } from '../editing/edits.ts'
import type { Saver, Shown } from '../editing/saver.ts'
import { useInspection } from './inspection-context.tsx'
import { LastYearSection } from './last-year-section.tsx'
import { PlanSection } from './plan-section.tsx'
import './row-drawer.css'
import { RowFindings } from './row-findings.tsx'
import { rowStillThere } from './row-still-there.ts'
import { ScoringSection } from './scoring-section.tsx'
import { SimilarSection } from './similar-section.tsx'
import { TargetPast } from './target-past.tsx'

/** With what the plan of a row is written; absent where it is only read. */
export type RowWriting = Readonly<{ saver: Saver; shown: Shown }>

type DrawerProps = Readonly<{
  declaration: DeclarationOut
  rows: readonly EditedRow[]
  open: RowKey
  close: () => void
  writing?: RowWriting | undefined
}>

/** All there is to know of one row: how it will be scored, what will prove it, what came of it last year, how others wrote it. */
export const RowDrawer = ({ declaration, rows, open, close, writing }: DrawerProps) => {
  const row = useRow(rows, open)
  const { rowNumber } = useInspection()
  useFocusGoesBack()
  if (!row) return null
  const number = rowNumber(row.key)
  return (
    <Drawer
      open
      mask={false}
      size={440}
      onClose={close}
      rootClassName="row-drawer"
      title={`${number === null ? '新行' : `行 ${number}`}　${row.name || '未命名的指标'}`}
      closable={{ 'aria-label': '关闭' }}
    >
      <p className="row-line">
        <span className="mute">
          {row.level1 ?? '未分级'} · {row.level2 ?? '未分级'}
        </span>
        <b>{row.target || <span className="mute">未填指标值</span>}</b>
      </p>
      <RowFindings row={row.key} />
      <ScoringSection row={row.key} />
      <LastYearSection declarationId={declaration.id} row={row.key} />
      <PlanSection key={row.key} row={row} writing={writing} />
      <SimilarSection row={row} isWritten={writing !== undefined} />
      <TargetPast declarationId={declaration.id} row={row.key} />
    </Drawer>
  )
}

/** The row that was opened, also after the server has given it another name. */
const useRow = (rows: readonly EditedRow[], open: RowKey): EditedRow | undefined => {
  const [seen, setSeen] = useState<Readonly<{ open: RowKey; row: EditedRow | undefined }>>({ open, row: undefined })
  const row = rowStillThere(rows, open, seen.open === open ? seen.row : undefined)
  if (seen.open !== open || seen.row !== row) setSeen({ open, row })
  return row
}

const useFocusGoesBack = (): void => {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    },
    [before],
  )
}
