import { z } from 'zod'

/**
 * A route (流程): stages, who may do what there, and where it leads. Strict: a misspelt key is refused, because XState would
 * accept it in silence. Names carry no dots (XState reads a dot as a path).
 */
export const Name = z.string().regex(/^[a-z][a-z0-9-]*$/)
export const Yuan = z.string().regex(/^\d{1,16}\.\d{2}$/)

/** A chair somebody sits on: a role in one of the organisations of the case (`unit`, `department` …), or `any` organisation. */
export const RoleSeat = z.strictObject({ role: Name, at: Name })
export type RoleSeat = Readonly<z.output<typeof RoleSeat>>

/** One officer by id, whichever chair they sit on. */
export const OfficerSeat = z.strictObject({ officer: z.string().min(1).max(64) })
export type OfficerSeat = Readonly<z.output<typeof OfficerSeat>>

export const Seat = z.union([RoleSeat, OfficerSeat])
export type Seat = RoleSeat | OfficerSeat

/** Two seats are the same chair. */
export const isSameSeat = (a: Seat, b: Seat): boolean =>
  'officer' in a ? 'officer' in b && a.officer === b.officer : !('officer' in b) && a.role === b.role && a.at === b.at

/**
 * Asks one feature of the case (`annualRequest`, `category` …; the domain says which there are). Amounts are yuan text with two
 * places; `atLeast` includes its bound, `below` does not. A feature the case leaves blank meets no condition.
 */
export const Condition = z.union([
  z.strictObject({ of: z.string().min(1), atLeast: Yuan.optional(), below: Yuan.optional() }),
  z.strictObject({ of: z.string().min(1), is: z.array(z.string().min(1)).min(1) }),
])
export type Condition = Readonly<z.output<typeof Condition>>

/** Where a move leads when all its conditions are met. The first such way is taken; none: the first target of the move. */
export const Way = z.strictObject({ to: Name, when: z.array(Condition).min(1) })
export type Way = Readonly<z.output<typeof Way>>

/** Something recorded in a stage that moves nothing: filling in, a review sheet, a consent. */
export const Act = z.strictObject({
  who: z.array(Seat),
  /** Which fields may be touched; absent means all of them. */
  fields: z.array(z.string().min(1)).min(1).optional(),
  /** The subject this act writes on. Who writes on a subject may not decide on it. */
  drafts: Name.optional(),
})
export type Act = Readonly<z.output<typeof Act>>

export const moveKinds = ['step', 'pass', 'return', 'reject', 'abandon', 'reopen'] as const

/**
 * Something recorded that leads to another stage. `step`: on its own account (submit, close the year). `pass`: an approval,
 * recorded with an opinion. `return`: back to an earlier stage, with reason. `reject`: out, with reason. `abandon`: out, by its
 * own author. `reopen`: an ended case goes on, with reason.
 */
export const Move = z.strictObject({
  kind: z.enum(moveKinds),
  who: z.array(Seat).min(1),
  /** The fact that is recorded and that the machine moves on. */
  fact: Name,
  /** Of a move that writes (an adjustment asked for): which fields it may touch; absent means all of them. */
  fields: z.array(z.string().min(1)).min(1).optional(),
  /** Where it may lead; the first one unless the command names another or a way says otherwise. */
  to: z.array(Name).min(1),
  /** By amount, category …: which of `to` it leads to. The fact names where it led, so that a case replays the same. */
  ways: z.array(Way).min(1).optional(),
  drafts: Name.optional(),
  /** The subjects decided on: nobody decides on a subject they wrote on. */
  decides: z.array(Name).min(1).optional(),
  /** Acts whose facts are recorded together with this move, before it. */
  with: z.array(Name).optional(),
  /** The fact by which the mover may take this back until the next person acts. Absent: it cannot be taken back. */
  withdrawnBy: Name.optional(),
})
export type Move = Readonly<z.output<typeof Move>>

/** How a stage is passed: 或签 `any`, 并行会签 `all`, 顺序会签 `in-order`, 票签 `votes`. */
export const signingModes = ['any', 'all', 'in-order', 'votes'] as const

/**
 * Who must agree before a stage is passed. Absent: `any`, one holder of one of the seats of the passing move.
 */
export const SigningDefinition = z.strictObject({
  how: z.enum(signingModes),
  /** `seat`: one signature for each seat of the move. `officer`: everyone who holds one of them when the case comes in. */
  each: z.enum(['seat', 'officer']).optional(),
  /** 票签: how many votes (by weight) in favour are needed. */
  needed: z.int().positive().optional(),
  /** 票签: what the vote of a seat weighs; 1 where nothing is said. */
  weights: z
    .array(z.strictObject({ seat: Seat, weight: z.int().positive() }))
    .min(1)
    .optional(),
})
export type SigningDefinition = Readonly<z.output<typeof SigningDefinition>>

/**
 * How long a stage may take, in working days, and what a lapse does: `remind` whoever is asked, `escalate` to another seat as
 * well, or `mark` it as late. Nothing is ever passed because time ran out.
 */
export const DeadlineDefinition = z.strictObject({
  workingDays: z.int().min(1).max(250),
  lapse: z.enum(['remind', 'escalate', 'mark']),
  to: Seat.optional(),
})
export type DeadlineDefinition = Readonly<z.output<typeof DeadlineDefinition>>

