import type { DeclarationEvent } from '../../packages/declaration/src/events.ts'
import { declarationIdOf, eventOf, foldRecorded } from '../../packages/declaration/src/recorded.ts'
import { evolveRegister, type Register, registerReader } from '../../packages/declaration/src/register.ts'
import type { Declaration } from '../../packages/declaration/src/state.ts'
import type { World } from '../../packages/declaration/src/world.ts'
import { actingFor } from '../../packages/directory/src/deputies.ts'
import { chairsOf, type Directory, emptyDirectory, evolveDirectory, officerOf } from '../../packages/directory/src/directory.ts'
import { directoryEventOf, directoryStream } from '../../packages/directory/src/recorded.ts'
import type { Recorded } from '../../packages/event-store/src/port.ts'
import { add, compare, decimal, sum } from '../../packages/kernel/src/decimal.ts'
import type { Envelope } from '../../packages/kernel/src/envelope.ts'
import { sitsOn } from '../../packages/workflow/src/may.ts'
import { type Route, type Seat, stageNamed } from '../../packages/workflow/src/route.ts'
import type { Due } from './deadline-judge.ts'
import {
  goBack,
  goTo,
  isAskedFor,
  judgeAsking,
  judgeMovePastTheTable,
  judgeSignature,
  judgeSignatures,
  judgeSigningFact,
  judgeTalk,
} from './judge-work.ts'
import { type Origin, originOf, stagesAfter } from './legal-moves.ts'
import type { AskedSlot } from './signing-judge.ts'

/** What can be wrong with a fact, told from the facts before it alone. */
export type Fault = Readonly<{
  kind: 'outside-the-table' | 'without-the-chair' | 'own-work' | 'sums' | 'signing' | 'deadlines'
  at: string
  what: string
}>

/** One declaration as the chronicle follows it: the folded state, and beside it what is needed to judge the next fact. */
export type Followed = {
  facts: Envelope[]
  state: Declaration | null
  stages: readonly string[]
  authors: Map<string, Set<string>>
  /** By subject: who passed each stage since the last return, last one at the end; a step of somebody counts for nobody. */
  passes: Map<string, (readonly string[])[]>
  /** Ways straight back to whoever returned it, from where to where. */
  straight: Set<string>
  /** By open stage: whose signatures are asked for, and until when. */
  asked: Map<string, readonly AskedSlot[]>
  due: Map<string, Due>
  /** By stage: how it was when somebody moved the case on from there. */
  left: Map<string, Left>
  /** The signature recorded last. */
  signed: Readonly<{ commandId: string; stage: string; objects: boolean }> | null
}

export type Left = Readonly<{
  slots: readonly AskedSlot[] | undefined
  due: Due | undefined
  to: Due | undefined
  by: readonly string[]
}>

export type Chronicle = Readonly<{
  take: (recorded: Recorded) => void
  faults: readonly Fault[]
  /** Every fact in the order of the log. */
  seen: readonly Recorded[]
  directory: () => Directory
  declarations: ReadonlyMap<
    string,
    Readonly<{
      facts: readonly Envelope[]
      state: Declaration | null
      stages: readonly string[]
      asked: ReadonlyMap<string, readonly AskedSlot[]>
      due: ReadonlyMap<string, Due>
    }>
  >
  intakes: ReadonlyMap<string, readonly string[]>
  /** Which declaration claimed which name last, by stream of the register. */
  registers: ReadonlyMap<string, Register>
}>

/** Follows the log fact by fact, as somebody would who only has the log, and notes what should never have been recorded. */
export const newChronicle = (world: World): Chronicle => {
  const seen: Recorded[] = []
  const faults: Fault[] = []
  const followed = new Map<string, Followed>()
  const intakes = new Map<string, string[]>()
  const registers = new Map<string, Register>()
  let directory: Directory = emptyDirectory

  const note = (fact: Envelope, kind: Fault['kind'], what: string): void => {
    faults.push({ kind, at: `${fact.stream}@${fact.revision}`, what })
  }

  const takeDeclared = (fact: Envelope, id: string): void => {
    const one = followed.get(id) ?? newlyFollowed()
    followed.set(id, one)
    const before = one.state
    try {
      one.state = foldRecorded(world, [fact], before)
    } catch (error) {
      note(fact, 'outside-the-table', String(error))
      return
    }
    one.facts.push(fact)
    if (one.state) judge({ fact, one, before, directory, route: world.route(one.state.route).route, note })
  }

  return {
    seen,
    faults,
    declarations: followed,
    intakes,
    registers,
    directory: () => directory,
    take: recorded => {
      const { fact } = recorded
      seen.push(recorded)
      if (fact.stream === directoryStream) directory = evolveDirectory(directory, directoryEventOf(fact))
      if (fact.stream.startsWith('intake-')) intakes.set(fact.stream, [...(intakes.get(fact.stream) ?? []), fact.type])
      if (fact.stream.startsWith('register-')) registers.set(fact.stream, named(registers.get(fact.stream) ?? {}, fact))
      const id = declarationIdOf(fact.stream)
      if (id !== null) takeDeclared(fact, id)
    },
  }
}

