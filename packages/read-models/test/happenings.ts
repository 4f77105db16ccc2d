import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { properVerb } from '@shenbao/testkit/proper-verb.ts'
import { type VerbName, verbNames } from '@shenbao/workflow/route.ts'
import fc from 'fast-check'
import { live, type Office, Refused, toApproval, toArchive, world } from './office.ts'

/**
 * Random days of an office. What people send is mostly refused; what is accepted makes the history.
 */
const people = [
  'drafter',
  'section-chief',
  'center-finance',
  'center-leader',
  'bureau-reviewer',
  'bureau-finance',
  'bureau-approver',
]
const reason = '理由'
const wishes: readonly DeclarationCommand[] = [
  ...toApproval.map(([command]) => command),
  ...toArchive.map(([command]) => command),
  { type: 'withdraw' },
  { type: 'discard', reason },
  { type: 'reopen', reason },
  { type: 'reject', reason },
  { type: 'return', to: 'drafting', reason, then: 'straight' },
  { type: 'return', to: 'evaluation-draft', reason },
  { type: 'return', to: 'executing', reason },
  { type: 'review', grade: '良', comment: reason },
  { type: 'amend', changes: [{ field: 'target', indicator: 'i1', to: '≥170(人次)' }], reason },
  { type: 'consent' },
  { type: 'revise', changes: [{ field: 'name', to: '改名' }] },
  { type: 'revise', changes: [{ field: 'target', indicator: 'i2', to: '≥97(%)' }], reason },
  { type: 'revise', changes: [{ field: 'indicator', indicator: 'i2', to: null }] },
  { type: 'request-adjustment', changes: [{ field: 'target', indicator: 'i1', to: '≥180(人次)' }], reason },
  { type: 'rescore', scores: [{ indicator: 'i1', score: '1.00', reason }] },
  { type: 'correct', reason, changes: [{ field: 'name', to: '应为' }] },
]

const sending = fc.record({
  kind: fc.constant('send' as const),
  which: fc.nat({ max: 2 }),
  command: fc.constantFrom(...wishes),
  actor: fc.constantFrom(...people),
  onBehalfOf: fc.option(fc.constantFrom(...people), { freq: 8 }),
})
/** What people do with open work and say to each other, fit for the declaration as it then stands. */
const verbing = fc.record({
  kind: fc.constant('verb' as const),
  which: fc.nat({ max: 2 }),
  type: fc.constantFrom<VerbName>(...verbNames),
  choice: fc.nat({ max: 50 }),
  actor: fc.constantFrom(...people, ...people.map(account => `officer-${account}`)),
  onBehalfOf: fc.option(fc.constantFrom(...people), { freq: 8 }),
})
/** Straight through a good part of the life, so that late stages are reached as well. */
const living = fc.record({
  kind: fc.constant('live' as const),
  which: fc.nat({ max: 2 }),
  steps: fc.nat({ max: toApproval.length + toArchive.length }),
})
const restarting = fc.record({ kind: fc.constant('restart' as const) })
export const day = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: sending },
    { weight: 6, arbitrary: verbing },
    { weight: 2, arbitrary: living },
    { weight: 1, arbitrary: restarting },
  ),
  {
    minLength: 1,
    maxLength: 25,
  },
)

const ifPossible = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}

export type Day = typeof day extends fc.Arbitrary<infer Happenings> ? Happenings : never
type Happening = Exclude<Day[number], { kind: 'restart' }>

/** Three declarations: two of one unit and one of another. */
export const openThree = async (at: Office): Promise<readonly string[]> => [
  await at.open('甲'),
  await at.open('乙', { unitId: 'other' }),
  await at.open('丙', { year: 2027 }),
]

/** Does what happens, if it is possible. */
export const happen = async (at: Office, ids: readonly string[], happening: Happening): Promise<void> => {
  const id = ids[happening.which] ?? ''
  if (happening.kind === 'live') return ifPossible(live(at, id, [...toApproval, ...toArchive].slice(0, happening.steps)))
  const { actor, onBehalfOf } = happening
  const declaration = await at.stateOf(id)
  const command =
    happening.kind === 'send'
      ? happening.command
      : properVerb(happening.type, declaration, happening.choice, world.route(declaration.route).route)
  await ifPossible(at.send(id, command, { actor, ...(onBehalfOf === null ? {} : { onBehalfOf }) }))
}
