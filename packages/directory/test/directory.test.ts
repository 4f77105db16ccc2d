// Shows what may change the directory, what is refused and why, and who may see what.
import assert from 'node:assert'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import t from 'tap'
import type { DirectoryCommand } from '../src/commands.ts'
import { decideDirectory } from '../src/decide.ts'
import { demonstrationAccounts, demonstrationDirectory, demonstrationOfficerId } from '../src/demonstration.ts'
import {
  chairsOf,
  type Directory,
  departmentOf,
  emptyDirectory,
  evolveDirectory,
  officerOfAccount,
  servingOfficer,
} from '../src/directory.ts'
import { maySee } from '../src/may-see.ts'
import { directoryEventOf, directoryReader } from '../src/recorded.ts'
import { directoryUpcasts } from '../src/upcasts.ts'

const admin = demonstrationOfficerId('admin')

const applied = (directory: Directory, command: DirectoryCommand, actor: string | null): Directory => {
  const decision = decideDirectory(command, directory, actor, '2026-10-08')
  if (!decision.accepted) throw new Error(decision.because.detail)
  return decision.events.reduce(evolveDirectory, directory)
}
const refusal = (directory: Directory, command: DirectoryCommand, actor: string | null): Rejection | null => {
  const decision = decideDirectory(command, directory, actor, '2026-10-08')
  return decision.accepted ? null : decision.because
}

const begun = applied(emptyDirectory, demonstrationDirectory, null)
const second = { organisationId: 'second-unit', name: '另一家单位', kind: 'unit', parentId: 'demonstration-department' } as const
const clerk = {
  officerId: 'o-1',
  account: 'clerk.1',
  name: '二科经办',
  organisationId: 'second-unit',
  roles: ['drafter'],
} as const
const withSecond = applied(begun, { type: 'found-organisation', ...second }, admin)

t.test('the demonstration begins with nine accounts, each named by its role', async t => {
  t.equal(Object.keys(begun.officers).length, 9)
  t.strictSame(
    demonstrationAccounts.map(({ account }) => officerOfAccount(begun, account)?.name),
    demonstrationAccounts.map(({ title }) => title),
  )
  t.equal(departmentOf(begun, 'demonstration-unit')?.name, '上海市人力资源和社会保障局')
  t.strictSame(chairsOf(begun.officers[demonstrationOfficerId('drafter')] ?? assert.fail('no drafter')), [
    { role: 'drafter', organisation: 'demonstration-unit' },
  ])
})

t.test('each refusal, by code', async t => {
  const appoint = (over: object): DirectoryCommand => ({ type: 'appoint-officer', ...clerk, ...over }) as DirectoryCommand
  const found = (over: object): DirectoryCommand => ({ type: 'found-organisation', ...second, ...over }) as DirectoryCommand
  const begin = { ...demonstrationDirectory, officers: demonstrationDirectory.officers.slice(0, 2) }
  const table: readonly (readonly [string, Directory, DirectoryCommand, string | null])[] = [
    ['already-begun', begun, demonstrationDirectory, null],
    ['administrator-missing', emptyDirectory, begin, null],
    ['not-administrator', begun, found({}), null],
    ['not-administrator', begun, found({}), demonstrationOfficerId('drafter')],
    ['not-administrator', begun, found({}), 'nobody'],
    ['department-missing', begun, found({ parentId: null }), admin],
    ['department-missing', begun, found({ parentId: 'demonstration-unit' }), admin],
    ['organisation-unknown', begun, found({ parentId: 'nowhere' }), admin],
    ['organisation-exists', begun, found({ name: '上海市社会保险事业管理中心' }), admin],
    ['organisation-exists', withSecond, found({ name: '同号' }), admin],
    ['name-missing', begun, found({ name: '  ' }), admin],
    ['organisation-unknown', begun, appoint({}), admin],
    ['organisation-unknown', begun, appoint({ organisationId: '__proto__' }), admin],
    ['account-taken', withSecond, appoint({ account: 'drafter' }), admin],
    ['account-malformed', withSecond, appoint({ account: '经办' }), admin],
    ['account-malformed', withSecond, appoint({ account: 'Drafter' }), admin],
    ['role-missing', withSecond, appoint({ roles: [] }), admin],
    ['role-misplaced', withSecond, appoint({ roles: ['drafter', 'bureau-approver'] }), admin],
    ['officer-exists', withSecond, appoint({ officerId: admin }), admin],
    ['name-missing', withSecond, appoint({ name: '' }), admin],
    ['officer-unknown', begun, { type: 'dismiss-officer', officerId: 'nobody', reason: '调离' }, admin],
    ['reason-missing', begun, { type: 'dismiss-officer', officerId: demonstrationOfficerId('drafter'), reason: ' ' }, admin],
    ['last-administrator', begun, { type: 'dismiss-officer', officerId: admin, reason: '调离' }, admin],
  ]
  for (const [code, directory, command, actor] of table) {
    const because = refusal(directory, command, actor)
    t.equal(because?.code, code, `${command.type} → ${code}`)
    t.match(because?.detail, /[。]$/, 'a sentence')
  }
})

