import type { Principal } from '@shenbao/declaration/principal.ts'
import { actingFor } from '@shenbao/directory/deputies.ts'
import { chairsOf, type Directory, type Officer, servingOfficer } from '@shenbao/directory/directory.ts'
import { seesEverything } from '@shenbao/directory/may-see.ts'
import type { Day } from '@shenbao/kernel/dates.ts'

/** The officer as the rules ask for them. */
export const principalOf = (officer: Officer): Principal => ({
  officerId: officer.officerId,
  onBehalfOf: null,
  chairs: chairsOf(officer),
})

/** As whom the officer may act on this day: for themselves first, then for everybody they stand in for (代理), each once. */
export const principalsFor = (directory: Directory, officer: Officer, today: Day): readonly Principal[] => [
  principalOf(officer),
  ...actingFor(directory, officer.officerId, today).map(({ onBehalfOf, chairs }) => {
    const all = servingOfficer(directory, onBehalfOf)?.roles ?? []
    const partly = all.some(role => !chairs.some(chair => chair.role === role))
    return { officerId: officer.officerId, onBehalfOf, chairs, ...(partly ? { partly } : {}) }
  }),
]

/** With whose eyes the officer sees on this day: their own, and those of whom they stand in for, in the roles passed on alone. */
export const eyesOf = (directory: Directory, officer: Officer, today: Day): readonly Officer[] => [
  officer,
  ...actingFor(directory, officer.officerId, today).flatMap(({ onBehalfOf, chairs }) => {
    const absent = servingOfficer(directory, onBehalfOf)
    return absent ? [{ ...absent, roles: chairs.map(({ role }) => role) }] : []
  }),
]

/** The organisations whose declarations lists show to the officer; absent: all. The same rule as `maySee`, as a filter. */
export const withinOf = (officer: Officer): readonly string[] | undefined =>
  seesEverything(officer) ? undefined : [officer.organisationId]
