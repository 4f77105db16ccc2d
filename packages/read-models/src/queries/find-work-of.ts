import type { DatabaseSync } from 'node:sqlite'
import { rows } from '../statement.ts'

/** The declarations in which something waits for the officer by name, in the order of import. */
export const declarationsAwaiting = (db: DatabaseSync, officer: string): readonly string[] =>
  rows<{ id: string }>(
    db,
    `select declaration_id as id from named_work join declarations d on d.id = declaration_id
     where officer = :officer order by d.ordinal`,
    { officer },
  ).map(({ id }) => id)

/** How many declarations wait now for whoever holds the role in the organisation. */
export const countWaitingOn = (
  db: DatabaseSync,
  { role, organisation }: Readonly<{ role: string; organisation: string }>,
): number =>
  rows<{ count: number }>(
    db,
    `select count(distinct declaration_id) as count from tasks where officer = '' and role = :role and organisation = :organisation`,
    { role, organisation },
  )[0]?.count ?? 0
