/** A page of rows, and what to ask with for the next one; `null` after the last. */
export type Page<Row> = Readonly<{ items: readonly Row[]; next: string | null }>

export type Paging = Readonly<{
  /** `next` of the page before. Unreadable text is thrown as `UnreadableCursor`. */
  after?: string | undefined
  /** Rows a page, at most `PAGE_ROWS_MAX`. */
  limit: number
}>

/** A page is made in memory and shown to a person; exports ask for one page after the other. */
export const PAGE_ROWS_MAX = 1_000

/** `after` was not made by this program. For the caller to answer as malformed input. */
export class UnreadableCursor extends Error {
  override readonly name = 'UnreadableCursor'
}

const unreadable = (): UnreadableCursor => new UnreadableCursor('翻页标记无法识别，请从第一页重新打开列表。')

/** Text and number of the last row of a page, as text for a URL. */
export const cursorOf = (...last: readonly (string | number)[]): string => Buffer.from(JSON.stringify(last)).toString('base64url')

/** The members of such a cursor, checked against the kinds expected. */
export const readCursor = (cursor: string, kinds: readonly ('string' | 'number')[]): readonly (string | number)[] => {
  const value = parsed(Buffer.from(cursor, 'base64url').toString())
  if (!Array.isArray(value) || value.length !== kinds.length) throw unreadable()
  return value.map((member: unknown, index) => {
    if (typeof member === 'string' && kinds[index] === 'string') return member
    if (typeof member === 'number' && kinds[index] === 'number') return member
    throw unreadable()
  })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable()
  }
}

/** One row more than asked for tells whether there is a next page. */
export const rowsToRead = (limit: number): number => pageRows(limit) + 1

export const pageOf = <Row>(found: readonly Row[], limit: number, cursor: (last: Row) => string): Page<Row> => {
  const items = found.slice(0, pageRows(limit))
  const last = items.at(-1)
  return { items, next: last !== undefined && found.length > items.length ? cursor(last) : null }
}

const pageRows = (limit: number): number => Math.max(1, Math.min(Math.trunc(limit), PAGE_ROWS_MAX))
