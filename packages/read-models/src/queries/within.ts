import type { Condition } from '../statement.ts'
import { when } from '../statement.ts'

/** Organisations whose declarations the asking person may see, as unit or as department above it; absent: all of them. */
export type Within = readonly string[] | undefined

/** Over the columns of the list, under the name `d`. */
export const withinOrganisations = (within: Within): Condition =>
  when(within, organisations => ({
    sql: `d.unit_id in (select value from json_each(:within)) or d.department_id in (select value from json_each(:within))`,
    values: { within: JSON.stringify(organisations) },
  }))
