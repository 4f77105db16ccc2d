import { eventOf } from '../../packages/declaration/src/recorded.ts'
import { servingOfficer } from '../../packages/directory/src/directory.ts'
import { isSigningFact } from '../../packages/workflow/src/evolve-signing.ts'
import { isSameSeat, type Move, type StageDefinition, stageNamed } from '../../packages/workflow/src/route.ts'
import { type Judged, judgeChair, personsOf } from './chronicle.ts'
import { type Due, judgeDeadline, worksOn } from './deadline-judge.ts'
import type { Origin } from './legal-moves.ts'
import { holdersOf } from './organisation.ts'
import {
  ADMINISTRATOR,
  areAsked,
  howItStands,
  isReady,
  judgeOpinion,
  judgeSigning,
  passOf,
  type Signed,
  slotsAsked,
} from './signing-judge.ts'

const organisationsOf = ({ one }: Judged) => ({ unit: one.state?.unitId ?? '', department: one.state?.departmentId ?? '' })

const signedAt = (at: Judged, stage: StageDefinition): Signed => {
  const { fact, one, directory, route, note } = at
  const decides = passOf(stage)?.decides ?? []
  return {
    route,
    stage,
    slots: one.asked.get(stage.name) ?? [],
    directory,
    organisations: organisationsOf(at),
    kept: {
      authors: decides.flatMap(subject => [...(one.authors.get(subject) ?? [])]),
      passers: decides.flatMap(subject => one.passes.get(subject)?.at(-1) ?? []),
    },
    persons: personsOf(fact),
    note: what => note(fact, 'signing', `${stage.name}: ${what}`),
  }
}

/**
 * Whether the act or move of a stage with signatures is done by somebody who is asked there: a signature of theirs is open, was given with this
 * very command, or counted by a rule of the route. Whoever does it from a seat that does not sign is judged by that seat.
 */
export const isAskedFor = (at: Judged, { stage, seats, move }: Origin): boolean => {
  const { fact, one, directory } = at
  const signers = passOf(stage)?.who
  const isSigned = one.signed?.commandId === fact.commandId
  // What follows from a vote that fails is recorded by whoever cast it, whatever seats may send the case back by themselves.
  if (isSigned && one.signed?.objects === true) return true
  if (!signers || one.asked.get(stage.name) === undefined) return false
  const others = seats.filter(seat => !signers.some(other => isSameSeat(seat, other)))
  if (others.length === seats.length) return false
  const persons = personsOf(fact)
  if (holdersOf(directory, others, organisationsOf(at)).some(({ officerId }) => persons.includes(officerId))) return false
  const signed = signedAt(at, stage)
  if (isSigned || areAsked(signed)) {
    if (!servingOfficer(directory, fact.actor)) signed.note(`${fact.actor} does not serve`)
  } else if (!(move && signed.slots.every(({ carried }) => carried)))
    signed.note(`${fact.type} by ${fact.actor}, who is not asked`)
  return true
}

export const judgeSignature = (at: Judged, stage: StageDefinition): void => {
  const { fact, one } = at
  one.signed = { commandId: fact.commandId, stage: stage.name, objects: fact.data['vote'] === 'object' }
  const signed = signedAt(at, stage)
  if (!servingOfficer(at.directory, fact.actor)) signed.note(`${fact.actor} does not serve`)
  one.asked.set(stage.name, judgeOpinion(signed, fact))
}

/** A stage is passed when the signatures suffice, and only then; a vote that fails sends the case back. */
export const judgeSignatures = ({ fact, one, note }: Judged, stage: StageDefinition, move: Move): void => {
  const slots = one.asked.get(stage.name)
  if (!slots || !passOf(stage)) return
  const stands = howItStands(stage, slots)
  if (move.kind === 'pass' && stands !== 'passed')
    note(fact, 'signing', `${stage.name} is passed while its signatures are ${stands}`)
  const isByVote = one.signed?.commandId === fact.commandId && one.signed.stage === stage.name
  if (move.kind !== 'pass' && isByVote && stands !== 'failed')
    note(fact, 'signing', `${stage.name} is left by ${fact.type} while its signatures are ${stands}`)
}

export const judgeSigningFact = (at: Judged, stage: StageDefinition): void => {
  const { fact, one, note } = at
  const event = eventOf(fact)
  if (!isSigningFact(event)) return
  const due = judgeDeadline(stage, one.due.get(stage.name), fact, event, what =>
    note(fact, 'deadlines', `${stage.name}: ${what}`),
  )
  if (due) one.due.set(stage.name, due)
  if (one.asked.has(stage.name)) one.asked.set(stage.name, judgeSigning(signedAt(at, stage), event))
}

