import type { Seat } from './route.ts'
import type { Work } from './work.ts'

type OfPeople = Pick<Work, 'signings' | 'talk' | 'standing'>

/** What waits for an officer by name, wherever their turn is: it would stay behind when they leave. */
export type WorkOf =
  /** A signature. `named`: 转办、指派 or the route itself; `added`: 加签; `claimed`: taken from those who share the seats. */
  | Readonly<{ kind: 'signature'; stage: string; slot: string; how: 'named' | 'added' | 'claimed'; seats: readonly Seat[] }>
  /** 委派: an opinion for `from`, who can decide without it. */
  | Readonly<{ kind: 'delegation'; stage: string; slot: string; from: string | null }>
  /** 征求意见: asked and not answered; nobody is held up by it. */
  | Readonly<{ kind: 'consultation'; stage: string; consultation: string; from: string }>

export const workOf = ({ signings, talk, standing }: OfPeople, officer: string): readonly WorkOf[] => {
  const slots = Object.entries(signings).flatMap(([stage, signing]) =>
    signing.slots.flatMap(slot => (slot.state === 'open' ? [{ stage, ...slot }] : [])),
  )
  return [
    ...slots
      .filter(slot => slot.officer === officer)
      .map(({ stage, slot, seats, claimed, addedBy }) => {
        const how = claimed ? ('claimed' as const) : addedBy !== null ? ('added' as const) : ('named' as const)
        return { kind: 'signature' as const, stage, slot, how, seats }
      }),
    ...slots
      .filter(({ delegate }) => delegate === officer)
      .map(({ stage, slot, officer: from }) => ({ kind: 'delegation' as const, stage, slot, from })),
    ...talk.consultations
      .filter(({ stage, asked }) => standing.stages.includes(stage) && asked.includes(officer))
      .filter(({ answers }) => !answers.some(({ told }) => told.actor === officer || told.onBehalfOf === officer))
      .map(({ stage, consultation, told }) => ({ kind: 'consultation' as const, stage, consultation, from: told.actor })),
  ]
}

/** Everybody by name for whom something waits, each once. */
export const officersAwaited = ({ signings, talk, standing }: OfPeople): readonly string[] => {
  const open = Object.values(signings).flatMap(({ slots }) => slots.filter(({ state }) => state === 'open'))
  const asked = talk.consultations.filter(({ stage }) => standing.stages.includes(stage)).flatMap(one => one.asked)
  const officers = [...open.flatMap(({ officer, delegate }) => [officer, delegate]), ...asked]
  return [...new Set(officers.filter(officer => officer !== null))]
}
