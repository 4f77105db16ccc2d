import type { ReactNode } from 'react'
import { grouped } from '../ui/money.tsx'
import type { Ticked } from './bulk.ts'
import type { StageBook } from './stages.ts'
import { WorkLine } from './work-row.tsx'
import type { Sum, WorkRow } from './work-rows.ts'
import './work-table.css'

/** Rows under a heading of their own, with the sum of all that belong there; without a title they stand alone. */
export type Group = Readonly<{ title: string | null; total: Sum; rows: readonly WorkRow[] }>

export type TableShown = Readonly<{
  label: string
  groups: readonly Group[]
  /** Of all there is, not only of what is shown. */
  total: Sum
  book: StageBook
  news: ReadonlySet<string>
  ticked: Ticked
  onTick: (row: WorkRow, isTicked: boolean) => void
  heads?: (column: Column) => ReactNode
  sortOf?: (column: Column) => 'ascending' | 'descending' | undefined
}>

export type Column = 'name' | 'amount' | 'stage' | 'changed' | 'findings' | 'due'
export const columnWords: Readonly<Record<Column, string>> = {
  name: '项目名称',
  amount: '年度申请额（元）',
  stage: '环节',
  changed: '自你上次查看以来',
  findings: '体检',
  due: '截止',
}
const columns = Object.keys(columnWords) as readonly Column[]

/** For how many unseen rows what changed is fetched at once. */
const READS_MAX = 12

/** The list of work: hair lines, two lines of text a row. */
export const WorkTable = (shown: TableShown) => {
  const { label, groups, total, heads, sortOf } = shown
  return (
    <table className="work-table" aria-label={label}>
      <colgroup>
        <col className="w-tick" />
        {columns.map(column => (
          <col key={column} className={`w-${column}`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <td />
          {columns.map(column => (
            <th key={column} scope="col" className={column === 'amount' ? 'num' : ''} aria-sort={sortOf?.(column)}>
              {heads ? heads(column) : columnWords[column]}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group, index) => (
        <GroupBody key={group.title ?? 'all'} group={group} shown={shown} reads={index === 0 ? READS_MAX : READS_MAX / 2} />
      ))}
      <tfoot>
        <tr className="sum">
          <td />
          <th scope="row">合计 {total.count} 项</th>
          <td className="num amount">{grouped(total.yuan)}</td>
          <td colSpan={4} className="sub num">
            {total.blank > 0 && `${total.blank} 项未填金额，未计入　`}
            <span className="keys">J K 上下　X 选中　Enter 打开　? 全部快捷键</span>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

const GroupBody = ({ group, shown, reads }: Readonly<{ group: Group; shown: TableShown; reads: number }>) => {
  const { title, rows, total } = group
  const { book, news, ticked, onTick } = shown
  const readable = new Set(
    rows
      .filter(({ listed }) => listed.seenRevision !== null && listed.seenRevision < listed.revision)
      .slice(0, reads)
      .map(({ key }) => key),
  )
  const withUnit = severalUnits(shown.groups)
  return (
    <tbody>
      {title !== null && rows.length > 0 && (
        <tr className="group">
          <td />
          <th scope="rowgroup">
            {title} {total.count} 项
          </th>
          <td className="num amount">{grouped(total.yuan)}</td>
          <td colSpan={4} />
        </tr>
      )}
      {rows.map(row => (
        <WorkLine
          key={row.key}
          row={row}
          book={book}
          withUnit={withUnit}
          reads={readable.has(row.key)}
          isNew={news.has(row.listed.id)}
          isTicked={ticked.has(row.key)}
          onTick={onTick}
        />
      ))}
    </tbody>
  )
}

export const severalUnits = (groups: readonly Group[]): boolean =>
  new Set(groups.flatMap(({ rows }) => rows.map(({ listed }) => listed.unit))).size > 1