/** 跳转 and 终止 by an administrator, 撤销 from a seat that hands cases in. */
export const judgeMovePastTheTable = (at: Judged, stage: StageDefinition): void => {
  const { fact, one, route, note } = at
  const to = String(fact.data['to'])
  const begin = Object.values(stageNamed(route, route.begins).moves ?? {})
  judgeChair(at, fact.data['as'] === 'cancel' ? begin.flatMap(({ who }) => who) : [ADMINISTRATOR])
  const back = Object.values(stage.moves ?? {}).flatMap(move => (move.kind === 'return' ? move.to : []))
  const isNear = stageNamed(route, to).phase === stage.phase || back.includes(to)
  if (fact.data['as'] === 'jump' && !isNear) note(fact, 'outside-the-table', `jumps from ${stage.name} to ${to}`)
  const wrote = new Set([...one.authors.values()].flatMap(authors => [...authors]))
  if (fact.data['as'] === 'jump' && !back.includes(to) && personsOf(fact).some(person => wrote.has(person)))
    note(fact, 'own-work', `${fact.actor} jumps ahead with what they wrote`)
  one.passes.clear()
  one.straight.clear()
  goTo(at, stage.name, to, [to])
  one.left.clear()
}

/** What people say is judged by who may say it: 催办 once a working day, an answer by somebody who was asked. */
export const judgeTalk = ({ fact, one, directory, note }: Judged): void => {
  if (!servingOfficer(directory, fact.actor)) note(fact, 'without-the-chair', `${fact.type} by ${fact.actor}, who does not serve`)
  const before = one.facts.slice(0, -1)
  if (fact.type === 'urged') {
    const again = before.some(
      ({ type, data, effectiveOn }) =>
        type === 'urged' && data['stage'] === fact.data['stage'] && effectiveOn === fact.effectiveOn,
    )
    if (again || !worksOn(fact.effectiveOn))
      note(fact, 'deadlines', `urged ${again ? 'twice' : 'on a rest day'}, ${fact.effectiveOn}`)
  }
  if (fact.type !== 'consultation-answered') return
  const asked = before.find(({ type, data }) => type === 'consulted' && data['consultation'] === fact.data['consultation'])
  if (!personsOf(fact).some(person => (asked?.data['to'] as readonly string[] | undefined)?.includes(person)))
    note(fact, 'signing', `${fact.actor} answers what they were not asked`)
}

/** The case goes on from one stage: what was asked there is remembered for a taking back, what is asked in a new one begins. */
export const goTo = ({ fact, one, route }: Judged, from: string, to: string, stages: readonly string[]): void => {
  one.left.set(from, { slots: one.asked.get(from), due: one.due.get(from), to: one.due.get(to), by: personsOf(fact) })
  const entered = stages.filter(name => !one.stages.includes(name))
  one.stages = stages
  for (const name of entered) {
    const stage = stageNamed(route, name)
    if (passOf(stage)) one.asked.set(name, slotsAsked(stage))
  }
  forgetTheRest(one)
}

/** As it was, except that the signature of whoever takes it back is open again. */
export const goBack = ({ one }: Judged, from: string, to: string, stages: readonly string[]): void => {
  const left = one.left.get(to)
  one.stages = stages
  if (left?.slots)
    one.asked.set(
      to,
      left.slots.map(slot =>
        slot.signers.some(person => left.by.includes(person)) ? { ...slot, state: 'open', signers: [] } : slot,
      ),
    )
  if (left?.due) one.due.set(to, left.due)
  if (left?.to) one.due.set(from, left.to)
  forgetTheRest(one)
}

const forgetTheRest = ({ asked, due, stages }: Judged['one']): void => {
  for (const name of asked.keys()) if (!stages.includes(name)) asked.delete(name)
  for (const [name, { dueOn }] of due) if (!stages.includes(name) && dueOn !== null) due.delete(name)
}

/** The folded case asks for the same signatures, of the same people, until the same day. */
export const judgeAsking = ({ fact, one, note }: Judged): void => {
  const { signings = {}, deadlines = {} } = one.state?.work ?? {}
  const text = (slots: readonly unknown[]): string => JSON.stringify(slots)
  for (const name of new Set([...Object.keys(signings), ...one.asked.keys()])) {
    const told = (one.asked.get(name) ?? []).map(({ slot, officer, seats, state, signers, waitsFor }) => [
      ...[slot, officer, seats, state],
      ...[signers, waitsFor],
    ])
    const folded = (signings[name]?.slots ?? []).map(({ slot, officer, seats, state, signedBy, waitsFor }) => [
      ...[slot, officer, seats, state],
      ...[signedBy, waitsFor],
    ])
    if (text(told) !== text(folded)) note(fact, 'signing', `${name} asks for ${text(folded)} instead of ${text(told)}`)
  }
  for (const name of one.stages) {
    const deadline = deadlines[name]
    const folded = deadline?.state === 'running' ? `${deadline.dueOn} ${deadline.lapsed}` : (deadline?.state ?? 'none')
    if (folded !== textOf(one.due.get(name)))
      note(fact, 'deadlines', `${name} is due ${folded} instead of ${textOf(one.due.get(name))}`)
  }
}

const textOf = (due: Due | undefined): string =>
  due === undefined ? 'none' : due.dueOn === null ? 'paused' : `${due.dueOn} ${due.lapsed}`

/** What nobody would ever do anything about: a stage with signatures of which none is open and ready, or that had to be left. */
export const whoIsWaitedFor = (stage: StageDefinition, slots: Signed['slots']): string | null => {
  const stands = howItStands(stage, slots)
  if (stands !== 'open')
    return `${stage.name} stands open with signatures that ${stands === 'passed' ? 'suffice' : 'cannot suffice'}`
  return slots.some(slot => isReady(slots, slot)) ? null : `${stage.name} waits for nobody`
}
