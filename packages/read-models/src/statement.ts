import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'

export type Values = Readonly<Record<string, SQLInputValue>>

const prepared = new WeakMap<DatabaseSync, Map<string, StatementSync>>()

/** Each text is prepared once for a database. The texts come from this package only, so there are few of them. */
const statement = (db: DatabaseSync, sql: string): StatementSync => {
  const known = prepared.get(db) ?? new Map<string, StatementSync>()
  prepared.set(db, known)
  const found = known.get(sql)
  if (found) return found
  const made = db.prepare(sql)
  known.set(sql, made)
  return made
}

export const run = (db: DatabaseSync, sql: string, values: Values): void => {
  statement(db, sql).run({ ...values })
}

/** The rows of a query. `Row` is what the strict tables and the column list of the text say; nothing checks it again. */
export const rows = <Row>(db: DatabaseSync, sql: string, values: Values = {}): readonly Row[] =>
  statement(db, sql)
    .all({ ...values })
    .map(row => ({ ...row }) as Row)

export const row = <Row>(db: DatabaseSync, sql: string, values: Values = {}): Row | null => rows<Row>(db, sql, values)[0] ?? null

/** A condition of a query, and what it is asked with; `null` where the caller did not ask for it. */
export type Condition = Readonly<{ sql: string; values: Values }> | null

/** All conditions that were asked for, as text after `where` ("true" when there are none), and all their values. */
export const allOf = (...conditions: readonly Condition[]): Readonly<{ sql: string; values: Values }> => {
  const asked = conditions.filter(condition => condition !== null)
  return {
    sql: asked.map(({ sql }) => `(${sql})`).join(' and ') || 'true',
    values: Object.assign({}, ...asked.map(({ values }) => values)),
  }
}

/** `null` when the value was not asked for. */
export const when = <Value>(value: Value | undefined, condition: (value: Value) => Condition): Condition =>
  value === undefined ? null : condition(value)
