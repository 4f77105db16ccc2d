import { borneName } from '@shenbao/declaration/borne-name.ts'
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { type Asked, decide, noSuchDeclaration } from '@shenbao/declaration/decide.ts'
import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import { isEvidenceFact } from '@shenbao/declaration/evidence-facts.ts'
import { evolve } from '@shenbao/declaration/evolve.ts'
import { may } from '@shenbao/declaration/may.ts'
import type { Principal } from '@shenbao/declaration/principal.ts'
import { eventOf, foldRecorded, schemaVersionOf, streamOf } from '@shenbao/declaration/recorded.ts'
import { registeredName } from '@shenbao/declaration/register.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Position } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import { isTalkFact } from '@shenbao/workflow/talk.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import { actingAs, type Sender, withinWhatWasPassedOn } from './acting-as.ts'
import type { OpenCase, OpenCases } from './open-cases.ts'
import { MOST_TRIES, type Recorder, recordFacts } from './record.ts'
import { claimNames, findTaken, nameTaken } from './register.ts'

export type CommandRequest = Sender &
  Readonly<{
    declarationId: string
    command: DeclarationCommand
    /** The sender's key: the same key is the same command, however often it is sent. */
    commandId: string
    /** The revision the sender saw. */
    expected: number
    /** Decide, record nothing. */
    dryRun?: boolean
    /** What the form is compared with when findings are answered. */
    beside?: Asked['beside']
    /** The files sent along, on disk before the command is. */
    files?: Asked['files']
  }>

/** `onBehalfOf`: for whom it was done, where a deputy acted. */
export type Handled =
  | Readonly<{
      outcome: 'recorded'
      revision: number
      position: Position | null
      facts: readonly string[]
      onBehalfOf: string | null
      repeated: boolean
    }>
  | Readonly<{ outcome: 'would-record'; revision: number; facts: readonly string[]; onBehalfOf: string | null }>
  | Readonly<{ outcome: 'refused'; why: Refused; because: Rejection; revision: number }>

/** In the order they are asked. */
export type Refused = 'unknown' | 'key-reused' | 'not-yours' | 'stale' | 'rule'

export type HandlerParts = Recorder &
  Readonly<{
    world: World
    cases: OpenCases
    /** Who holds which office today, and the calendar: read when a command is decided, so that a change counts at once. */
    around: () => Promise<Pick<Asked, 'people' | 'days'>>
    /**
     * The stream on which a command id was already used, as far as this program knows; lets a key reused elsewhere be noticed.
     */
    usedElsewhere?: (commandId: string) => string | null
  }>

/**
 * Read, decide, append: the only place where the rules meet the log. What is refused is refused on the newest facts; what is
 * recorded is appended against exactly the revision it was decided on, and tried again from the start when somebody was faster.
 * Throws `UnreadableFact` for a declaration, or a register of names, that holds a fact this program cannot read: nothing can be
 * recorded behind it.
 */
export const handleCommand = async (parts: HandlerParts, request: CommandRequest): Promise<Handled> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    // The first try trusts what was last seen. A refusal is only given after a fresh look.
    let open = attempt === 0 ? await parts.cases.seen(request.declarationId) : await parts.cases.refresh(request.declarationId)
    let answer = await consider(parts, request, open)
    if (answer.outcome !== 'decided' && attempt === 0) {
      const fresh = await parts.cases.refresh(request.declarationId)
      if (fresh.revision !== open.revision) {
        open = fresh
        answer = await consider(parts, request, open)
      }
    }
    if (answer.outcome !== 'decided') return answer
    const recorded = await record(parts, request, open, answer)
    if (recorded !== 'conflict') return recorded
  }
  throw new Error(`command ${request.commandId}: somebody else wrote first ${MOST_TRIES} times in a row`)
}

/** `name`: the one the declaration takes with these events, `null` where it takes none. */
type Decided = Readonly<{
  outcome: 'decided'
  declaration: Declaration
  name: string | null
  events: readonly DeclarationEvent[]
  principal: Principal
}>

const consider = async (parts: HandlerParts, request: CommandRequest, open: OpenCase): Promise<Handled | Decided> => {
  const { command } = request
  const refuse = (why: Refused, because: Rejection): Handled => ({ outcome: 'refused', why, because, revision: open.revision })
  const declaration = open.state
  if (!declaration) return refuse('unknown', noSuchDeclaration)
  const before = open.answered.get(request.commandId)
  if (before) {
    const { digest, types: facts, ...answer } = before
    // For whom it was found to be then: the deputyship may be over by now, and the answer stays what it was.
    if (digest !== digestOfCommand(parts, request, whomOf(request) ?? before)) return refuse('key-reused', keyReused)
    return { outcome: 'recorded', ...answer, facts, repeated: true }
  }
  const elsewhere = parts.usedElsewhere?.(request.commandId) ?? null
  if (elsewhere !== null && elsewhere !== streamOf(request.declarationId)) return refuse('key-reused', keyReused)
  // Authority is judged on what the sender saw: who was entitled then and came too late is told so (stale), not turned away.
  const seen = await asSeen(parts, request, open, declaration)
  const acting = actingAs(parts.world, request, command, seen.declaration)
  if ('because' in acting) return refuse('not-yours', acting.because)
  const { principal } = acting
  const { onBehalfOf } = principal
  const forbidden = may(parts.world, principal, command, seen.declaration)
  if (forbidden) return refuse('not-yours', forbidden)
  if (seen.overtaken) return refuse('stale', stale)
  const by = { actor: principal.officerId, onBehalfOf }
  const newId = (ordinal: number): string => derivedId(parts.digest, request.declarationId, request.commandId, 'row', ordinal)
  const { people, days } = await parts.around()
  const asked = {
    people: withinWhatWasPassedOn(people, principal),
    days,
    by,
    today: parts.now().today,
    newId,
    beside: request.beside,
    files: request.files,
  }
  const decision = decide(parts.world, declaration, command, asked)
  if (!decision.accepted) return refuse('rule', decision.because)
  const name = newNameOf(parts, by, declaration, decision.events)
  if (request.dryRun) {
    const { id: declarationId, unitId, year } = declaration
    const taken = name === null ? null : await findTaken(parts, unitId, year, [{ declarationId, name }])
    if (taken) return refuse('rule', nameTaken(taken))
    return { outcome: 'would-record', revision: open.revision, facts: decision.events.map(({ type }) => type), onBehalfOf }
  }
  if (decision.events.length === 0)
    return { outcome: 'recorded', revision: open.revision, position: open.position, facts: [], onBehalfOf, repeated: false }
  return { outcome: 'decided', declaration, name, events: decision.events, principal }
}

