import type { Decision, Rejection } from '@shenbao/kernel/decider.ts'
import type { DeputyCommand, DirectoryCommand } from '../src/commands.ts'
import { decideDirectory } from '../src/decide.ts'
import { decideDeputies } from '../src/decide-deputies.ts'
import { type Directory, evolveDirectory } from '../src/directory.ts'
import type { DirectoryEvent } from '../src/events.ts'

export const TODAY = '2026-10-08'

export const decided = (
  directory: Directory,
  command: DirectoryCommand | DeputyCommand,
  actor: string | null,
  today = TODAY,
): Decision<DirectoryEvent> =>
  command.type === 'appoint-deputy' || command.type === 'end-deputy'
    ? decideDeputies(command, directory, actor ?? 'nobody', today)
    : decideDirectory(command, directory, actor, today)

/** The directory after the command; a refusal is thrown. */
export const applied = (
  directory: Directory,
  command: DirectoryCommand | DeputyCommand,
  actor: string | null,
  today = TODAY,
): Directory => {
  const decision = decided(directory, command, actor, today)
  if (!decision.accepted) throw new Error(decision.because.detail)
  return decision.events.reduce(evolveDirectory, directory)
}

export const refusal = (
  directory: Directory,
  command: DirectoryCommand | DeputyCommand,
  actor: string | null,
  today = TODAY,
): Rejection | null => {
  const decision = decided(directory, command, actor, today)
  return decision.accepted ? null : decision.because
}