const named = (register: Register, fact: Envelope): Register => evolveRegister(register, registerReader.eventOf(fact))

const newlyFollowed = (): Followed => ({
  facts: [],
  state: null,
  stages: [],
  authors: new Map(),
  passes: new Map(),
  straight: new Set(),
  asked: new Map(),
  due: new Map(),
  left: new Map(),
  signed: null,
})

export type Judged = Readonly<{
  fact: Envelope
  one: Followed
  before: Declaration | null
  directory: Directory
  route: Route
  note: (fact: Envelope, kind: Fault['kind'], what: string) => void
}>

export const personsOf = ({ actor, onBehalfOf }: Envelope): readonly string[] =>
  onBehalfOf === null ? [actor] : [actor, onBehalfOf]

const judge = (at: Judged): void => {
  const { fact, one, route, note } = at
  if (fact.revision === 0) {
    one.stages = [route.begins]
    judgeDeputy(at)
    one.authors.set('form', new Set(personsOf(fact)))
    judgeChair(
      at,
      Object.values(stageNamed(route, route.begins).acts ?? {}).flatMap(({ who }) => who),
    )
    return
  }
  const origin = originOf(route, one.stages, fact)
  const isOpening = fact.commandId === one.facts[0]?.commandId
  if (!origin) {
    note(fact, 'outside-the-table', `${fact.type} in ${one.stages.join(' + ')}`)
    return
  }
  judgeDeputy(at)
  if (origin.kind === 'back') judgeTakingBack(at, origin)
  else if (origin.kind === 'opinion') judgeSignature(at, origin.stage)
  else if (origin.kind === 'signing') judgeSigningFact(at, origin.stage)
  else if (origin.kind === 'past') judgeMovePastTheTable(at, origin.stage)
  else if (origin.kind === 'talk') judgeTalk(at)
  else if (origin.kind === 'rectification') judgeChair(at, origin.seats)
  else if (!isOpening && !isAskedFor(at, origin)) judgeChair(at, origin.seats)
  if (origin.kind === 'move') judgeMove(at, origin)
  if (origin.drafts !== undefined) write(one, origin.drafts, personsOf(fact))
  judgeStanding(at)
  judgeAsking(at)
  judgeSums(at)
}

const judgeServing = ({ fact, directory, note }: Judged): void => {
  if (!officerOf(directory, fact.actor)?.serving)
    note(fact, 'without-the-chair', `${fact.type} by ${fact.actor}, who does not serve`)
}

/** Whoever acts for somebody is their deputy on that day. */
const judgeDeputy = ({ fact, directory, note }: Judged): void => {
  const { actor, onBehalfOf, effectiveOn } = fact
  if (onBehalfOf !== null && !actingFor(directory, actor, effectiveOn).some(other => other.onBehalfOf === onBehalfOf))
    note(fact, 'without-the-chair', `${fact.type} by ${actor} for ${onBehalfOf}, whose deputy they are not`)
}

export const judgeChair = ({ fact, one, directory, note }: Judged, seats: readonly Seat[]): void => {
  const { actor, onBehalfOf, effectiveOn } = fact
  const holder = officerOf(directory, onBehalfOf ?? actor)
  const { unitId: unit = '', departmentId: department = '' } = one.state ?? {}
  const passedOn = actingFor(directory, actor, effectiveOn).find(other => other.onBehalfOf === onBehalfOf)
  const chairs = onBehalfOf === null ? holder && chairsOf(holder) : passedOn?.chairs
  // An intake may be finished after the one who handed it in has left.
  if (fact.revision > 0) judgeServing({ fact, one, directory, note } as Judged)
  if (!holder || !seats.some(seat => sitsOn({ ids: [holder.officerId], chairs: chairs ?? [] }, seat, { unit, department })))
    note(fact, 'without-the-chair', `${fact.type} by ${fact.actor}, who sits on none of ${JSON.stringify(seats)}`)
}

