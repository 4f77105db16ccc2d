import { whatBlocksAppointing } from './appointing.ts'
import { type Directory, type Officer, officerOfAccount } from './directory.ts'
import { type DirectoryEvent, OfficerAppointed } from './events.ts'
import { organisationNamed, type PlannedOrganisations } from './plan-organisations.ts'
import type { RosterError, RosterNote, RosterRow } from './roster.ts'

export type PlannedOfficers = Readonly<{
  events: readonly DirectoryEvent[]
  errors: readonly RosterError[]
  notes: readonly RosterNote[]
}>

/** Appoints whom the rows name and the directory does not have, into the organisations as they would be. */
export const planOfficers = (
  importId: string,
  rows: readonly RosterRow[],
  { directory, unsure }: PlannedOrganisations,
): PlannedOfficers => {
  const dismissed = accountsDismissed(directory)
  const lines = new Map<string, number>()
  const planned = rows.filter(tellsOfAnOfficer).map((row): Partial<PlannedOfficers> => {
    const { line, account } = row
    const first = account === '' ? undefined : lines.get(account)
    if (first !== undefined)
      return { errors: [{ line, column: 'account', message: `账号“${account}”在第 ${first} 行已经列出。请只保留一行。` }] }
    lines.set(account, line)
    const officer = officerOfAccount(directory, account)
    if (officer) return { notes: notesOn(row, officer, directory) }
    if (dismissed.has(account)) return { notes: [{ line, column: 'account', message: hiredBefore(account), proposals: [] }] }
    return appointment(importId, row, directory, unsure)
  })
  const nowhere = rows.filter(({ organisation }) => organisation === '')
  return {
    events: planned.flatMap(({ events = [] }) => events),
    errors: [
      ...nowhere.map(({ line }) => ({ line, column: 'organisation', message: '请填写单位。' }) as const),
      ...planned.flatMap(({ errors = [] }) => errors),
    ],
    notes: planned.flatMap(({ notes = [] }) => notes),
  }
}

const tellsOfAnOfficer = ({ account, name, roles }: RosterRow): boolean =>
  account !== '' || name !== '' || roles === null || roles.length > 0

const accountsDismissed = (directory: Directory): ReadonlySet<string> =>
  new Set(Object.values(directory.officers).flatMap(({ serving, account }) => (serving ? [] : [account])))

const hiredBefore = (account: string): string =>
  `账号“${account}”的人员已经解除，不随导入恢复。确需再任用，或交给他人使用，请单独办理任用。`

const appointment = (
  importId: string,
  { line, organisation, account, name, roles }: RosterRow,
  directory: Directory,
  unsure: ReadonlySet<string>,
): Partial<PlannedOfficers> => {
  const isSure = organisation !== '' && !unsure.has(organisation)
  const organisationId = organisationNamed(directory, organisation)?.organisationId ?? ''
  const wanted = { officerId: `${importId}-p${line}`, account, name, organisationId, roles: [...(roles ?? [])] }
  const errors = whatBlocksAppointing(wanted, directory)
    .filter(({ field }) => (field !== 'organisation' || isSure) && (field !== 'roles' || roles !== null))
    .map(({ field, because }) => ({ line, column: field, message: because.detail }))
  return errors.length === 0 && isSure && roles ? { events: [OfficerAppointed.of(wanted)] } : { errors }
}

const IMPORT_REASON = '按导入的名册调整'

const notesOn = (row: RosterRow, officer: Officer, directory: Directory): readonly RosterNote[] => {
  const { line, name } = row
  const { officerId, account } = officer
  const organisationId = organisationNamed(directory, row.organisation)?.organisationId ?? officer.organisationId
  const roles = row.roles && row.roles.length > 0 ? row.roles : officer.roles
  const moves = organisationId !== officer.organisationId
  const regroups = roles.length !== officer.roles.length || !roles.every(role => officer.roles.includes(role))
  const rename: RosterNote = {
    line,
    column: 'name',
    message: `账号“${account}”现名“${officer.name}”，文件中为“${name}”，保持原样。如需更名请确认后办理。`,
    proposals: [{ type: 'rename-officer', officerId, name, reason: IMPORT_REASON }],
  }
  const reassign: RosterNote = {
    line,
    column: moves ? 'organisation' : 'roles',
    message: `“${officer.name}”（${account}）的${moves ? '单位' : '岗位'}与文件不同，保持原样。如需调岗请确认后办理。`,
    proposals: [{ type: 'reassign-officer', officerId, organisationId, roles, reason: IMPORT_REASON }],
  }
  return [...(name !== '' && name !== officer.name ? [rename] : []), ...(moves || regroups ? [reassign] : [])]
}
