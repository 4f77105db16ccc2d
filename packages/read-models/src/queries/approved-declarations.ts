import type { DatabaseSync } from 'node:sqlite'
import type { Earlier } from '@shenbao/declaration/memory.ts'
import { rows } from '../statement.ts'

/** A unit's declarations of one year that were approved and carried through or are under way, in the order of opening. */
export const approvedDeclarations = (
  db: DatabaseSync,
  { unitId, year }: Readonly<{ unitId: string; year: number }>,
): readonly Earlier[] =>
  rows(
    db,
    `select id, year, name from declarations where unit_id = :unitId and year = :year and document_number is not null
       and (ending is null or ending = 'completed') order by ordinal`,
    { unitId, year },
  )
