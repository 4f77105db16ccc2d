import type { EditedRow, RowKey } from '../editing/edits.ts'

/** The row under this key; once a new row is saved it has another, and is known by what it says. */
export const rowStillThere = (rows: readonly EditedRow[], key: RowKey, last: EditedRow | undefined): EditedRow | undefined => {
  const own = rows.find(row => row.key === key) ?? rows.find(row => row.key === last?.key)
  if (own || !last) return own
  return rows.find(({ name, level2, target }) => name === last.name && level2 === last.level2 && target === last.target)
}
