import { fieldTitle } from '@shenbao/declaration/words.ts'
import type { Form } from '@shenbao/form/form.ts'
import type { WorkingDays } from '@shenbao/workflow/around.ts'
import { type Route, type Seat, stageNamed } from '@shenbao/workflow/route.ts'
import { blockersOf, type Slot } from '@shenbao/workflow/signing.ts'
import type { SeenDeclaration } from '../declaration-desk.ts'
import type { PeopleShown } from './people-shown.ts'

/** One case for one reader. */
export type CaseShown = Readonly<{
  seen: SeenDeclaration
  route: Route
  people: PeopleShown
  /** Who is asked when nobody can act. */
  administrator: Seat
  /** The reader, and those they stand in for today (代理). */
  reader: string
  standingInFor: readonly string[]
  today: string
  days: WorkingDays
}>

/** Fields of the form besides its rows that a comment may be about. */
const fieldAnchors = ['name', 'funds.annualRequest', 'overallGoal', 'annualGoal'] as const

/** What comments may be about, with its name: each row by its number, and the fields above the rows. */
export const anchorsOf = (form: Form): readonly (readonly [anchor: string, title: string])[] => [
  ...form.indicators.map(({ id, name }, at): readonly [string, string] => [id, `第 ${at + 1} 行 ${name}`]),
  ...fieldAnchors.map((field): readonly [string, string] => [field, fieldTitle(field, false)]),
]

export const anchorTitle = (form: Form, anchor: string | null): string => {
  if (anchor === null) return '整份申报'
  return anchorsOf(form).find(([known]) => known === anchor)?.[1] ?? fieldTitle(anchor, false)
}

/** The open signatures of a case, stage by stage. */
export const openSlots = ({ seen: { declaration } }: CaseShown): readonly Slot[] =>
  Object.values(declaration.work.signings).flatMap(({ slots }) => slots.filter(({ state }) => state === 'open'))

/** Who is asked for a signature: somebody by name, or whoever holds one of the seats. */
export const slotTitle = ({ people }: Pick<CaseShown, 'people'>, { officer, seats }: Slot): string =>
  officer !== null ? people.name(officer) : seats.map(people.seat).join('或')

/** The slots that must sign before this one. */
export const blockingSlots = ({ seen: { declaration } }: CaseShown, slot: Slot): readonly Slot[] =>
  Object.values(declaration.work.signings).flatMap(signing => (signing.slots.includes(slot) ? blockersOf(signing, slot) : []))

/** As whom the reader said or was asked something: themselves first, `null` where none of them did. */
export const readerAmong = ({ reader, standingInFor }: CaseShown, officers: readonly (string | null)[]): string | null =>
  [reader, ...standingInFor].find(officer => officers.includes(officer)) ?? null

export const titlesOfStages = (route: Route, stages: readonly string[]): string =>
  stages.map(name => stageNamed(route, name).title).join('、')
