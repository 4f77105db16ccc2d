import type { Day } from '@shenbao/kernel/dates.ts'
import { type Deputyship, type Directory, servingOfficer } from './directory.ts'
import type { Role } from './role.ts'
import { chairsPassedOn } from './rules/a-deputy-passes-nothing-on.ts'

/** For whom an officer may act, and in which of that person's chairs; the chairs have the shape the workflow asks for. */
export type ActingFor = Readonly<{
  onBehalfOf: string
  chairs: readonly Readonly<{ role: Role; organisation: string }>[]
}>

/** Who stands in, in which roles, and until when. `until` is the last day. */
export type Deputy = Readonly<{
  deputyshipId: string
  deputyId: string
  roles: readonly Role[]
  from: Day
  until: Day
  reason: string
}>

/**
 * Everybody the officer may act for on this day, each once. Authority is a matter of the day: a deputyship that has run out, has ended
 * or has not begun gives none, and none is left when the deputy or the principal serves no more.
 */
export const actingFor = (directory: Directory, officerId: string, today: Day): readonly ActingFor[] => {
  const byPrincipal = new Map<string, ActingFor['chairs']>()
  for (const deputyship of runningOn(directory, today)) {
    if (deputyship.deputyId !== officerId) continue
    const chairs = chairsOfDeputyship(directory, deputyship)
    if (chairs.length > 0)
      byPrincipal.set(deputyship.principalId, [...(byPrincipal.get(deputyship.principalId) ?? []), ...chairs])
  }
  return [...byPrincipal].map(([onBehalfOf, chairs]) => ({ onBehalfOf, chairs }))
}

/** Who may act for the officer on this day. */
export const deputiesOf = (directory: Directory, officerId: string, today: Day): readonly Deputy[] =>
  runningOn(directory, today).flatMap(deputyship => {
    const { deputyshipId, principalId, deputyId, from, until, reason } = deputyship
    const roles = chairsOfDeputyship(directory, deputyship).map(({ role }) => role)
    return principalId === officerId && roles.length > 0 ? [{ deputyshipId, deputyId, roles, from, until, reason }] : []
  })

const runningOn = (directory: Directory, today: Day): readonly Deputyship[] =>
  Object.values(directory.deputyships).filter(({ ended, from, until }) => ended === null && from <= today && today <= until)

const chairsOfDeputyship = (directory: Directory, { principalId, deputyId, roles }: Deputyship): ActingFor['chairs'] => {
  const principal = servingOfficer(directory, principalId)
  return principal && servingOfficer(directory, deputyId) ? chairsPassedOn(principal, roles) : []
}
