import type { ImportRoster } from './commands.ts'
import type { Directory } from './directory.ts'
import type { DirectoryEvent } from './events.ts'
import { planOfficers } from './plan-officers.ts'
import { planOrganisations } from './plan-organisations.ts'
import { type RosterError, type RosterNote, readRoster } from './roster.ts'

export type RosterPlan =
  | Readonly<{ sound: true; events: readonly DirectoryEvent[]; notes: readonly RosterNote[] }>
  | Readonly<{ sound: false; errors: readonly RosterError[] }>

/**
 * What taking the roster in would record, or everything that is wrong with it, by line. An import only adds: who is there already is
 * left as they are, since moving people is a decision with a reason of its own (调岗); where the file says otherwise a note says so and
 * carries the command. An account whose officer was dismissed is left alone and noted: an old file hires nobody again.
 */
export const planRoster = ({ importId, text }: Omit<ImportRoster, 'type'>, directory: Directory): RosterPlan => {
  const { rows, errors: misread } = readRoster(text)
  const organisations = planOrganisations(importId, rows, directory)
  const officers = planOfficers(importId, rows, organisations)
  const errors = [...misread, ...organisations.errors, ...officers.errors]
  if (errors.length > 0) return { sound: false, errors: errors.toSorted((a, b) => a.line - b.line) }
  const notes = [...organisations.notes, ...officers.notes].toSorted((a, b) => a.line - b.line)
  return { sound: true, events: [...organisations.events, ...officers.events], notes }
}
