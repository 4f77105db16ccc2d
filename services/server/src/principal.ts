import type { Principal } from '@shenbao/declaration/principal.ts'
import { chairsOf, type Officer } from '@shenbao/directory/directory.ts'
import { seesEverything } from '@shenbao/directory/may-see.ts'

/** The officer as the rules ask for them. */
export const principalOf = (officer: Officer): Principal => ({
  officerId: officer.officerId,
  onBehalfOf: null,
  chairs: chairsOf(officer),
})

/** The organisations whose declarations lists show to the officer; absent: all. The same rule as `maySee`, as a filter. */
export const withinOf = (officer: Officer): readonly string[] | undefined =>
  seesEverything(officer) ? undefined : [officer.organisationId]
