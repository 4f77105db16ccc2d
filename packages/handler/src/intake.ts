import {
  FormReceived,
  formOf,
  IntakeFinished,
  IntakeRefused,
  IntakeStarted,
  intakeEvents,
  intakeReader,
  intakeStream,
  receivedForm,
} from '@shenbao/declaration/intake.ts'
import { type Opening, opening } from '@shenbao/declaration/open.ts'
import { schemaVersionOf, streamOf } from '@shenbao/declaration/recorded.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Position, Recorded } from '@shenbao/event-store/port.ts'
import type { Form } from '@shenbao/form/form.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { derivedTimeId } from '@shenbao/kernel/digest.ts'
import type { EventOf } from '@shenbao/kernel/event.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { type Account, lastOf, type Recorder, recordFacts } from './record.ts'
import { bothTaken, claimNames, findTaken, nameTaken, releaseClaim, type Taken, type Wanted } from './register.ts'

type Started = EventOf<typeof IntakeStarted>['data']
type Received = EventOf<typeof FormReceived>['data']

export type IntakeParts = Recorder & Readonly<{ world: World; route: Opening['route']; policy: Opening['policy'] }>

export type IntakeRequest = Readonly<{
  /** UUID version 7; the ids of the declarations follow from it and keep their order. */
  intakeId: string
  unitId: string
  departmentId: string
  source: Started['source']
  /** Forms with the fiscal year they are declared for. */
  forms: readonly Readonly<{ year: number; form: Form }>[]
  actor: string
}>

export type Intake =
  | Readonly<{
      outcome: 'opened'
      declarations: readonly Readonly<{ id: string; name: string | null; revision: number; form: Form }>[]
      position: Position
    }>
  | Readonly<{ outcome: 'refused'; because: Rejection }>

/** Ids of declarations keep 12 bits for their order within an intake. */
export const MOST_FORMS = 4096

/**
 * Takes declarations in: checked whole, recorded whole as an intake, names claimed, then opened one by one. Whatever is
 * interrupted after the intake was recorded is finished by `finishIntakes` at the next start, exactly as it would have been.
 */
export const takeIn = async (parts: IntakeParts, request: IntakeRequest): Promise<Intake> => {
  const { intakeId, unitId, departmentId, source, forms } = request
  if (forms.length === 0 || forms.length > MOST_FORMS) throw new RangeError(`an intake holds 1 to ${MOST_FORMS} forms`)
  const received = forms.map(({ year, form }, ordinal): Received => {
    const declarationId = derivedTimeId(parts.digest, intakeId, ordinal)
    return { ordinal, declarationId, year, form: receivedForm(form) }
  })
  const taken = await namesTaken(parts, unitId, received)
  if (taken) return { outcome: 'refused', because: nameTaken(taken) }
  const started = IntakeStarted.of({
    intakeId,
    unitId,
    departmentId,
    count: forms.length,
    route: parts.route,
    policy: parts.policy,
    source,
  })
  const facts = [
    { ...started, schemaVersion: IntakeStarted.schemaVersion },
    ...received.map(data => ({ ...FormReceived.of(data), schemaVersion: FormReceived.schemaVersion })),
  ]
  const account = {
    actor: request.actor,
    onBehalfOf: null,
    commandId: intakeId,
    commandDigest: parts.digest(canonicalJson({ intakeId, source, received })),
  }
  const recorded = await recordFacts(parts, intakeStream(intakeId), null, facts, account)
  if (recorded.outcome === 'conflict') throw new Error(`intake ${intakeId} was already recorded with other content`)
  return finish(parts, started.data, received, account)
}

/** Why the names of these forms could not be claimed now; `null` when they could. Nothing is recorded or held. */
export const nameInTheWay = async (
  parts: IntakeParts,
  unitId: string,
  forms: IntakeRequest['forms'],
): Promise<Rejection | null> => {
  const received = forms.map(({ year, form }, ordinal) => ({
    ordinal,
    declarationId: `asked-${ordinal}`,
    year,
    form: { name: form.name },
  }))
  const taken = await namesTaken(parts, unitId, received)
  return taken && nameTaken(taken)
}

const nameOf = (received: Received): string | null => (typeof received.form['name'] === 'string' ? received.form['name'] : null)

const byYear = (received: readonly Received[]): ReadonlyMap<number, readonly Wanted[]> => {
  const years = new Map<number, Wanted[]>()
  for (const one of received) {
    const name = nameOf(one)
    if (name !== null && name.trim() !== '')
      years.set(one.year, [...(years.get(one.year) ?? []), { declarationId: one.declarationId, name, after: -1 }])
  }
  return years
}

const namesTaken = async (parts: IntakeParts, unitId: string, received: readonly Received[]): Promise<Taken | null> => {
  let taken: Taken | null = null
  for (const [year, wanted] of byYear(received)) taken = bothTaken(taken, await findTaken(parts, unitId, year, wanted))
  return taken
}

/** From the recorded intake on: claim, open, finish. Every step may have been done before; doing it again changes nothing. */
const finish = async (parts: IntakeParts, started: Started, received: readonly Received[], account: Account): Promise<Intake> => {
  const taken = (await isBegun(parts, received)) ? null : await claimAll(parts, started, received, account)
  if (taken) {
    await close(parts, started, IntakeRefused.of({ intakeId: started.intakeId, takenNames: [...taken.names] }), account)
    return { outcome: 'refused', because: nameTaken(taken) }
  }
  const declarations: { id: string; name: string | null; revision: number; form: Form }[] = []
  for (const one of received) declarations.push(await openOne(parts, started, one, account))
  const position = await close(parts, started, IntakeFinished.of({ intakeId: started.intakeId }), account)
  return { outcome: 'opened', declarations, position }
}

