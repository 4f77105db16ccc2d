import type { DatabaseSync } from 'node:sqlite'
import type { Position } from '@shenbao/event-store/port.ts'
import { rows } from '../statement.ts'

/** Where a command was recorded: the last fact it left in a stream, and the digest of its content. */
export type CommandUse = Readonly<{ stream: string; digest: string; revision: number; position: Position }>

/** Every stream the command wrote, earliest first; empty for one not seen yet. The tables may be a moment behind the log. */
export const findCommand = (db: DatabaseSync, commandId: string): readonly CommandUse[] =>
  rows<CommandUse>(
    db,
    'select stream, digest, revision, position from commands where command_id = :commandId order by position',
    { commandId },
  )
