import { isSameSeat, type Move, type Route, type Seat, type StageDefinition, stageNamed } from './route.ts'
import { passingMove } from './signing.ts'
import type { Work } from './work.ts'

/** The chairs a person sits on. `organisation` is an organisation id; `any` stands for the whole system. */
export type Chair = Readonly<{ role: string; organisation: string }>

/** Which organisation stands behind each word of the route (`unit`, `department` …) in one case. */
export type Organisations = Readonly<Record<string, string>>

/** The officer, the one they act for, and the chairs they act from. */
export type Person = Readonly<{ ids: readonly string[]; chairs: readonly Chair[] }>

export const sitsOn = ({ ids, chairs }: Person, seat: Seat, organisations: Organisations): boolean =>
  'officer' in seat
    ? ids.includes(seat.officer)
    : chairs.some(chair => chair.role === seat.role && (seat.at === 'any' || chair.organisation === organisations[seat.at]))

export type Entitlement =
  /** The command is this person's, here and now. */
  | Readonly<{ kind: 'here'; stage: string }>
  /** The command is open now, but to somebody else. */
  | Readonly<{ kind: 'somebody-else'; seats: readonly Seat[] }>
  /** The command is this person's in another stage. */
  | Readonly<{ kind: 'elsewhere'; stages: readonly string[] }>
  /** The command is never this person's on this route. */
  | Readonly<{ kind: 'never' }>

/**
 * Whether the person may send the command to the case as it stands: from a chair the route names, or because a signature is asked
 * of them (转办、加签). Taking back is open to whoever made the last move.
 */
export const entitlement = (
  route: Route,
  work: Work,
  command: string,
  person: Person,
  organisations: Organisations,
): Entitlement => {
  if (command === 'withdraw') return mayTakeBack(route, work, person, organisations)
  const open = work.standing.stages.map(name => stageNamed(route, name))
  const sits = (seat: Seat): boolean => sitsOn(person, seat, organisations)
  const here = open.find(
    stage =>
      seatsOf(stage, command).some(sits) || (signsIn(work, stage, person, organisations) && comesWithSigning(stage, command)),
  )
  if (here) return { kind: 'here', stage: here.name }
  const seats = open.flatMap(stage => seatsOf(stage, command))
  if (seats.length > 0) return { kind: 'somebody-else', seats }
  const stages = route.stages.filter(stage => seatsOf(stage, command).some(sits)).map(stage => stage.name)
  return stages.length > 0 ? { kind: 'elsewhere', stages } : { kind: 'never' }
}

export const seatsOf = (stage: StageDefinition, command: string): readonly Seat[] => [
  ...(stage.acts?.[command]?.who ?? []),
  ...(stage.moves?.[command]?.who ?? []),
]

/** The commands somebody may send in a stage, acts and moves alike. */
export const commandsOf = (stage: StageDefinition): readonly string[] => [
  ...Object.keys(stage.acts ?? {}),
  ...Object.keys(stage.moves ?? {}),
]

const mayTakeBack = (route: Route, work: Work, person: Person, organisations: Organisations): Entitlement => {
  const recall = work.recalls.find(({ by }) => person.ids.some(id => by.includes(id)))
  if (recall) return { kind: 'here', stage: recall.to }
  const takers: readonly (readonly [string, Move])[] = route.stages.flatMap(stage =>
    Object.values(stage.moves ?? {}).flatMap(move => (move.withdrawnBy === undefined ? [] : [[stage.name, move] as const])),
  )
  const stages = takers.filter(([, move]) => move.who.some(seat => sitsOn(person, seat, organisations))).map(([name]) => name)
  return stages.length > 0 ? { kind: 'elsewhere', stages: [...new Set(stages)] } : { kind: 'never' }
}

/** Whether a signature of the stage is asked of this person: by name, or on a chair it was escalated to. */
const signsIn = (work: Work, { name }: StageDefinition, person: Person, organisations: Organisations): boolean =>
  (work.signings[name]?.slots ?? []).some(
    ({ state, officer, seats }) =>
      state === 'open' &&
      (officer === null ? seats.some(seat => sitsOn(person, seat, organisations)) : person.ids.includes(officer)),
  )

/** Who signs in a stage may do there what its signers do: pass, return, reject, and the acts of the same seats. */
export const comesWithSigning = (stage: StageDefinition, command: string): boolean => {
  const passing = passingMove(stage)
  if (!passing) return false
  const own = (seats: readonly Seat[]): boolean => seats.some(seat => passing.move.who.some(other => isSameSeat(seat, other)))
  const move = stage.moves?.[command]
  return move !== undefined ? own(move.who) : own(stage.acts?.[command]?.who ?? [])
}