/** Once a declaration is open, all names were claimed; it may even have given up its own since. */
const isBegun = async ({ store }: IntakeParts, received: readonly Received[]): Promise<boolean> => {
  for (const { declarationId } of received) if ((await store.read(streamOf(declarationId))).length > 0) return true
  return false
}

/** Claims every name in the register of its year, or none: the names already taken, after letting go of those claimed before. */
const claimAll = async (
  parts: IntakeParts,
  { unitId }: Started,
  received: readonly Received[],
  account: Account,
): Promise<Taken | null> => {
  const years = byYear(received)
  for (const [year, wanted] of years) {
    const taken = await claimNames(parts, unitId, year, wanted, { ...account, commandId: `${account.commandId}-${year}` })
    if (!taken) continue
    for (const [before, claims] of years) for (const claim of claims) await releaseClaim(parts, unitId, before, claim, account)
    return taken
  }
  return null
}

const openOne = async (parts: IntakeParts, started: Started, received: Received, account: Account) => {
  const { declarationId: id, year, ordinal } = received
  const form = formOf(received)
  const origin =
    started.source.kind === 'import' ? { kind: 'import' as const, importId: started.intakeId, ordinal } : started.source
  const events = opening({
    declarationId: id,
    unitId: started.unitId,
    departmentId: started.departmentId,
    year,
    form,
    route: started.route,
    policy: started.policy,
    origin,
  })
  const facts = events.map(({ type, data }) => ({ type, schemaVersion: schemaVersionOf(type), data }))
  const existing = await parts.store.read(streamOf(id))
  if (existing.length > 0) return { id, name: form.name, revision: events.length - 1, form }
  const recorded = await recordFacts(parts, streamOf(id), null, facts, {
    ...account,
    commandId: `${account.commandId}-${ordinal}`,
  })
  return { id, name: form.name, revision: recorded.outcome === 'recorded' ? recorded.revision : events.length - 1, form }
}

const close = async (
  parts: IntakeParts,
  started: Started,
  ending: EventOf<typeof IntakeFinished> | EventOf<typeof IntakeRefused>,
  account: Account,
): Promise<Position> => {
  const facts = await parts.store.read(intakeStream(started.intakeId))
  const closed = facts.find(({ fact }) => fact.type === IntakeFinished.type || fact.type === IntakeRefused.type)
  if (closed) return closed.position
  const fact = { ...ending, schemaVersion: intakeReader.schemaVersionOf(ending.type) }
  const recorded = await recordFacts(parts, intakeStream(started.intakeId), lastOf(facts), [fact], {
    ...account,
    commandId: `${account.commandId}-end`,
  })
  if (recorded.outcome === 'recorded') return recorded.position
  throw new Error(`intake ${started.intakeId} was closed by somebody else in between`)
}

/**
 * Finishes one intake that was interrupted; `null` when there is nothing to finish. Throws `UnreadableFact` before anything is
 * recorded when the intake, or a register that it needs, holds a fact that this program cannot read.
 */
export const finishIntake = async (parts: IntakeParts, intakeId: string): Promise<Intake | null> => {
  const facts = await parts.store.read(intakeStream(intakeId))
  const events = facts.map(({ fact }) => intakeReader.eventOf(fact))
  const [begun] = events
  const first = facts[0]?.fact
  const isClosed = events.some(({ type }) => type === IntakeFinished.type || type === IntakeRefused.type)
  if (!first || begun?.type !== IntakeStarted.type || isClosed) return null
  const received = events.flatMap(event => (event.type === FormReceived.type ? [event.data] : []))
  const { actor, onBehalfOf, commandId, commandDigest } = first
  return finish(parts, begun.data, received, { actor, onBehalfOf, commandId, commandDigest })
}

const intakeTypes: ReadonlySet<string> = new Set(intakeEvents.map(({ type }) => type))

/** Whether a fact belongs to an intake, and what it says about its being open. */
export const intakeProgress = (fact: Recorded['fact']): 'started' | 'ended' | null => {
  if (!intakeTypes.has(fact.type)) return null
  if (fact.type === IntakeStarted.type) return 'started'
  return fact.type === FormReceived.type ? null : 'ended'
}

/** How many facts are looked at in one go when looking for open intakes. */
const PAGE = 1000

/**
 * Finishes every intake that was recorded and not closed. Runs at start-up, before anything is served. One that this program
 * cannot read is left as it is, for a newer program, and is no reason not to start.
 */
export const finishIntakes = async (
  parts: IntakeParts,
  leftAlone: (why: UnreadableFact) => void = () => undefined,
): Promise<readonly string[]> => {
  const open = new Set<string>()
  let after: Position | null = null
  for (;;) {
    const page: readonly Recorded[] = await parts.store.readAll(after, PAGE)
    for (const { fact } of page) {
      const progress = intakeProgress(fact)
      const id = fact.stream.slice('intake-'.length)
      if (progress === 'started') open.add(id)
      if (progress === 'ended') open.delete(id)
    }
    const last = page.at(-1)
    if (!last) break
    after = last.position
  }
  const finished: string[] = []
  for (const id of open)
    try {
      await finishIntake(parts, id)
      finished.push(id)
    } catch (error) {
      if (!(error instanceof UnreadableFact)) throw error
      leftAlone(error)
    }
  return finished
}
