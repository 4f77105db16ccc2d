import type { DatabaseSync } from 'node:sqlite'
import { LogFault } from '@shenbao/event-store/port.ts'

/** Written into the head of the file ("SHBL"), so that another program's database is never taken for a log. */
const APPLICATION_ID = 0x5348424c
/** Goes up when the tables change; a program refuses a log written by a newer one, because it could not guard it. */
const SCHEMA_VERSION = 1

/**
 * `position` is the order of all facts. `envelope` is the canonical JSON that digests are taken over; `checksum` (SHA-256 of it)
 * tells a bit that flipped on the disk, which SQLite by itself would not notice. It proves nothing against a person: that is
 * the digest chain's part. The triggers stop honest mistakes with SQL: a log only grows.
 */
const TABLES = `
create table facts (
  position integer primary key,
  stream text not null,
  revision integer not null check (revision >= 0),
  id text not null unique,
  envelope text not null,
  checksum text not null,
  unique (stream, revision)
) strict;
create trigger facts_are_not_changed before update on facts
begin select raise(abort, 'a recorded fact is never changed'); end;
create trigger facts_are_not_removed before delete on facts
begin select raise(abort, 'a recorded fact is never removed'); end;
-- "insert or replace" would remove without asking the trigger above.
create trigger facts_are_not_replaced before insert on facts
when exists (select 1 from facts where position = new.position)
  or exists (select 1 from facts where id = new.id)
  or exists (select 1 from facts where stream = new.stream and revision = new.revision)
begin select raise(abort, 'a recorded fact is never replaced'); end;
pragma application_id = ${APPLICATION_ID};
pragma user_version = ${SCHEMA_VERSION};
`

/** Makes the tables in an empty file, whole or not at all. */
export const createSchema = (database: DatabaseSync): void => {
  database.exec(`begin immediate; ${TABLES} commit;`)
}

export const isEmpty = (database: DatabaseSync): boolean =>
  numberIn(database, 'select count(*) as number from sqlite_schema') === 0 && pragma(database, 'application_id') === 0

/** Refuses a database that is not a log, or is a log of a newer program. */
export const refuseForeignSchema = (database: DatabaseSync, file: string): void => {
  if (pragma(database, 'application_id') !== APPLICATION_ID)
    throw new LogFault(`${file} 不是本系统的日志文件，而是别的数据库。请检查数据目录（DATA_DIR）是否指对。`, { settled: true })
  const version = pragma(database, 'user_version')
  if (version > SCHEMA_VERSION)
    throw new LogFault(
      `日志 ${file} 由更新版本的程序写成（格式 ${version}，本程序只认到 ${SCHEMA_VERSION}）。请升级本程序后再打开，日志未被改动。`,
      { settled: true },
    )
}

const pragma = (database: DatabaseSync, name: 'application_id' | 'user_version'): number =>
  numberIn(database, `select ${name} as number from pragma_${name}`)

const numberIn = (database: DatabaseSync, query: string): number => Number(database.prepare(query).get()?.['number'])
