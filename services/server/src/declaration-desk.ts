import { headText } from '@shenbao/audit/log-head.ts'
import { isAddressedTo } from '@shenbao/declaration/addressed.ts'
import { type Allowed, allowedCommands } from '@shenbao/declaration/allowed.ts'
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Asked } from '@shenbao/declaration/decide.ts'
import { nextAfter, roadOf } from '@shenbao/declaration/next.ts'
import { type PathStep, pathOf } from '@shenbao/declaration/path.ts'
import type { KeptFiles } from '@shenbao/declaration/proposal.ts'
import { foldRecorded, streamOf } from '@shenbao/declaration/recorded.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { Directory, Officer } from '@shenbao/directory/directory.ts'
import { maySee } from '@shenbao/directory/may-see.ts'
import type { Position, Recorded } from '@shenbao/event-store/port.ts'
import { withinWhatWasPassedOn } from '@shenbao/handler/acting-as.ts'
import { type Handled, type HandlerParts, handleCommand } from '@shenbao/handler/handle-command.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import { digestOfFact } from '@shenbao/kernel/envelope.ts'
import type { NextStage } from '@shenbao/workflow/next.ts'
import { eyesOf, principalOf, principalsFor } from './principal.ts'

/** A declaration as it stands, or as it stood. */
export type SeenDeclaration = Readonly<{
  declaration: Declaration
  revision: number
  position: Position
  /** Recording of the fact of that revision. */
  recordedAt: string
  /** Of that fact, and through it of everything before: two who see the same digest see the same declaration. */
  digest: string
}>

/** At which point of its past: a revision, or an instant up to which facts count. */
export type Past = Readonly<{ revision: number }> | Readonly<{ until: Date }>

/**
 * One declaration, for one officer, who may stand in for others today (代理). What neither they nor those may see is `null`, as if it
 * were not there.
 */
export type DeclarationDesk = Readonly<{
  now: (officer: Officer, id: string) => Promise<SeenDeclaration | null>
  past: (officer: Officer, id: string, past: Past) => Promise<SeenDeclaration | null>
  /** All its facts, oldest first. */
  facts: (officer: Officer, id: string) => Promise<readonly Recorded[] | null>
  /** The head of its stream as it was at the 批复, to be printed on it; `null` before. Any later dossier can be checked against it. */
  approvalHead: (seen: SeenDeclaration) => Promise<string | null>
  allowed: (officer: Officer, declaration: Declaration) => Promise<Allowed>
  /** Where it would stand after the command, and who would be waited for; `null` where it is refused. */
  nextAfter: (officer: Officer, wanted: Wanted) => Promise<readonly NextStage[] | null>
  /** The way it took, where it stands, and the way it is expected to go. */
  path: (officer: Officer, id: string) => Promise<(Road & Readonly<{ taken: readonly PathStep[] }>) | null>
  handle: (officer: Officer, request: DeskCommand) => Promise<Handled | null>
}>

export type DeskCommand = Readonly<{
  declarationId: string
  command: DeclarationCommand
  commandId: string
  expected: number
  dryRun: boolean
  /** For whom the officer says they act; absent: found out. */
  onBehalfOf?: string | undefined
  /** What the form is compared with when findings are answered. */
  beside?: Asked['beside']
  /** The files sent along, on disk before the command is. */
  files?: KeptFiles
}>

type Wanted = Readonly<{ id: string; command: DeclarationCommand; onBehalfOf: string | null }>
type Road = ReturnType<typeof roadOf>

type Needs = HandlerParts & Readonly<{ directory: () => Promise<Directory> }>

