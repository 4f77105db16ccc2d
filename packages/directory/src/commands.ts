import type { Day } from '@shenbao/kernel/dates.ts'
import type { CalendarYear } from './calendar-year.ts'
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

/** 调岗: organisation and roles as they are to be, all of them, also those that stay. */
export type ReassignOfficer = Readonly<{
  type: 'reassign-officer'
  officerId: string
  organisationId: string
  roles: readonly Role[]
  reason: string
}>

/** 更名: a changed name, or a corrected one. The account stays. */
export type RenameOfficer = Readonly<{ type: 'rename-officer'; officerId: string; name: string; reason: string }>

/**
 * A whole roster as CSV text (see `roster.ts`), taken in at once or not at all. `importId` (at most 50 characters) is new for each
 * import: the ids of what is founded and appointed begin with it, so that deciding again gives the same ones.
 */
export type ImportRoster = Readonly<{ type: 'import-roster'; importId: string; text: string }>

/** 公布放假安排: the notice of a year; one announced again replaces the earlier. */
export type AnnounceCalendarYear = Readonly<{ type: 'announce-calendar-year'; calendar: CalendarYear }>

export type DirectoryCommand =
  | FoundOrganisation
  | AppointOfficer
  | DismissOfficer
  | ReassignOfficer
  | RenameOfficer
  | ImportRoster
  | AnnounceCalendarYear
  | BeginDirectory

/** 设立代理: `from` and `until` are both counted; `roles` are some of the principal's, `null` for all of them. */
export type AppointDeputy = Readonly<{
  type: 'appoint-deputy'
  deputyshipId: string
  principalId: string
  deputyId: string
  from: Day
  until: Day
  roles: readonly Role[] | null
  reason: string
}>

export type EndDeputy = Readonly<{ type: 'end-deputy'; deputyshipId: string; reason: string }>

/** What officers settle among themselves; `decide-deputies.ts` decides it, for the day on which it is sent. */
export type DeputyCommand = AppointDeputy | EndDeputy

export const isDeputyCommand = (command: DirectoryCommand | DeputyCommand): command is DeputyCommand =>
  command.type === 'appoint-deputy' || command.type === 'end-deputy'
