import type { MonitoringDraft } from '@shenbao/declaration/monitoring-draft.ts'
import type { MonitoredRow, MonitoringSheet } from '@shenbao/declaration/monitoring-sheet.ts'
import { mergedRows } from '@shenbao/form/merged-rows.ts'
import { type KeyboardEvent, useState } from 'react'
import { monthsOf } from './progress-draft.ts'
import { hasMore, ProgressRow } from './progress-row.tsx'

type Parts = Readonly<{
  sheet: MonitoringSheet
  recorded: MonitoringSheet
  draft: MonitoringDraft
  keep: ((draft: MonitoringDraft) => void) | null
}>

/** Enter goes down in the same column, as in the grid of the form. */
const goDown = (event: KeyboardEvent<HTMLElement>): void => {
  const from = event.target
  if (event.key !== 'Enter' || !(from instanceof HTMLInputElement) || from.type !== 'text' || event.nativeEvent.isComposing)
    return
  const column = from.dataset['column']
  if (column === undefined) return
  const all = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`input[data-column="${column}"]`)]
  const next = all[all.indexOf(from) + (event.shiftKey ? -1 : 1)]
  if (!next) return
  event.preventDefault()
  next.focus()
  next.select()
}

/** The targets' half of 双监控, in the merged cells of the official sheet; rows that an adjustment took out stand at the end. */
export const ProgressTable = ({ sheet, recorded, draft, keep }: Parts) => {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const kept = sheet.rows.filter(({ removed }) => !removed)
  const isOpen = (row: MonitoredRow): boolean => hasMore(row) || (keep !== null && opened.has(row.indicator))
  const lines = (from: number, count: number): number =>
    kept.slice(from, from + count).reduce((sum, row) => sum + (isOpen(row) ? 2 : 1), 0)
  const recordedRow = (row: MonitoredRow): MonitoredRow => recorded.rows.find(one => one.indicator === row.indicator) ?? row
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for Enter of the inputs inside
    <div onKeyDown={goDown}>
      <table className="official progress" aria-label="绩效目标执行">
        <colgroup>
          {['p-1', 'p-2', 'p-name', 'p-target', 'p-typed', 'p-typed', 'p-sure', 'p-light'].map((name, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
            <col key={at} className={name} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th>一级指标</th>
            <th>二级指标</th>
            <th>三级指标</th>
            <th>年度指标值</th>
            <th>{monthsOf(sheet.period)}完成</th>
            <th>全年预计</th>
            <th>能否完成</th>
            <th>预警</th>
          </tr>
        </thead>
        <tbody>
          {mergedRows(kept).map(({ indicator: row, level1Rows, level2Rows }, at) => (
            <ProgressRow
              key={row.indicator}
              row={row}
              recorded={recordedRow(row)}
              draft={draft}
              keep={keep}
              level1Lines={lines(at, level1Rows)}
              level2Lines={lines(at, level2Rows)}
              isOpen={isOpen(row)}
              open={() => setOpened(new Set([...opened, row.indicator]))}
            />
          ))}
          {sheet.rows
            .filter(({ removed }) => removed)
            .map(row => (
              <tr key={row.indicator} className="gone">
                <td className="middle">{row.level1}</td>
                <td className="middle">{row.level2}</td>
                <td>{row.name}</td>
                <td>{row.target}</td>
                <td colSpan={4} className="why">
                  {row.formula}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}
