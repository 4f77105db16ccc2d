import type { Day } from '@shenbao/kernel/dates.ts'
import type { CalendarYear } from './calendar-year.ts'
import type { DirectoryEvent, organisationKinds } from './events.ts'
import type { Role } from './role.ts'

export type Organisation = Readonly<{
  organisationId: string
  name: string
  kind: (typeof organisationKinds)[number]
  parentId: string | null
}>

/** Somebody who acts in one organisation. A dismissed officer stays on record: facts name them for ever. */
export type Officer = Readonly<{
  officerId: string
  account: string
  name: string
  organisationId: string
  roles: readonly Role[]
  serving: boolean
}>

/**
 * 代理: the deputy may act in the principal's roles (`null`: all) from the first day to the last. `ended` is the reason for which it
 * ended before, `null` when it did not.
 */
export type Deputyship = Readonly<{
  deputyshipId: string
  principalId: string
  deputyId: string
  from: Day
  until: Day
  roles: readonly Role[] | null
  reason: string
  ended: string | null
}>

/** Organisations, officers and deputyships by id. `appointed` has the officers in the order of appointing: ids like "7" would not. */
export type Directory = Readonly<{
  organisations: Readonly<Record<string, Organisation>>
  officers: Readonly<Record<string, Officer>>
  appointed: readonly string[]
  deputyships: Readonly<Record<string, Deputyship>>
  /** By year: what was announced here, beside and before the years that the product ships. */
  calendar: Readonly<Record<number, CalendarYear>>
}>

export const emptyDirectory: Directory = { organisations: {}, officers: {}, appointed: [], deputyships: {}, calendar: {} }

export const isEmpty = (directory: Directory): boolean =>
  Object.keys(directory.organisations).length === 0 && Object.keys(directory.officers).length === 0

export const evolveDirectory = (directory: Directory, event: DirectoryEvent): Directory => {
  switch (event.type) {
    case 'organisation-founded':
      return { ...directory, organisations: { ...directory.organisations, [event.data.organisationId]: event.data } }
    case 'officer-appointed':
      return {
        ...withOfficer(directory, { ...event.data, serving: true }),
        appointed: [...directory.appointed, event.data.officerId],
      }
    case 'officer-dismissed':
      return withOfficer(directory, { ...officerIn(directory, event), serving: false })
    case 'officer-reassigned': {
      const { organisationId, roles } = event.data
      return withOfficer(directory, { ...officerIn(directory, event), organisationId, roles })
    }
    case 'officer-renamed':
      return withOfficer(directory, { ...officerIn(directory, event), name: event.data.name })
    case 'deputy-appointed':
      return withDeputyship(directory, { ...event.data, ended: null })
    case 'deputy-ended': {
      const deputyship = deputyshipOf(directory, event.data.deputyshipId)
      if (!deputyship) throw new TypeError(`deputy-ended names no deputyship: ${event.data.deputyshipId}`)
      return withDeputyship(directory, { ...deputyship, ended: event.data.reason })
    }
    case 'calendar-year-announced':
      return { ...directory, calendar: { ...directory.calendar, [event.data.year]: event.data } }
  }
}

type OfOfficer = Extract<DirectoryEvent, { data: { officerId: string } }>

const officerIn = (directory: Directory, { type, data }: OfOfficer): Officer => {
  const officer = officerOf(directory, data.officerId)
  if (!officer) throw new TypeError(`${type} names nobody: ${data.officerId}`)
  return officer
}

const withDeputyship = (directory: Directory, deputyship: Deputyship): Directory => ({
  ...directory,
  deputyships: { ...directory.deputyships, [deputyship.deputyshipId]: deputyship },
})

const withOfficer = (directory: Directory, officer: Officer): Directory => ({
  ...directory,
  officers: { ...directory.officers, [officer.officerId]: officer },
})

/** Ids come from outside, and `__proto__` is nobody. */
export const organisationOf = (directory: Directory, id: string): Organisation | null =>
  Object.hasOwn(directory.organisations, id) ? (directory.organisations[id] ?? null) : null

export const officerOf = (directory: Directory, id: string): Officer | null =>
  Object.hasOwn(directory.officers, id) ? (directory.officers[id] ?? null) : null

export const deputyshipOf = (directory: Directory, id: string): Deputyship | null =>
  Object.hasOwn(directory.deputyships, id) ? (directory.deputyships[id] ?? null) : null

/** In the order of appointing. */
export const servingOfficers = (directory: Directory): readonly Officer[] =>
  directory.appointed.flatMap(officerId => servingOfficer(directory, officerId) ?? [])

export const servingOfficer = (directory: Directory, officerId: string): Officer | null => {
  const officer = officerOf(directory, officerId)
  return officer?.serving ? officer : null
}

export const officerOfAccount = (directory: Directory, account: string): Officer | null =>
  servingOfficers(directory).find(officer => officer.account === account) ?? null

/** The chairs an officer sits on, in the shape the workflow asks for. */
export const chairsOf = (officer: Officer): readonly Readonly<{ role: Role; organisation: string }>[] =>
  officer.roles.map(role => ({ role, organisation: officer.organisationId }))

/** The department a unit answers to; a department answers for itself. `null` for an organisation without one. */
export const departmentOf = (directory: Directory, organisationId: string): Organisation | null => {
  const organisation = organisationOf(directory, organisationId)
  if (!organisation) return null
  if (organisation.kind === 'department') return organisation
  return organisation.parentId === null ? null : organisationOf(directory, organisation.parentId)
}
