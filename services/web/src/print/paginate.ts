/**
 * How rows are set on pages: none is broken, none is moved ahead of another, each page is filled as far as it goes. Heights are in any
 * one unit. Answers the number of rows on each page; the first page has none when nothing fits beside what stands above the rows. A
 * row that is higher than a page stands on one by itself.
 */
export const paginate = ({
  first,
  others,
  rows,
}: Readonly<{ first: number; others: number; rows: readonly number[] }>): readonly number[] => {
  const pages: number[] = []
  let count = 0
  let room = first
  for (const height of rows) {
    const fits = height <= room || (count === 0 && pages.length > 0)
    if (!fits) {
      pages.push(count)
      count = 0
      room = others
    }
    count += 1
    room -= height
  }
  return [...pages, count]
}

/** The rows of each page, in order. */
export const onPages = <Row>(rows: readonly Row[], counts: readonly number[]): readonly (readonly Row[])[] =>
  counts.map((count, page) => {
    const from = counts.slice(0, page).reduce((sum, before) => sum + before, 0)
    return rows.slice(from, from + count)
  })
