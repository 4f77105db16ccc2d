import type { Projection } from '../projection.ts'
import { run } from '../statement.ts'

/**
 * Where each command was recorded and with which content, over all streams: by this a key that is used again for something
 * else is noticed. One command may write several streams (an import opens many declarations).
 */
export const commands: Projection = {
  name: 'commands',
  version: 1,
  schema: `
create table commands (
  command_id text not null,
  stream text not null,
  digest text not null,
  revision integer not null,
  position text not null,
  primary key (command_id, stream)
) strict, without rowid;
`,
  apply: (db, { recorded: { position, fact } }) =>
    run(
      db,
      `insert into commands (command_id, stream, digest, revision, position)
         values (:commandId, :stream, :digest, :revision, :position)
       on conflict do update set revision = excluded.revision, position = excluded.position`,
      {
        commandId: fact.commandId,
        stream: fact.stream,
        digest: fact.commandDigest,
        revision: fact.revision,
        position,
      },
    ),
}