/** The declaration at the revision the sender named, and whether a later fact is in the way of what they want. */
const asSeen = async (parts: HandlerParts, { declarationId, expected }: CommandRequest, open: OpenCase, now: Declaration) => {
  if (expected === open.revision) return { declaration: now, overtaken: false }
  if (expected < 0 || expected > open.revision) return { declaration: now, overtaken: true }
  const facts = (await parts.store.read(streamOf(declarationId))).map(({ fact }) => fact)
  const later = facts.slice(expected + 1).map(eventOf)
  const then = foldRecorded(parts.world, facts.slice(0, expected + 1))
  return { declaration: then ?? now, overtaken: later.some(isInTheWay) }
}

/**
 * What people say to each other, and what they bring to prove it, changes neither the form, nor the stage, nor the open work; that time ran out takes the work from
 * nobody who had it.
 */
const isInTheWay = (event: DeclarationEvent): boolean =>
  !isTalkFact(event) && !isEvidenceFact(event) && event.type !== 'deadline-lapsed'

const record = async (
  parts: HandlerParts,
  request: CommandRequest,
  open: OpenCase,
  decided: Decided,
): Promise<Handled | 'conflict'> => {
  const { declaration, name, events, principal } = decided
  const account = {
    actor: principal.officerId,
    onBehalfOf: principal.onBehalfOf,
    commandId: request.commandId,
    commandDigest: digestOfCommand(parts, request, principal),
  }
  const { id: declarationId, unitId, year } = declaration
  const wanted = name === null ? [] : [{ declarationId, name, after: open.revision }]
  const taken = name === null ? null : await claimNames(parts, unitId, year, wanted, account)
  if (taken) return { outcome: 'refused', why: 'rule', because: nameTaken(taken), revision: open.revision }
  const facts = events.map(({ type, data }) => ({ type, schemaVersion: schemaVersionOf(type), data }))
  const recorded = await recordFacts(parts, streamOf(request.declarationId), open.last, facts, account)
  await parts.cases.refresh(request.declarationId)
  if (recorded.outcome === 'conflict') return 'conflict'
  return {
    outcome: 'recorded',
    revision: recorded.revision,
    position: recorded.position,
    facts: events.map(({ type }) => type),
    onBehalfOf: principal.onBehalfOf,
    repeated: recorded.repeated,
  }
}

/**
 * The name the declaration takes with these events: revised, or its own again when it was given up. It is claimed before they are
 * recorded, so that two declarations can never both have it.
 */
const newNameOf = (
  { world, now }: HandlerParts,
  by: Who,
  declaration: Declaration,
  events: readonly DeclarationEvent[],
): string | null => {
  const { today: effectiveOn, recordedAt } = now()
  const told = { ...by, effectiveOn, recordedAt }
  const name = borneName(
    world,
    events.reduce((state, event) => evolve(world, state, event, told), declaration),
  )
  return name === null || isSameName(name, borneName(world, declaration)) ? null : name
}

/** As the register compares them: a space more is no other name. */
const isSameName = (a: string, b: string | null): boolean => b !== null && registeredName(a) === registeredName(b)

type Whom = Readonly<{ onBehalfOf: string | null }>

/** For whom the sender says they act; `null`: they leave it open. */
const whomOf = ({ principal, onBehalfOf }: CommandRequest): Whom | null => {
  if (onBehalfOf === undefined) return principal.onBehalfOf === null ? null : principal
  return { onBehalfOf: onBehalfOf === principal.officerId ? principal.onBehalfOf : onBehalfOf }
}

const digestOfCommand = (
  { digest }: HandlerParts,
  { declarationId, command, principal }: CommandRequest,
  { onBehalfOf }: Whom,
): string => digest(canonicalJson({ declarationId, command, officer: principal.officerId, onBehalfOf }))

const keyReused: Rejection = {
  code: 'key-reused',
  detail: '这个办理编号已经用于另一项操作。请刷新页面后重新办理，系统会用新的编号。',
  basis: { kind: 'product', text: '一个办理编号只对应一项操作，重复发送只办一次' },
}

const stale: Rejection = {
  code: 'stale',
  detail: '在你打开之后，这份申报已被他人改动。请刷新后看看改了什么，再决定是否继续。',
  basis: { kind: 'product', text: '只能对看到的最新内容作出办理' },
}
