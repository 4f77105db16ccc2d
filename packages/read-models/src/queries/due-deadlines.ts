import type { DatabaseSync } from 'node:sqlite'
import type { Day } from '@shenbao/kernel/dates.ts'
import { cursorOf, type Page, type Paging, pageOf, readCursor, rowsToRead } from '../page.ts'
import { rows } from '../statement.ts'

/** A deadline whose day is over and of which nothing is on record yet. */
export type DueDeadline = Readonly<{ declarationId: string; stage: string; dueOn: Day }>

/**
 * The longest overdue first, without what is not followed any further. Pages stay as they are while deadlines of the pages before are being
 * dealt with.
 */
export const dueDeadlines = (db: DatabaseSync, { today, after, limit }: Paging & Readonly<{ today: Day }>): Page<DueDeadline> => {
  const [dueOn, declarationId, stage] = after === undefined ? [] : readCursor(after, ['string', 'string', 'string'])
  const found = rows<DueDeadline>(
    db,
    `select declaration_id as declarationId, stage, due_on as dueOn from deadlines
     where lapsed = 0 and due_on < :today
       and not exists (select 1 from stopped_streams where stream = 'declaration-' || declaration_id)
       and (:dueOn is null or (due_on, declaration_id, stage) > (:dueOn, :declarationId, :stage))
     order by due_on, declaration_id, stage limit :limit`,
    {
      today,
      dueOn: dueOn ?? null,
      declarationId: declarationId ?? null,
      stage: stage ?? null,
      limit: rowsToRead(limit),
    },
  )
  return pageOf(found, limit, last => cursorOf(last.dueOn, last.declarationId, last.stage))
}