t.test('a dismissed officer stays on record, frees the account and may do nothing', async t => {
  const hired = applied(withSecond, { type: 'appoint-officer', ...clerk }, admin)
  const left = applied(hired, { type: 'dismiss-officer', officerId: 'o-1', reason: '调离' }, admin)
  t.equal(servingOfficer(left, 'o-1'), null)
  t.equal(left.officers['o-1']?.name, '二科经办')
  t.equal(refusal(left, { type: 'dismiss-officer', officerId: 'o-1', reason: '再次' }, admin)?.code, 'officer-unknown')
  t.equal(refusal(left, { type: 'appoint-officer', ...clerk, officerId: 'o-2' }, admin), null)
  const { 'o-1': dismissed } = left.officers
  t.equal(dismissed && maySee(dismissed, { unitId: 'second-unit', departmentId: 'demonstration-department' }), false)
})

t.test('who sees a declaration', async t => {
  const hired = applied(withSecond, { type: 'appoint-officer', ...clerk }, admin)
  const belonging = { unitId: 'demonstration-unit', departmentId: 'demonstration-department' }
  const table = { drafter: true, 'center-leader': true, 'bureau-reviewer': true, auditor: true, admin: true, 'clerk.1': false }
  for (const [account, sees] of Object.entries(table)) {
    const officer = officerOfAccount(hired, account)
    t.equal(officer && maySee(officer, belonging), sees, account)
  }
  const foreign = { unitId: 'elsewhere', departmentId: 'far-away' }
  for (const [account, sees] of Object.entries({ 'bureau-reviewer': false, auditor: true, admin: true })) {
    const officer = officerOfAccount(hired, account)
    t.equal(officer && maySee(officer, foreign), sees, `${account}, foreign`)
  }
})

t.test('a stored fact in an unknown shape stops readably', async t => {
  const fact = {
    stream: 'directory',
    revision: 0,
    id: '00000000-0000-4000-8000-000000000000',
    type: 'officer-dismissed',
    schemaVersion: 1,
    actor: 'system',
    onBehalfOf: null,
    commandId: 'c',
    commandDigest: 'd',
    effectiveOn: '2026-01-01',
    recordedAt: '2026-01-01T00:00:00Z',
    previous: null,
    data: { officerId: 'o-1', reason: '调离' },
  }
  t.strictSame(directoryEventOf(fact), { type: 'officer-dismissed', data: { officerId: 'o-1', reason: '调离' } })
  t.throws(() => directoryEventOf({ ...fact, type: 'officer-promoted' }), UnreadableFact)
  t.equal(directoryReader.upcasts, directoryUpcasts)
  t.throws(() => directoryEventOf({ ...fact, schemaVersion: 2 }), UnreadableFact)
  t.throws(() => directoryEventOf({ ...fact, data: { officerId: 'o-1' } }), UnreadableFact)
})
