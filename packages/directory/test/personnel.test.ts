// Shows changes of post and of name, who holds which seat, and that facts read back give the directory that was decided on.
import assert from 'node:assert'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import type { DeputyCommand, DirectoryCommand } from '../src/commands.ts'
import { demonstrationDirectory } from '../src/demonstration.ts'
import { actingFor } from '../src/deputies.ts'
import { type Directory, emptyDirectory, evolveDirectory, servingOfficer, servingOfficers } from '../src/directory.ts'
import type { DirectoryEvent } from '../src/events.ts'
import { peopleOf } from '../src/people.ts'
import { foldDirectory, schemaVersionOfDirectoryFact } from '../src/recorded.ts'
import { roles } from '../src/role.ts'
import { applied, decided, refusal } from './acting.ts'

const begun = applied(emptyDirectory, demonstrationDirectory, null)
const unit = 'demonstration-unit'
const department = 'demonstration-department'
const organisations = { unit, department }

t.test('a change of post replaces organisation and roles, a change of name the name; the account and the past stay', async t => {
  const moved = applied(
    begun,
    {
      type: 'reassign-officer',
      officerId: 'drafter',
      organisationId: department,
      roles: ['bureau-finance', 'bureau-finance'],
      reason: '轮岗',
    },
    'admin',
  )
  t.match(servingOfficer(moved, 'drafter'), {
    organisationId: department,
    roles: ['bureau-finance'],
    account: 'drafter',
    name: '经办人',
  })
  t.strictSame(peopleOf(moved, organisations).holders({ role: 'drafter', at: 'unit' }), [])
  const renamed = applied(
    moved,
    { type: 'rename-officer', officerId: 'drafter', name: ' 财务二岗 ', reason: '岗位更名' },
    'admin',
  )
  t.match(servingOfficer(renamed, 'drafter'), { name: '财务二岗', account: 'drafter', roles: ['bureau-finance'] })
})

t.test('each refusal, by code', async t => {
  const move = {
    type: 'reassign-officer',
    officerId: 'drafter',
    organisationId: unit,
    roles: ['section-chief'],
    reason: '轮岗',
  } as const
  const name = { type: 'rename-officer', officerId: 'drafter', name: '经办二岗', reason: '岗位更名' } as const
  const table: readonly (readonly [code: string, command: DirectoryCommand, actor?: string])[] = [
    ['not-administrator', move, 'drafter'],
    ['not-administrator', name, 'nobody'],
    ['officer-unknown', { ...move, officerId: 'nobody' }],
    ['officer-unknown', { ...name, officerId: '__proto__' }],
    ['organisation-unknown', { ...move, organisationId: 'nowhere' }],
    ['role-missing', { ...move, roles: [] }],
    ['role-misplaced', { ...move, roles: ['bureau-approver'] }],
    ['role-misplaced', { ...move, officerId: 'bureau-approver', roles: ['bureau-approver'] }],
    ['reason-missing', { ...move, reason: ' ' }],
    ['nothing-changed', { ...move, roles: ['drafter'] }],
    ['last-administrator', { ...move, officerId: 'admin', organisationId: department, roles: ['auditor'] }],
    ['name-missing', { ...name, name: ' ' }],
    ['reason-missing', { ...name, reason: '' }],
    ['nothing-changed', { ...name, name: '经办人' }],
  ]
  for (const [code, command, actor = 'admin'] of table) {
    const because = refusal(begun, command, actor)
    t.equal(because?.code, code, `${command.type} → ${code}`)
    t.match(because?.detail, /。$/, 'a sentence')
  }
  const second = applied(begun, { ...move, officerId: 'auditor', organisationId: department, roles: ['admin'] }, 'admin')
  t.equal(refusal(second, { ...move, officerId: 'admin', organisationId: department, roles: ['auditor'] }, 'admin'), null)
})

t.test('who holds a seat: serving officers, in the order of appointing whatever their ids look like', async t => {
  const appoint = (officerId: string, organisationId: string): DirectoryCommand => ({
    type: 'appoint-officer',
    officerId,
    account: `clerk.${officerId}`,
    name: '经办',
    organisationId,
    roles: ['drafter', 'center-finance'],
  })
  const staffed = [appoint('7', unit), appoint('3', unit), appoint('5', department)].reduce(
    (directory, command) => applied(directory, command, 'admin'),
    begun,
  )
  const people = peopleOf(staffed, organisations)
  t.strictSame(people.holders({ role: 'drafter', at: 'unit' }), ['drafter', '7', '3'])
  t.strictSame(people.holders({ role: 'drafter', at: 'department' }), ['5'])
  t.strictSame(people.holders({ role: 'drafter', at: 'any' }), ['drafter', '7', '3', '5'])
  t.strictSame(people.holders({ role: 'drafter', at: 'elsewhere' }), [])
  t.strictSame(people.holders({ role: 'drafter', at: 'toString' }), [])
  t.strictSame(people.holders({ role: 'no-such-role', at: 'any' }), [])
  t.strictSame(people.holders({ officer: '7' }), ['7'])
  t.equal(people.serves('7'), true)
  const left = peopleOf(applied(staffed, { type: 'dismiss-officer', officerId: '7', reason: '离职' }, 'admin'), organisations)
  t.strictSame(left.holders({ role: 'drafter', at: 'unit' }), ['drafter', '3'])
  t.strictSame(left.holders({ officer: '7' }), [])
  t.equal(left.serves('7'), false)
  t.equal(left.serves('__proto__'), false)
})

