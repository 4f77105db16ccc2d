import type { Role } from './role.ts'

export type FoundOrganisation = Readonly<{
  type: 'found-organisation'
  organisationId: string
  name: string
  kind: 'unit' | 'department'
  parentId: string | null
}>

export type AppointOfficer = Readonly<{
  type: 'appoint-officer'
  officerId: string
  account: string
  name: string
  organisationId: string
  roles: readonly Role[]
}>

export type DismissOfficer = Readonly<{ type: 'dismiss-officer'; officerId: string; reason: string }>

/** 初始化: the organisations, departments before their units, and the officers to begin with, an administrator among them. */
export type BeginDirectory = Readonly<{
  type: 'begin-directory'
  organisations: readonly Omit<FoundOrganisation, 'type'>[]
  officers: readonly Omit<AppointOfficer, 'type'>[]
}>

export type DirectoryCommand = FoundOrganisation | AppointOfficer | DismissOfficer | BeginDirectory
