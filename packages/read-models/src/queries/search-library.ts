import type { DatabaseSync } from 'node:sqlite'
import { keyOf } from '@shenbao/declaration/lessons.ts'
import { entryOf, type LibraryEntry } from '@shenbao/declaration/library-entry.ts'
import { timelessPlace } from '@shenbao/inspection/same-matter.ts'
import { cursorOf, type Page, type Paging, pageOf, readCursor, rowsToRead } from '../page.ts'
import { allOf, type Condition, rows, when } from '../statement.ts'
import { type EntryKey, libraryUses } from './library-uses.ts'
import { type Within, withinOrganisations } from './within.ts'

export type LibraryFilter = Readonly<{
  /** Words of any length, one character included; all of them stand in the name or the 二级指标. */
  q?: string | undefined
  /** 一级指标 and 二级指标, or a part of their words. */
  level1?: string | undefined
  level2?: string | undefined
  within?: Within
}>

/** The most used entries first, then by name. */
export const searchLibrary = (db: DatabaseSync, filter: LibraryFilter & Paging): Page<LibraryEntry> => {
  const { sql, values } = allOf(...conditions(filter))
  const after = filter.after === undefined ? null : readCursor(filter.after, ['number', 'string', 'string'])
  const found = rows<EntryKey & Readonly<{ times: number }>>(
    db,
    `select u.key, u.place, count(*) as times from library_uses u join declarations d on d.id = u.declaration_id
     where ${sql} group by u.key, u.place
     ${after ? 'having times < :times or (times = :times and (u.key, u.place) > (:key, :place))' : ''}
     order by times desc, u.key, u.place limit :limit`,
    {
      ...values,
      ...(after && { times: after[0] ?? 0, key: after[1] ?? '', place: after[2] ?? '' }),
      limit: rowsToRead(filter.limit),
    },
  )
  const page = pageOf(found, filter.limit, ({ times, key, place }) => cursorOf(times, key, place))
  return { next: page.next, items: libraryUses(db, page.items, filter.within).flatMap(uses => entryOf(uses) ?? []) }
}

const conditions = ({ q, level1, level2, within }: LibraryFilter): readonly Condition[] => [
  when(q?.trim() || undefined, question => {
    const words = wordsOf(question)
    return words.length === 0
      ? { sql: 'false', values: {} }
      : {
          sql: `(select count(*) from json_each(:words) w where instr(u.key || ' ' || u.place, w.value) = 0) = 0`,
          values: { words: JSON.stringify(words) },
        }
  }),
  when(level1?.trim() || undefined, text => ({
    sql: `instr(replace(coalesce(u.level1, ''), ' ', ''), :level1) > 0`,
    values: { level1: timelessPlace(text) },
  })),
  when(level2?.trim() || undefined, text => ({ sql: 'instr(u.place, :level2) > 0', values: { level2: timelessPlace(text) } })),
  withinOrganisations(within),
]

const wordsOf = (question: string): readonly string[] =>
  question
    .split(/\s+/)
    .map(keyOf)
    .filter(word => word !== '')