t.test('a fact that names nobody stops the fold', async t => {
  const facts: readonly DirectoryEvent[] = [
    { type: 'officer-reassigned', data: { officerId: 'nobody', organisationId: unit, roles: ['drafter'], reason: '轮岗' } },
    { type: 'officer-renamed', data: { officerId: 'nobody', name: '某岗', reason: '更名' } },
    { type: 'deputy-ended', data: { deputyshipId: 'none', reason: '返岗' } },
  ]
  for (const fact of facts) t.throws(() => evolveDirectory(begun, fact), TypeError, fact.type)
})

const officerId = fc.constantFrom(...Object.keys(begun.officers), 'o-1', 'o-2', '3')
const organisationId = fc.constantFrom(unit, department, 'second', 'nowhere')
const someRoles = fc.uniqueArray(fc.constantFrom(...roles), { maxLength: 3 })
/** Of one organisation, so that deputies are found among them. */
const colleague = fc.constantFrom('drafter', 'section-chief', 'center-finance', 'center-leader')
const novemberDay = (number: number): string => `2026-11-${String(number).padStart(2, '0')}`
const day = fc.integer({ min: 1, max: 20 }).map(novemberDay)
const deputyship = fc.constantFrom('d-1', 'd-2', 'd-3')
const reason = fc.constantFrom('轮岗', '休假', '')
const command: fc.Arbitrary<DirectoryCommand | DeputyCommand> = fc.oneof(
  fc.record({
    type: fc.constant('found-organisation' as const),
    organisationId,
    name: fc.constantFrom('第二单位', '第三单位'),
    kind: fc.constantFrom('unit' as const, 'department' as const),
    parentId: fc.option(organisationId),
  }),
  fc.record({
    type: fc.constant('appoint-officer' as const),
    officerId,
    account: fc.constantFrom('clerk.1', 'clerk.2', 'clerk.3'),
    name: fc.constantFrom('某岗', ''),
    organisationId,
    roles: someRoles,
  }),
  fc.record({ type: fc.constant('dismiss-officer' as const), officerId, reason }),
  fc.record({ type: fc.constant('reassign-officer' as const), officerId, organisationId, roles: someRoles, reason }),
  fc.record({ type: fc.constant('rename-officer' as const), officerId, name: fc.constantFrom('甲岗', '乙岗'), reason }),
  fc.record({
    type: fc.constant('import-roster' as const),
    importId: fc.constantFrom('i-1', 'i-2'),
    text: fc.constantFrom(
      '单位,上级单位,单位类型,账号,姓名,岗位\n第二单位,上海市人力资源和社会保障局,实施单位,clerk.1,某岗,经办人\n第二单位,,,clerk.4,新岗,中心财务',
      '单位,账号,姓名,岗位\n上海市社会保险事业管理中心,clerk.2,某岗,中心领导',
      '单位\n没有类型',
    ),
  }),
  fc.record({
    type: fc.constant('appoint-deputy' as const),
    deputyshipId: deputyship,
    principalId: colleague,
    deputyId: colleague,
    from: fc.integer({ min: 8, max: 18 }).map(novemberDay),
    until: fc.integer({ min: 14, max: 28 }).map(novemberDay),
    roles: fc.option(fc.constant(['drafter'] as const), { freq: 2 }),
    reason,
  }),
  fc.record({ type: fc.constant('end-deputy' as const), deputyshipId: deputyship, reason }),
)

/** The facts as a log gives them back: through text, with nothing kept but what was recorded. */
const readBack = (events: readonly DirectoryEvent[]): Directory =>
  foldDirectory(
    events.map(({ type, data }, revision) => ({
      ...{ stream: 'directory', revision, id: `f-${revision}`, type, schemaVersion: schemaVersionOfDirectoryFact(type) },
      ...{ actor: 'admin', onBehalfOf: null, commandId: 'c', commandDigest: 'd' },
      ...{ effectiveOn: '2026-11-01', recordedAt: '2026-11-01T00:00:00Z', previous: null },
      data: JSON.parse(JSON.stringify(data)),
    })),
  )

t.test('property: replay equals live, an administrator remains, and nobody acts for those who do not serve', async t => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(fc.tuple(command, officerId, day), { maxLength: 40, size: 'max' }), steps => {
      const first = decided(emptyDirectory, demonstrationDirectory, null)
      assert.ok(first.accepted)
      const log = [...first.events]
      let live = log.reduce(evolveDirectory, emptyDirectory)
      for (const [wanted, actor, today] of steps) {
        // Mostly an administrator, so that there is something to replay.
        const by = actor.startsWith('center')
          ? actor
          : (servingOfficers(live).find(officer => officer.roles.includes('admin'))?.officerId ?? actor)
        const decision = decided(live, wanted, by, today)
        if (!decision.accepted) continue
        log.push(...decision.events)
        live = decision.events.reduce(evolveDirectory, live)
        for (const { type } of decision.events) seen.add(type)
        assert.ok(servingOfficers(live).some(officer => officer.roles.includes('admin')))
        for (const officer of Object.values(live.officers))
          for (const { onBehalfOf, chairs } of actingFor(live, officer.officerId, today)) {
            const principal = servingOfficer(live, onBehalfOf)
            assert.ok(officer.serving && principal && principal.organisationId === officer.organisationId)
            assert.ok(chairs.every(({ role }) => principal.roles.includes(role)))
          }
      }
      assert.deepStrictEqual(readBack(log), live)
    }),
    { numRuns: runs(120) },
  )
  t.equal(seen.size, 7, `every kind of fact was met: ${[...seen].join(' ')}`)
  const renaming = decided(begun, { type: 'rename-officer', officerId: 'drafter', name: '某岗', reason: '更名' }, 'admin')
  const first = decided(emptyDirectory, demonstrationDirectory, null)
  assert.ok(first.accepted && renaming.accepted)
  t.notSame(readBack(first.events), readBack([...first.events, ...renaming.events]), 'canary: one fact less is seen')
})
