import type { Role } from '@shenbao/directory/role.ts'
import type { Around } from '@shenbao/workflow/around.ts'
import { type Entitlement, type Organisations, type Person, sitsOn } from '@shenbao/workflow/may.ts'
import { type Route, stageNamed } from '@shenbao/workflow/route.ts'
import { persons, type Who, type Work } from '@shenbao/workflow/work.ts'
import type { RectificationCommandType } from './rectification-commands.ts'

type Office = Readonly<{ role: Role; at: 'unit' | 'department' }>

/** Who reviews how a project is carried out orders what is to be put right; a choice of this product after the usual division of work. */
export const issuingOffices: readonly Office[] = [
  { role: 'center-finance', at: 'unit' },
  { role: 'bureau-reviewer', at: 'department' },
  { role: 'bureau-finance', at: 'department' },
  { role: 'bureau-approver', at: 'department' },
]
/** The unit that carries the project out answers. */
export const answeringOffices: readonly Office[] = [{ role: 'drafter', at: 'unit' }]

export const officesOf = (type: RectificationCommandType): readonly Office[] =>
  type === 'answer-rectification' ? answeringOffices : issuingOffices

/** From the 批复 to the archive. */
export const rectifiablePhases = ['executing', 'evaluating', 'published'] as const

export const isRectifiable = (route: Route, work: Work): boolean => phasesIn(route, work).some(isRectifiablePhase)

const phasesIn = (route: Route, { standing }: Work): readonly string[] =>
  standing.stages.map(name => stageNamed(route, name).phase)

const isRectifiablePhase = (phase: string): boolean => rectifiablePhases.some(one => one === phase)

type Asked = Readonly<{ route: Route; work: Work; person: Person; organisations: Organisations }>

/** The same answers as for the commands of a route's stages. */
export const mayRectify = ({ route, work, person, organisations }: Asked, type: RectificationCommandType): Entitlement => {
  if (!officesOf(type).some(office => sitsOn(person, office, organisations))) return { kind: 'never' }
  const here = work.standing.stages.find(name => isRectifiablePhase(stageNamed(route, name).phase))
  if (here !== undefined) return { kind: 'here', stage: here }
  const stages = route.stages.filter(({ phase }) => isRectifiablePhase(phase)).map(({ name }) => name)
  return stages.length > 0 ? { kind: 'elsewhere', stages } : { kind: 'never' }
}

/** The office from which somebody issues, the first of those they hold; `null` for who holds none. */
export const issuingOfficeOf = (by: Who, { people }: Pick<Around, 'people'>): Role | null =>
  issuingOffices.find(office => holds(by, office, people))?.role ?? null

/** Whether the person holds that office in this case; a deputy holds what was passed on to them. */
export const holdsOffice = (by: Who, role: string, { people }: Pick<Around, 'people'>): boolean =>
  issuingOffices.some(office => office.role === role && holds(by, office, people))

const holds = (by: Who, office: Office, people: Around['people']): boolean =>
  people.within?.([office]) !== false && people.holders(office).some(officer => persons(by).includes(officer))
