import type { Recorded } from './port.ts'

/**
 * The facts of a page up to the first that cannot be read; the fault is thrown only when that one is the first. So a feed
 * delivers everything before a damaged fact, and then says where it stopped.
 */
export const readablePrefix = <Row>(rows: Iterable<Row>, recordedOf: (row: Row) => Recorded): readonly Recorded[] => {
  const page: Recorded[] = []
  for (const row of rows) {
    try {
      page.push(recordedOf(row))
    } catch (fault) {
      if (page.length === 0) throw fault
      return page
    }
  }
  return page
}
