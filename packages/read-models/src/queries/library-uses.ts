import type { DatabaseSync } from 'node:sqlite'
import type { Use } from '@shenbao/declaration/library-entry.ts'
import { allOf, rows } from '../statement.ts'
import { type Within, withinOrganisations } from './within.ts'

/** Which entry of the library: the name without its year, and the 二级指标. */
export type EntryKey = Readonly<{ key: string; place: string }>

/** The rows behind these entries that the asking person may see, one list an entry, in the order asked for. */
export const libraryUses = (db: DatabaseSync, entries: readonly EntryKey[], within: Within): readonly (readonly Use[])[] => {
  const { sql, values } = allOf(withinOrganisations(within))
  const found = rows<Omit<Use, 'plan'> & Readonly<{ plan: string }>>(db, `${USES} where ${sql}`, {
    ...values,
    entries: JSON.stringify(entries.map(({ key, place }) => [key, place])),
  })
  const uses = Map.groupBy(found, name)
  return entries.map(entry => (uses.get(name(entry)) ?? []).map(use => ({ ...use, plan: JSON.parse(use.plan) as Use['plan'] })))
}

const name = ({ key, place }: EntryKey): string => JSON.stringify([key, place])

const USES = `
select u.indicator_id as indicatorId, u.key, u.place, u.name, u.level1, u.level2, u.target, u.op, u.value, u.unit, u.plan, u.score,
  u.weight, u.declaration_id as declarationId, d.unit_id as unitId, d.unit as unitName, d.year, d.ordinal as "order"
from json_each(:entries) asked
cross join library_uses u on u.key = asked.value ->> 0 and u.place = asked.value ->> 1
join declarations d on d.id = u.declaration_id`