const judgeMove = (at: Judged, { stage, move }: Origin): void => {
  const { fact, one, route, note } = at
  if (!move) return
  const to = String(fact.data['to'])
  if (!move.to.includes(to) && !one.straight.has(`${stage.name} ${to}`))
    note(fact, 'outside-the-table', `${fact.type} from ${stage.name} to ${to}`)
  const persons = personsOf(fact)
  const slots = one.asked.get(stage.name) ?? []
  judgeSignatures(at, stage, move)
  const isCarried = slots.some(({ carried }) => carried)
  for (const subject of isCarried ? [] : (move.decides ?? [])) {
    const author = persons.find(person => one.authors.get(subject)?.has(person))
    if (author !== undefined) note(fact, 'own-work', `${author} wrote the ${subject} and records ${fact.type}`)
    const passer = persons.find(person => one.passes.get(subject)?.at(-1)?.includes(person))
    if (move.kind === 'pass' && passer !== undefined) note(fact, 'own-work', `${passer} passes two stages in a row`)
  }
  if (fact.data['afterwards'] === 'straight') one.straight.add(`${to} ${stage.name}`)
  if (move.kind === 'reopen') one.passes.clear()
  const signers = [...new Set(slots.flatMap(slot => slot.signers))]
  for (const subject of [...(move.decides ?? []), ...(move.drafts === undefined ? [] : [move.drafts])]) {
    const passes = one.passes.get(subject) ?? []
    if (move.kind === 'pass') one.passes.set(subject, [...passes, signers.length > 0 ? signers : persons])
    else one.passes.set(subject, move.kind === 'step' ? [...passes, []] : [])
  }
  if (move.kind === 'reopen') one.due.clear()
  goTo(at, stage.name, to, stagesAfter(route, one.stages, stage.name, to))
}

const judgeTakingBack = (at: Judged, { move }: Origin): void => {
  const { fact, one, route, note } = at
  judgeServing(at)
  const { from, to } = fact.data
  const taken = one.facts
    .slice(0, -1)
    .findLast(({ data, type }) => type === move?.fact && data['from'] === to && data['to'] === from)
  if (!taken || !personsOf(fact).some(person => personsOf(taken).includes(person)))
    note(fact, 'without-the-chair', `${fact.actor} takes back what they did not send`)
  for (const subject of [...(move?.decides ?? []), ...(move?.drafts === undefined ? [] : [move.drafts])])
    one.passes.set(subject, (one.passes.get(subject) ?? []).slice(0, -1))
  goBack(at, String(from), String(to), stagesAfter(route, one.stages, String(from), String(to)))
}

const write = (one: Followed, subject: string, persons: readonly string[]): void => {
  one.authors.set(subject, new Set([...(one.authors.get(subject) ?? []), ...persons]))
}

const judgeStanding = ({ fact, one, note }: Judged): void => {
  const folded = one.state?.work.standing.stages ?? []
  if (folded.toSorted().join() !== one.stages.toSorted().join())
    note(fact, 'outside-the-table', `stands at ${folded.join(' + ')} instead of ${one.stages.join(' + ')}`)
  const isOpen = one.state?.adjustments.some(({ outcome }) => outcome === 'open') ?? false
  if (isOpen !== folded.length > 1)
    note(fact, 'outside-the-table', `adjustment ${isOpen ? 'open' : 'over'} while at ${folded.join(' + ')} after ${fact.type}`)
}

/** What a fact says a sum is has to be the sum of the lines it is over. A scaled total (no budget to execute) is not looked at. */
const judgeSums = ({ fact, one, before, note }: Judged): void => {
  const event: DeclarationEvent = eventOf(fact)
  if (event.type === 'submitted' && before) {
    const { annualRequest, currentYearAppropriation, carryover, annualOther } = before.form.funds
    if (annualRequest !== (currentYearAppropriation ?? 0n) + (carryover ?? 0n) + (annualOther ?? 0n))
      note(fact, 'sums', `submitted with ${annualRequest} fen that is not the sum of its parts`)
  }
  const scored = event.type === 'self-scored' ? event.data : one.state?.selfScore
  const execution = scored?.execution?.score
  const total = event.type === 'self-scored' || event.type === 'evaluation-confirmed' ? event.data.total : null
  if (!scored || execution === undefined || total === null) return
  const lines = scored.rows.map(({ indicatorId, score }) =>
    decimal((event.type === 'self-scored' ? undefined : one.state?.rescores[indicatorId]?.to) ?? score ?? '0'),
  )
  if (compare(add(sum(lines), decimal(execution)), decimal(total)) !== 0)
    note(fact, 'sums', `${event.type} says ${total}, its lines say otherwise`)
}
