import type { DatabaseSync } from 'node:sqlite'
import { keyOf, pairsOf } from '@shenbao/declaration/lessons.ts'
import { entryOf, type LibraryEntry } from '@shenbao/declaration/library-entry.ts'
import { timelessPlace } from '@shenbao/inspection/same-matter.ts'
import { allOf, rows } from '../statement.ts'
import { type EntryKey, libraryUses } from './library-uses.ts'
import { type Within, withinOrganisations } from './within.ts'

/** `likeness`: which part of what is being typed also stands in the entry's name, in per cent. */
export type SimilarIndicator = LibraryEntry & Readonly<{ likeness: number }>

export type Typed = Readonly<{ name: string; level2?: string | undefined; limit: number; within?: Within }>

/** Less of the typed name than this in common is another matter. */
const LIKENESS_MIN = 50
/** Only so many names are looked at: this is asked at every key stroke. */
const CANDIDATES_MAX = 200

/**
 * Entries whose name resembles the one being typed: the likest first, then those under the same 二级指标, then the most used. What is a
 * single character long begins or ends nothing: it finds nothing.
 */
export const similarIndicators = (db: DatabaseSync, { name, level2, limit, within }: Typed): readonly SimilarIndicator[] => {
  const pairs = pairsOf(keyOf(name))
  if (pairs.length === 0) return []
  const place = timelessPlace(level2 ?? null)
  const { sql, values } = allOf(withinOrganisations(within))
  const found = rows<EntryKey & Readonly<{ common: number }>>(db, similar(sql), {
    ...values,
    pairs: JSON.stringify(pairs),
    least: leastInCommon(pairs.length),
    candidates: CANDIDATES_MAX,
    place,
    limit: Math.max(1, Math.min(limit, CANDIDATES_MAX)),
  })
  return libraryUses(db, found, within).flatMap((uses, at) => {
    const entry = entryOf(uses)
    const common = found[at]?.common ?? 0
    return entry ? [{ ...entry, likeness: Math.floor((common * 100) / pairs.length) }] : []
  })
}

const leastInCommon = (pairs: number): number => Math.ceil((pairs * LIKENESS_MIN) / 100)

const similar = (within: string): string => `
with candidates as (
  select p.key, count(*) as common from library_pairs p where p.pair in (select value from json_each(:pairs))
  group by p.key having common >= :least order by common desc, length(p.key), p.key limit :candidates
)
select c.key, u.place, c.common from candidates c cross join library_uses u on u.key = c.key
join declarations d on d.id = u.declaration_id
where ${within} group by c.key, u.place
order by c.common desc, u.place = :place desc, count(*) desc, c.key, u.place limit :limit`
