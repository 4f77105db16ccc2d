import type { DatabaseSync } from 'node:sqlite'

/** Everything the tables say, comparable: rows sorted as text, without the index's own pages and how the file came about. */
export const tablesOf = (db: DatabaseSync): Readonly<Record<string, readonly string[]>> => {
  const names = db
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'declaration_words_%' order by name`)
    .all()
    .map(({ name }) => String(name))
  return Object.fromEntries(
    names.map(name => {
      const found = db.prepare(`select * from ${name}`).all()
      return [name, found.map(({ complete: _, ...row }) => JSON.stringify(row)).toSorted()]
    }),
  )
}