/** What people may do with open work besides deciding on it. `verbs.ts` has the commands. */
export const verbNames = [
  'object',
  'add-signer',
  'remove-signer',
  'transfer',
  'delegate',
  'answer-delegation',
  'claim',
  'release',
  'take-back',
  'urge',
  'copy',
  'mark-read',
  'consult',
  'answer-consultation',
  'comment',
  'answer-comment',
  'confirm-comment',
  'cancel',
  'jump',
  'terminate',
] as const
export type VerbName = (typeof verbNames)[number]

/** What is done with a signature that is asked for: only where somebody signs. */
export const signatureVerbs: readonly VerbName[] = [
  'object',
  'add-signer',
  'remove-signer',
  'transfer',
  'delegate',
  'claim',
  'release',
  'take-back',
]

export const StageDefinition = z.strictObject({
  name: Name,
  title: z.string().min(1),
  phase: Name,
  /** The stage beside which this one is open, in a region of its own. Its facts must differ from those of the other region. */
  beside: Name.optional(),
  /** An end of the road, as far as the verifier is concerned. No stage is final: a closed case can be corrected or reopened. */
  ends: z.boolean().optional(),
  /** A review sheet (审核表) must be filled before the stage can be passed. */
  reviewSheet: z.boolean().optional(),
  /** The sheet is filled in points, item by item (重点项目). */
  reviewByItems: z.boolean().optional(),
  signing: SigningDefinition.optional(),
  deadline: DeadlineDefinition.optional(),
  /** Which verbs there are here; absent: all that make sense. */
  verbs: z.array(z.enum(verbNames)).optional(),
  /** After a return, whoever passes this stage confirms the changed rows one by one. */
  confirmsChanges: z.boolean().optional(),
  acts: z.record(Name, Act).optional(),
  moves: z.record(Name, Move).optional(),
})
export type StageDefinition = Readonly<z.output<typeof StageDefinition>>

export const Route = z.strictObject({
  id: Name,
  version: z.int().positive(),
  title: z.string().min(1),
  begins: Name,
  /**
   * 同一审批人: what happens when the only person who could pass a stage passed the one before. `refuse` (default): somebody else
   * has to be found, the administrator is asked to. `carry`: their opinion counts here too, and the record says by which rule.
   */
  sameApprover: z.enum(['refuse', 'carry']).optional(),
  stages: z.array(StageDefinition).min(1),
})
export type Route = Readonly<z.output<typeof Route>>

/** What the first fact of a case records, so that it stays on the route it began on. */
export const RoutePin = z.strictObject({ id: Name, version: z.int().positive(), digest: z.string().min(1) })
export type RoutePin = Readonly<z.output<typeof RoutePin>>

/**
 * The words a route may use, in the domain that uses the engine. What is not among them is refused when the route is published: a
 * misspelt act, fact or role would otherwise be a stage in which nobody can do anything.
 */
export type Vocabulary = Readonly<{
  /** Which facts each act records. */
  acts: Readonly<Record<string, readonly string[]>>
  /** Of what kind the move of each command is, and which facts it may record. */
  moves: Readonly<Record<string, Readonly<{ kind: (typeof moveKinds)[number]; facts: readonly string[] }>>>
  /** The facts by which a move may be taken back. */
  takenBackBy: readonly string[]
  roles: readonly string[]
  /** The organisations of a case, besides `any`. */
  organisations: readonly string[]
  /** The act that fills the review sheet. */
  fillsReviewSheet: string
  /** What conditions may ask of a case. */
  features: Readonly<Record<string, 'amount' | 'text'>>
  /** The fields of the form, as `fields` of an act may list them; absent: there is no form to write on. */
  fields?: readonly string[]
  /** The acts that write on the form. */
  writing?: readonly string[]
  /** Facts that belong to no stage: they may be recorded wherever a case stands in one of the phases, and move nothing. */
  throughout?: readonly Readonly<{ phases: readonly string[]; facts: readonly string[] }>[]
  /** Who is asked when nobody can act: 流程管理员. */
  administrator: RoleSeat
}>

/** Whether a move carries the case on (and so may lead straight back to whoever returned it). */
export const leadsOn = (move: Move): boolean => move.kind === 'step' || move.kind === 'pass'

const sharesRegion = (route: Route, a: string, b: string): boolean => stageNamed(route, a).beside === stageNamed(route, b).beside

/**
 * The stages that may return a case to `stage`, in the region the move leads on in: after a return with 直达退回人, the way on leads
 * there. What opens a region beside its stage (an adjustment) leads back into that region.
 */
export const returners = (route: Route, stage: StageDefinition, move: Move): readonly string[] =>
  route.stages
    .filter(from => from.name !== stage.name && move.to.some(to => sharesRegion(route, to, from.name)))
    .filter(from => Object.values(from.moves ?? {}).some(other => other.kind === 'return' && other.to.includes(stage.name)))
    .map(from => from.name)

/** Every stage a move may lead to: those the route names, and the returners where the way on may be straight. */
export const targetsOf = (route: Route, stage: StageDefinition, move: Move): readonly string[] =>
  leadsOn(move) ? [...new Set([...move.to, ...returners(route, stage, move)])] : move.to

export const stageNamed = (route: Route, name: string): StageDefinition => {
  const stage = route.stages.find(candidate => candidate.name === name)
  if (!stage) throw new TypeError(`${route.id}@${route.version} has no stage ${name}`)
  return stage
}
