import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/**
 * Password encodings by officer id, in a file of their own: what must be replaceable and forgettable cannot stand in a log that
 * forgets nothing (infra/decisions/0002-credentials-beside-the-log.md).
 */
export type Credentials = Readonly<{
  of: (officerId: string) => string | null
  /** Keeps the encoding and forgets the one before. On disk when it returns. */
  keep: (officerId: string, encoded: string) => void
  close: () => void
}>

export const IN_MEMORY = ':memory:'

export const openCredentials = (path: string): Credentials => {
  // Nobody but the server's own account may read it, from its first byte on.
  if (path !== IN_MEMORY) closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path)
  // No write-ahead log: it would keep encodings that were replaced.
  database.exec(`
    pragma journal_mode = delete;
    pragma synchronous = full;
    pragma secure_delete = on;
    pragma busy_timeout = 2000;
    create table if not exists credentials (officer_id text primary key, encoded text not null) strict;
  `)
  const select = database.prepare('select encoded from credentials where officer_id = ?')
  const upsert = database.prepare(
    'insert into credentials (officer_id, encoded) values (?, ?) on conflict do update set encoded = excluded.encoded',
  )
  return {
    of: officerId => {
      const encoded = select.get(officerId)?.['encoded']
      return typeof encoded === 'string' ? encoded : null
    },
    keep: (officerId, encoded) => {
      upsert.run(officerId, encoded)
    },
    close: () => database.close(),
  }
}
