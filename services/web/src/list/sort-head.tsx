import { type Column, columnWords } from '../desk/work-table.tsx'
import { nextSort, type Sort, type SortBy } from './list-state.ts'

type Props = Readonly<{ column: Column; by: SortBy | undefined; sort: Sort; onSort: (sort: Sort) => void }>

/** What the heading sorts by, where it sorts by something else than it says. */
const words: Readonly<Partial<Record<Column, string>>> = { changed: '按最近变化排' }

export const SortHead = ({ column, by, sort, onSort }: Props) => {
  if (by === undefined) return columnWords[column]
  const isOn = sort.by === by
  return (
    <button type="button" className="sort" title={words[column] ?? '排序'} onClick={() => onSort(nextSort(sort, by))}>
      {columnWords[column]}
      <span aria-hidden="true">{isOn ? (sort.descending ? ' ↓' : ' ↑') : ''}</span>
    </button>
  )
}
