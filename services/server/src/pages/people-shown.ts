import { type Directory, type Officer, organisationOf, servingOfficers } from '@shenbao/directory/directory.ts'
import { peopleOf } from '@shenbao/directory/people.ts'
import { type Role, roleTitles } from '@shenbao/directory/role.ts'
import type { Seat } from '@shenbao/workflow/route.ts'
import type { Who } from '@shenbao/workflow/work.ts'
import { nameOfActor } from '../names.ts'

/** Somebody to be chosen from a list: the name, and enough beside it to tell two people of one name apart. */
export type OfficerChoice = Readonly<{ officerId: string; name: string; title: string }>

/** The people of one case, as pages name them. */
export type PeopleShown = Readonly<{
  name: (officerId: string) => string
  /** Who did something: 甲（代乙）where a deputy did. */
  told: (who: Who) => string
  /** A chair and whoever sits on it today. */
  seat: (seat: Seat) => string
  /** Serving officers of the unit and the department of the case. */
  choices: readonly OfficerChoice[]
}>

export const peopleShown = (directory: Directory, of: Readonly<{ unitId: string; departmentId: string }>): PeopleShown => {
  const name = (officerId: string): string => nameOfActor(directory, officerId)
  const { holders } = peopleOf(directory, { unit: of.unitId, department: of.departmentId })
  return {
    name,
    told: ({ actor, onBehalfOf }) => (onBehalfOf === null ? name(actor) : `${name(actor)}（代${name(onBehalfOf)}）`),
    seat: seat => {
      if ('officer' in seat) return name(seat.officer)
      const title = roleTitle(seat.role)
      const names = holders(seat).map(name)
      if (names.length === 0) return `${title}（现在无人）`
      return names.every(one => one === title) ? title : `${title}（${names.join('、')}）`
    },
    choices: servingOfficers(directory)
      .filter(({ organisationId }) => organisationId === of.unitId || organisationId === of.departmentId)
      .map(officer => choiceOf(directory, officer)),
  }
}

export const choiceOf = (directory: Directory, officer: Officer): OfficerChoice => {
  const { officerId, name, roles, organisationId } = officer
  const held = rolesTitle(roles)
  const organisation = organisationOf(directory, organisationId)?.name ?? ''
  // In small organisations a person is often called by the post: saying it twice helps nobody.
  return { officerId, name, title: [name, ...(held === name ? [] : [held]), organisation].join(' · ') }
}

export const rolesTitle = (roles: readonly Role[]): string => roles.map(role => roleTitles[role]).join('、')

export const isRole = (role: string): role is Role => Object.hasOwn(roleTitles, role)

export const roleTitle = (role: string): string => (isRole(role) ? roleTitles[role] : role)
