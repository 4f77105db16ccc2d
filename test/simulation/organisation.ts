import type { Principal } from '../../packages/declaration/src/principal.ts'
import type { AppointOfficer, BeginDirectory } from '../../packages/directory/src/commands.ts'
import { actingFor } from '../../packages/directory/src/deputies.ts'
import {
  chairsOf,
  type Directory,
  departmentOf,
  type Officer,
  type Organisation,
  servingOfficers,
} from '../../packages/directory/src/directory.ts'
import type { Role } from '../../packages/directory/src/role.ts'
import type { Day } from '../../packages/kernel/src/dates.ts'
import type { SeededRandom } from '../../packages/testkit/src/seeded-random.ts'
import { type Organisations, sitsOn } from '../../packages/workflow/src/may.ts'
import type { Seat } from '../../packages/workflow/src/route.ts'

const inUnit: readonly Role[] = ['drafter', 'section-chief', 'center-finance', 'center-leader']
const inDepartment: readonly Role[] = ['bureau-reviewer', 'bureau-finance', 'bureau-approver']

type NewOfficer = Omit<AppointOfficer, 'type'>

/** Officers are told apart by their number; what they are follows from their roles. */
export const newOfficer = (ordinal: number, organisationId: string, held: readonly Role[]): NewOfficer => ({
  officerId: `officer-${ordinal}`,
  account: `officer-${ordinal}`,
  name: `人员${ordinal}`,
  organisationId,
  roles: held,
})

/** Some roles of those there are, at least one. */
export const someRoles = (random: SeededRandom, { kind }: Pick<Organisation, 'kind'>): readonly Role[] => {
  const among = kind === 'unit' ? inUnit : [...inUnit, ...inDepartment]
  const held = among.filter(() => random.chance(40))
  return held.length > 0 ? held : [random.pick(among)]
}

/** One or two departments, two or three units, somebody on every chair, and some on several. */
export const randomOrganisation = (random: SeededRandom): BeginDirectory => {
  const departments = Array.from({ length: 1 + random.below(2) }, (_, ordinal) => ({
    organisationId: `department-${ordinal}`,
    name: `主管部门${ordinal}`,
    kind: 'department' as const,
    parentId: null,
  }))
  const units = Array.from({ length: 2 + random.below(2) }, (_, ordinal) => ({
    organisationId: `unit-${ordinal}`,
    name: `中心${ordinal}`,
    kind: 'unit' as const,
    parentId: random.pick(departments).organisationId,
  }))
  const officers: NewOfficer[] = [newOfficer(0, 'department-0', ['admin'])]
  const appoint = (organisationId: string, held: readonly Role[]): void => {
    officers.push(newOfficer(officers.length, organisationId, held))
  }
  for (const organisation of [...departments, ...units]) {
    const { organisationId, kind } = organisation
    for (const role of kind === 'unit' ? inUnit : inDepartment)
      for (let seats = role === 'drafter' || random.chance(30) ? 2 : 1; seats > 0; seats--) appoint(organisationId, [role])
    for (let many = random.below(3); many > 0; many--) appoint(organisationId, someRoles(random, organisation))
  }
  appoint('department-0', ['auditor'])
  return { type: 'begin-directory', organisations: [...departments, ...units], officers }
}

export const principalOf = (officer: Officer): Principal => ({
  officerId: officer.officerId,
  onBehalfOf: null,
  chairs: chairsOf(officer),
})

/** Everybody who may act for the officer on that day, in their name and on what was passed on to them. */
export const deputiesFor = (directory: Directory, officer: Officer, today: Day): readonly Principal[] =>
  servingOfficers(directory).flatMap(({ officerId }) =>
    actingFor(directory, officerId, today)
      .filter(({ onBehalfOf }) => onBehalfOf === officer.officerId)
      .map(({ onBehalfOf, chairs }) => ({ officerId, onBehalfOf, chairs, partly: chairs.length < chairsOf(officer).length })),
  )

/** Whoever serves and sits on one of the seats. */
export const holdersOf = (directory: Directory, seats: readonly Seat[], organisations: Organisations): readonly Officer[] =>
  servingOfficers(directory).filter(officer =>
    seats.some(seat => sitsOn({ ids: [officer.officerId], chairs: chairsOf(officer) }, seat, organisations)),
  )

/** The organisation and the department above it, as a declaration of it names them. */
export const belongingOf = (
  directory: Directory,
  organisationId: string,
): Readonly<{ unitId: string; departmentId: string }> => ({
  unitId: organisationId,
  departmentId: departmentOf(directory, organisationId)?.organisationId ?? organisationId,
})
