import type { DatabaseSync } from 'node:sqlite'
import { allOf, rows } from '../statement.ts'
import { type Within, withinOrganisations } from './within.ts'

/** Where a file of the same bytes stands. `indicator` is the row's name, `null` where it stands behind the whole declaration. */
export type FileUse = Readonly<{
  digest: string
  declaration: string
  declarationName: string | null
  year: number
  attachment: string
  name: string
  indicatorId: string | null
  indicator: string | null
}>

/** Every use of these digests within what the reader may see, in the order of opening. */
export const findSameFiles = (
  db: DatabaseSync,
  { digests, within }: Readonly<{ digests: readonly string[]; within?: Within }>,
): readonly FileUse[] => {
  const { sql, values } = allOf(
    { sql: 'a.digest in (select value from json_each(:digests))', values: { digests: JSON.stringify(digests) } },
    withinOrganisations(within),
  )
  return rows<FileUse>(db, `${COLUMNS} where ${sql} order by d.ordinal, a.attachment_id`, values)
}

const COLUMNS = `
select a.digest, a.declaration_id as declaration, d.name as declarationName, d.year, a.attachment_id as attachment, a.name,
  a.indicator_id as indicatorId, a.indicator
from attachments a join declarations d on d.id = a.declaration_id`
