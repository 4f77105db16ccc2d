import { mergedRows } from '@shenbao/form/merged-rows.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { onPages, paginate } from './paginate.ts'

export type PrintedRow = Readonly<{
  id: string
  level1: string | null
  level2: string | null
  cells: readonly ReactNode[]
  isGone?: boolean
}>
export type Column = Readonly<{ title: string; share: number; isNumber?: boolean }>
export type PagedParts = Readonly<{
  title: string
  under: string
  /** What stands above the rows on the first page. */
  top: ReactNode
  /** How wide the two columns of labels are, in percent; together with the others they make a hundred. */
  levels: readonly [level1: number, level2: number]
  columns: readonly Column[]
  rows: readonly PrintedRow[]
}>

/** A4 upright less its margins, in the pixels of CSS; a little is left, because heights are rounded. */
const PAGE_HEIGHT = Math.floor(((297 - 14 - 18) * 96) / 25.4) - 6

/**
 * A sheet set on pages of A4: the heading of the rows and the merged labels stand again at the head of each page. CSS alone leaves the
 * rest of a merged cell without its label, so rows are measured first, at the width of the paper, and each page gets a table.
 */
export const PagedSheet = (parts: PagedParts) => {
  const measure = useRef<HTMLDivElement>(null)
  const [counts, setCounts] = useState<readonly number[] | null>(null)
  const { rows, title } = parts
  useEffect(() => {
    let isOver = false
    void document.fonts.ready.then(() => {
      const place = measure.current
      if (place && !isOver) setCounts(countsIn(place))
    })
    return () => {
      isOver = true
    }
  }, [])
  if (counts === null)
    return (
      <div className="printed measuring" ref={measure} aria-hidden="true">
        <div className="first-block">
          <Head {...parts} />
        </div>
        <RowsTable {...parts} isMerged={false} />
      </div>
    )
  return (
    <div className="printed">
      {onPages(rows, counts).map((onPage, at) => (
        <section key={onPage[0]?.id ?? at} className="printed-page" aria-label={`第 ${at + 1} 页`}>
          {at === 0 ? <Head {...parts} /> : <p className="continued">{title}（续）</p>}
          {onPage.length > 0 && <RowsTable {...parts} rows={onPage} isMerged />}
        </section>
      ))}
    </div>
  )
}

const CONTINUED_HEIGHT = 28

const countsIn = (place: HTMLElement): readonly number[] => {
  const heightOf = (element: Element | null): number => element?.getBoundingClientRect().height ?? 0
  const head = heightOf(place.querySelector('thead'))
  const top = heightOf(place.querySelector('.first-block'))
  const rows = [...place.querySelectorAll('.printed-rows > tbody > tr')].map(row => heightOf(row))
  return paginate({ first: PAGE_HEIGHT - top - head, others: PAGE_HEIGHT - CONTINUED_HEIGHT - head, rows })
}

const Head = ({ title, under, top }: PagedParts) => (
  <>
    <h1>{title}</h1>
    <p className="under">{under}</p>
    {top}
  </>
)

/** Unmerged, every row is as high as its own labels ask: never lower than it will stand on a page. */
const RowsTable = ({ levels, columns, rows, title, isMerged }: PagedParts & Readonly<{ isMerged: boolean }>) => {
  const merged = isMerged ? mergedRows(rows) : rows.map(indicator => ({ indicator, level1Rows: 1, level2Rows: 1 }))
  return (
    <table className="printed-rows" aria-label={`${title}的指标`}>
      <colgroup>
        {[...levels, ...columns.map(({ share }) => share)].map((share, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
          <col key={at} width={`${share}%`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th>一级指标</th>
          <th>二级指标</th>
          {columns.map(column => (
            <th key={column.title}>{column.title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {merged.map(({ indicator: row, level1Rows, level2Rows }) => (
          <tr key={row.id} className={row.isGone ? 'gone' : ''}>
            {level1Rows > 0 && (
              <td rowSpan={level1Rows} className="level">
                {row.level1}
              </td>
            )}
            {level2Rows > 0 && (
              <td rowSpan={level2Rows} className="level">
                {row.level2}
              </td>
            )}
            {row.cells.map((cell, at) => (
              <td key={columns[at]?.title} className={columns[at]?.isNumber ? 'num' : ''}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
