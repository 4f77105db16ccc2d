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

/** Organisations and officers by id, in the order of founding and appointing. */
export type Directory = Readonly<{
  organisations: Readonly<Record<string, Organisation>>
  officers: Readonly<Record<string, Officer>>
}>

export const emptyDirectory: Directory = { organisations: {}, officers: {} }

export const isEmpty = (directory: Directory): boolean =>
  Object.keys(directory.organisations).length === 0 && Object.keys(directory.officers).length === 0

export const evolveDirectory = (directory: Directory, event: DirectoryEvent): Directory => {
  switch (event.type) {
    case 'organisation-founded':
      return { ...directory, organisations: { ...directory.organisations, [event.data.organisationId]: event.data } }
    case 'officer-appointed':
      return withOfficer(directory, { ...event.data, serving: true })
    case 'officer-dismissed': {
      const officer = officerOf(directory, event.data.officerId)
      if (!officer) throw new TypeError(`officer-dismissed names nobody: ${event.data.officerId}`)
      return withOfficer(directory, { ...officer, serving: false })
    }
  }
}

const withOfficer = (directory: Directory, officer: Officer): Directory => ({
  ...directory,
  officers: { ...directory.officers, [officer.officerId]: officer },
})

/** Ids come from outside, and `__proto__` is nobody. */
export const organisationOf = (directory: Directory, id: string): Organisation | null =>
  Object.hasOwn(directory.organisations, id) ? (directory.organisations[id] ?? null) : null

export const officerOf = (directory: Directory, id: string): Officer | null =>
  Object.hasOwn(directory.officers, id) ? (directory.officers[id] ?? null) : null

export const servingOfficers = (directory: Directory): readonly Officer[] =>
  Object.values(directory.officers).filter(({ serving }) => serving)

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
