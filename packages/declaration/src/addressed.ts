import type { Declaration } from './state.ts'

/**
 * Whether something of the declaration was sent to the officer by name: a signature or an opinion is asked of them, or they got a
 * copy. Then they are shown it wherever they work; nobody can answer what they may not read.
 */
export const isAddressedTo = ({ work }: Declaration, officer: string): boolean =>
  work.talk.copied[officer] !== undefined ||
  work.talk.consultations.some(({ asked }) => asked.includes(officer)) ||
  Object.values(work.signings).some(({ slots }) =>
    slots.some(slot => slot.state === 'open' && (slot.officer === officer || slot.delegate === officer)),
  )
