import { type Directory, servingOfficer, servingOfficers } from './directory.ts'

/** Who is meant: whoever holds a role in the organisation behind a word (`unit`, `department` …; `any`: everywhere), or one officer. */
export type Seat = Readonly<{ role: string; at: string }> | Readonly<{ officer: string }>

/** The people of one case, in the shape the workflow asks for: officer ids, deputies not among them. */
export type People = Readonly<{
  holders: (seat: Seat) => readonly string[]
  serves: (officer: string) => boolean
}>

/**
 * The people as the directory has them now. `organisations` says which organisation stands behind each word in the case; a word that is
 * not there has nobody. Holders come in the order of appointing.
 */
export const peopleOf = (directory: Directory, organisations: Readonly<Record<string, string>>): People => {
  const serves = (officer: string): boolean => servingOfficer(directory, officer) !== null
  return {
    serves,
    holders: seat => {
      if ('officer' in seat) return serves(seat.officer) ? [seat.officer] : []
      const { role, at } = seat
      const organisation = Object.hasOwn(organisations, at) ? organisations[at] : undefined
      return servingOfficers(directory)
        .filter(
          ({ roles, organisationId }) => roles.some(held => held === role) && (at === 'any' || organisationId === organisation),
        )
        .map(({ officerId }) => officerId)
    },
  }
}