/** `handled` hears the outcome of every command, for the counts. */
export const newDeclarationDesk = (parts: Needs, handled: (outcome: string) => void): DeclarationDesk => {
  const { cases, store, world, digest } = parts

  const now: DeclarationDesk['now'] = async (officer, id) => {
    const { state, revision, position, last } = await cases.refresh(id)
    if (!state || position === null || !last) return null
    const eyes = eyesOf(await parts.directory(), officer, parts.now().today)
    if (!eyes.some(one => maySee(one, state) || isAddressedTo(state, one.officerId))) return null
    return { declaration: state, revision, position, recordedAt: last.recordedAt, digest: digestOfFact(digest, last) }
  }

  const facts: DeclarationDesk['facts'] = async (officer, id) => ((await now(officer, id)) ? store.read(streamOf(id)) : null)

  return {
    now,
    facts,
    past: async (officer, id, past) => {
      const counted = (await facts(officer, id))?.filter(({ fact }) =>
        'revision' in past ? fact.revision <= past.revision : new Date(fact.recordedAt) <= past.until,
      )
      const last = counted?.at(-1)
      if (!counted || !last || ('revision' in past && last.fact.revision !== past.revision)) return null
      const declaration = foldRecorded(
        world,
        counted.map(({ fact }) => fact),
      )
      if (!declaration) return null
      const { revision, recordedAt } = last.fact
      return { declaration, revision, position: last.position, recordedAt, digest: digestOfFact(digest, last.fact) }
    },
    approvalHead: async ({ declaration, revision }) => {
      if (declaration.approval === null) return null
      const facts = (await store.read(streamOf(declaration.id))).map(({ fact }) => fact)
      const approved = facts.findLast(fact => fact.type === 'declaration-approved' && fact.revision <= revision)
      return approved ? headText({ facts: approved.revision + 1, digest: digestOfFact(digest, approved) }) : null
    },
    allowed: async (officer, declaration) => {
      const { people, days } = await parts.around()
      const { today } = parts.now()
      const newId = (ordinal: number): string => derivedId(digest, declaration.id, 'asked', ordinal)
      const perPrincipal = principalsFor(await parts.directory(), officer, today).map(principal => {
        const { onBehalfOf } = principal
        const by = { actor: officer.officerId, onBehalfOf }
        const asked = { people: withinWhatWasPassedOn(people, principal), days, by, today, newId }
        return markedFor(onBehalfOf, allowedCommands(world, principal, declaration, asked))
      })
      return {
        allowed: perPrincipal.flatMap(({ allowed }) => allowed),
        blocked: perPrincipal.flatMap(({ blocked }) => blocked),
      }
    },
    nextAfter: async (officer, { id, command, onBehalfOf }) => {
      const seen = await now(officer, id)
      if (!seen) return null
      const { today } = parts.now()
      const newId = (ordinal: number): string => derivedId(digest, id, 'asked', ordinal)
      const asked = { ...(await parts.around()), by: { actor: officer.officerId, onBehalfOf }, today, newId }
      return nextAfter(world, seen.declaration, command, asked)
    },
    path: async (officer, id) => {
      const recorded = await facts(officer, id)
      const envelopes = recorded?.map(({ fact }) => fact) ?? []
      const declaration = foldRecorded(world, envelopes)
      if (!declaration) return null
      const road = roadOf(world, declaration, { ...(await parts.around()), today: parts.now().today })
      return { taken: pathOf(world, envelopes), ...road }
    },
    handle: async (officer, request) => {
      if (!(await now(officer, request.declarationId))) return null
      const [, ...standingIn] = principalsFor(await parts.directory(), officer, parts.now().today)
      const answer = await handleCommand(parts, { ...request, principal: principalOf(officer), standingIn })
      handled(answer.outcome === 'refused' ? answer.why : answer.outcome)
      return answer
    },
  }
}

/** What was read is read by whoever read it: nobody does that for another. */
const markedFor = (onBehalfOf: string | null, { allowed, blocked }: Allowed): Allowed =>
  onBehalfOf === null
    ? { allowed, blocked }
    : {
        allowed: allowed.filter(({ type }) => type !== 'mark-read').map(row => ({ ...row, onBehalfOf })),
        blocked: blocked.map(row => ({ ...row, onBehalfOf })),
      }
