import { fundNames, indicatorFlags, planFields } from '@shenbao/form/form.ts'
import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { FenText } from '@shenbao/kernel/money.ts'
import {
  Discarded,
  OpinionGiven,
  Rejected,
  Reopened,
  Returned,
  StageMoved,
  StagePassed,
  Submitted,
  Withdrawn,
} from '@shenbao/workflow/facts.ts'
import { RoutePin } from '@shenbao/workflow/route.ts'
import { signingEvents } from '@shenbao/workflow/signing-facts.ts'
import { talkEvents } from '@shenbao/workflow/talk-facts.ts'
import { z } from 'zod'
import { evidenceEvents } from './evidence-facts.ts'
import { rectificationEvents } from './rectification-facts.ts'
import { reviewGrades, reviewSheetEvents } from './review-sheet-facts.ts'

/**
 * Every fact of a declaration's life. These are stored shapes: a recorded one is never edited. Any change of a schema is a new
 * version with a step in `upcasts.ts`; a changed meaning is a new fact. Ids are officer, organisation or indicator ids; names live in the
 * directory.
 */
const Text = z.string()
const Stage = z.string().min(1)
const Reason = z.string().min(1).nullable()
const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/)
const moved = { from: Stage, to: Stage }
const Separation = z.strictObject({ authors: z.array(Text), passedBefore: Text.nullable() })
export const PolicyPin = z.strictObject({ id: z.string().min(1), version: z.int().positive(), digest: z.string().min(1) })
export type PolicyPin = Readonly<z.output<typeof PolicyPin>>

/** An amendment by a reviewer or an approved adjustment under which a change was made; `null` for the author's own writing. */
const Under = z.strictObject({ kind: z.enum(['amendment', 'adjustment']), number: z.int().positive() }).nullable()
const revised = { reason: Reason, under: Under }
const row = { level1: Text.nullable(), level2: Text.nullable(), name: Text, target: Text, weight: Decimal.nullable() }

// —— opening
export const DeclarationOpened = defineEvent(
  'declaration-opened',
  1,
  z.strictObject({
    declarationId: z.uuid(),
    unitId: z.string().min(1),
    departmentId: z.string().min(1),
    year: z.int().min(2000).max(2100),
    name: Text.nullable(),
    nature: Text.nullable(),
    category: Text.nullable(),
    department: Text.nullable(),
    unit: Text.nullable(),
    start: z.iso.date().nullable(),
    end: z.iso.date().nullable(),
    flags: z.array(Text),
    route: RoutePin,
    policy: PolicyPin,
    origin: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('import'), importId: Text, ordinal: z.int().min(0) }),
      z.strictObject({ kind: z.literal('form') }),
      z.strictObject({ kind: z.literal('copy'), from: z.uuid() }),
    ]),
  }),
)
const AmountOrBlank = FenText.nullable()
export const FundsDeclared = defineEvent(
  'funds-declared',
  1,
  z.strictObject({
    total: AmountOrBlank,
    fiscal: AmountOrBlank,
    other: AmountOrBlank,
    annualRequest: AmountOrBlank,
    currentYearAppropriation: AmountOrBlank,
    carryover: AmountOrBlank,
    annualOther: AmountOrBlank,
  }),
)
export const GoalsDeclared = defineEvent('goals-declared', 1, z.strictObject({ overallGoal: Text, annualGoal: Text }))

/** A row of the form as it came in. A row that somebody adds later is `indicator-added`: that is a change, this is not. */
export const IndicatorDeclared = defineEvent(
  'indicator-declared',
  1,
  z.strictObject({ indicatorId: Text, ...row, flags: z.array(z.enum(indicatorFlags)) }),
)

// —— the form, field by field
/** `after`: the row behind which it stands, `null` at the end of the form. */
export const IndicatorAdded = defineEvent(
  'indicator-added',
  2,
  z.strictObject({ indicatorId: Text, after: Text.nullable(), ...row, ...revised }),
)
export const IndicatorRemoved = defineEvent('indicator-removed', 1, z.strictObject({ indicatorId: Text, ...row, ...revised }))
export const IndicatorTargetRevised = defineEvent(
  'indicator-target-revised',
  1,
  z.strictObject({ indicatorId: Text, from: Text, to: Text, ...revised }),
)
export const IndicatorRenamed = defineEvent(
  'indicator-renamed',
  1,
  z.strictObject({ indicatorId: Text, from: Text, to: Text, ...revised }),
)
export const IndicatorPlaced = defineEvent(
  'indicator-placed',
  1,
  z.strictObject({ indicatorId: Text, field: z.enum(['level1', 'level2']), from: Text.nullable(), to: Text, ...revised }),
)
export const IndicatorWeighted = defineEvent(
  'indicator-weighted',
  1,
  z.strictObject({ indicatorId: Text, from: Decimal.nullable(), to: Decimal.nullable(), ...revised }),
)
/** 指标说明, a field a fact; `null` is blank. A row that comes with a plan is followed by these. */
export const IndicatorPlanRevised = defineEvent(
  'indicator-plan-revised',
  1,
  z.strictObject({
    indicatorId: Text,
    field: z.enum(planFields),
    from: Text.nullable(),
    to: Text.nullable(),
    ...revised,
  }),
)
export const NameRevised = defineEvent('name-revised', 1, z.strictObject({ from: Text.nullable(), to: Text, ...revised }))
export const GoalRevised = defineEvent(
  'goal-revised',
  1,
  z.strictObject({ goal: z.enum(['annualGoal', 'overallGoal']), from: Text, to: Text, ...revised }),
)
export const PeriodRevised = defineEvent(
  'period-revised',
  1,
  z.strictObject({ bound: z.enum(['start', 'end']), from: z.iso.date().nullable(), to: z.iso.date(), ...revised }),
)
export const FundRevised = defineEvent(
  'fund-revised',
  1,
  z.strictObject({
    fund: z.enum(fundNames as readonly [string, ...string[]]),
    from: AmountOrBlank,
    to: AmountOrBlank,
    ...revised,
  }),
)
export const ClassificationRevised = defineEvent(
  'classification-revised',
  1,
  z.strictObject({ field: z.enum(['nature', 'category']), from: Text.nullable(), to: Text, ...revised }),
)
export const OrganisationRevised = defineEvent(
  'organisation-revised',
  1,
  z.strictObject({ field: z.enum(['department', 'unit']), from: Text.nullable(), to: Text, ...revised }),
)

// —— review
export const ReviewSheetFilled = defineEvent(
  'review-sheet-filled',
  1,
  z.strictObject({
    grade: z.enum(reviewGrades),
    comment: Text,
    /** Points by item for 重点项目, `null` for an ordinary project. */
    items: z.array(z.strictObject({ item: Text, points: Decimal, comment: Text })).nullable(),
    points: Decimal.nullable(),
    policy: PolicyPin,
  }),
)
/** 批复: from here on the targets are the baseline, and only an adjustment changes them. */
export const DeclarationApproved = defineEvent(
  'declaration-approved',
  1,
  z.strictObject({ ...moved, round: z.int().min(0), documentNumber: z.string().min(1) }),
)

// —— adjustment
export const Change = z.strictObject({
  /** 1 删除 · 2 修改 · 3 新增, as the published adjustment forms type their rows. */
  kind: z.enum(['removed', 'revised', 'added']),
  indicatorId: Text.nullable(),
  field: Text,
  from: z.json(),
  to: z.json(),
})
export type Change = Readonly<z.output<typeof Change>>
export const AdjustmentRequested = defineEvent(
  'adjustment-requested',
  1,
  z.strictObject({
    ...moved,
    round: z.int().min(0),
    number: z.int().positive(),
    changes: z.array(Change).min(1),
    reason: z.string().min(1),
  }),
)
export const AdjustmentPassed = defineEvent('adjustment-passed', 1, z.strictObject({ ...moved, round: z.int().min(0) }))
export const AdjustmentApproved = defineEvent(
  'adjustment-approved',
  1,
  z.strictObject({ ...moved, round: z.int().min(0), number: z.int().positive() }),
)
export const AdjustmentReturned = defineEvent(
  'adjustment-returned',
  1,
  z.strictObject({ ...moved, reason: z.string().min(1), afterwards: z.enum(['step', 'straight']), separatedFrom: Separation }),
)
export const AdjustmentRejected = defineEvent(
  'adjustment-rejected',
  1,
  z.strictObject({ ...moved, reason: z.string().min(1), separatedFrom: Separation }),
)
export const AdjustmentWithdrawn = defineEvent('adjustment-withdrawn', 1, z.strictObject({ ...moved, reason: Text.nullable() }))

// —— execution
export const likelihoods = ['certain', 'possible', 'impossible'] as const
/** A month, "2026-07": the figures stand for January to the end of that month. */
export const Period = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)
export const BudgetProgressRecorded = defineEvent(
  'budget-progress-recorded',
  1,
  z.strictObject({ period: Period, executed: FenText }),
)
/** 全年预计执行数. */
export const BudgetForecastRecorded = defineEvent(
  'budget-forecast-recorded',
  1,
  z.strictObject({ period: Period, executed: FenText }),
)
/** 偏差原因分析 as the monitoring form has it: 经费保障, 制度保障, 人员保障, 硬件条件保障, 其他. */
export const deviationCauses = ['funds', 'rules', 'staff', 'equipment', 'other'] as const
export const IndicatorProgressRecorded = defineEvent(
  'indicator-progress-recorded',
  2,
  z.strictObject({
    period: Period,
    indicatorId: Text,
    actual: Text,
    forecast: Text.nullable(),
    likelihood: z.enum(likelihoods).nullable(),
    /** How a row in words stands so far; `null` lets the words speak. */
    judgement: z.enum(['met', 'partly', 'unmet']).nullable(),
    causes: z.array(z.enum(deviationCauses)),
    cause: Text.nullable(),
    remedy: Text.nullable(),
    /** 备注. */
    note: Text.nullable(),
  }),
)
export const YearClosed = defineEvent(
  'year-closed',
  1,
  z.strictObject({ ...moved, round: z.int().min(0), beforeYearEnd: z.boolean() }),
)

// —— self-evaluation
export const BudgetResultRecorded = defineEvent(
  'budget-result-recorded',
  2,
  /** `reason`: why little was spent, or why the budget changed during the year; empty where nothing was said. */
  z.strictObject({ initial: AmountOrBlank, annual: FenText, executed: FenText, reason: Text }),
)
export const judgements = ['met', 'partly', 'unmet'] as const
export const IndicatorResultRecorded = defineEvent(
  'indicator-result-recorded',
  1,
  z.strictObject({
    indicatorId: Text,
    actual: Text,
    judgement: z.enum(judgements).nullable(),
    /** Points awarded by the person where the rule leaves them to a person; `null` lets the policy decide. */
    score: Decimal.nullable(),
    reason: Text,
  }),
)
const ScoredRow = z.strictObject({
  indicatorId: Text,
  weight: Decimal,
  score: Decimal.nullable(),
  formula: Text,
  flags: z.array(Text),
})
/** The self-evaluation's score as computed when it was handed in, under the pack named. */
export const SelfScored = defineEvent(
  'self-scored',
  1,
  z.strictObject({
    policy: PolicyPin,
    total: Decimal.nullable(),
    grade: Text.nullable(),
    /** `null` where the pack does not score an empty budget; `rate` is `null` where it scores one all the same. */
    execution: z
      .strictObject({ rate: Decimal.nullable(), score: Decimal, weight: Decimal, formula: Text, flags: z.array(Text) })
      .nullable(),
    flags: z.array(Text),
    rows: z.array(ScoredRow),
  }),
)
export const EvaluationSubmitted = defineEvent('evaluation-submitted', 1, z.strictObject({ ...moved, round: z.int().min(0) }))
/** 核查得分: stands beside the self score and never replaces it. */
export const ResultRescored = defineEvent(
  'result-rescored',
  1,
  z.strictObject({ indicatorId: Text, from: Decimal.nullable(), to: Decimal, reason: z.string().min(1) }),
)
export const EvaluationConfirmed = defineEvent(
  'evaluation-confirmed',
  1,
  z.strictObject({ ...moved, round: z.int().min(0), total: Decimal, grade: Text, policy: PolicyPin }),
)

// —— the end
export const DeclarationPublished = defineEvent('declaration-published', 1, z.strictObject({ ...moved, round: z.int().min(0) }))
export const DeclarationArchived = defineEvent(
  'declaration-archived',
  1,
  z.strictObject({ ...moved, round: z.int().min(0), retention: z.string().min(1) }),
)
/** 更正: what should have been said, and why. Nothing on the published form is replaced. */
export const CorrectionRecorded = defineEvent(
  'correction-recorded',
  1,
  z.strictObject({ changes: z.array(Change), reason: z.string().min(1) }),
)

export const formEvents = [
  IndicatorAdded,
  IndicatorRemoved,
  IndicatorTargetRevised,
  IndicatorRenamed,
  IndicatorPlaced,
  IndicatorWeighted,
  IndicatorPlanRevised,
  NameRevised,
  GoalRevised,
  PeriodRevised,
  FundRevised,
  ClassificationRevised,
  OrganisationRevised,
] as const
export type FormEvent = EventOf<(typeof formEvents)[number]>

export const declarationEvents = [
  DeclarationOpened,
  FundsDeclared,
  GoalsDeclared,
  IndicatorDeclared,
  ...formEvents,
  Submitted,
  OpinionGiven,
  StagePassed,
  Returned,
  Rejected,
  Withdrawn,
  Discarded,
  Reopened,
  StageMoved,
  ...signingEvents,
  ...talkEvents,
  ReviewSheetFilled,
  ...reviewSheetEvents,
  DeclarationApproved,
  AdjustmentRequested,
  AdjustmentPassed,
  AdjustmentApproved,
  AdjustmentReturned,
  AdjustmentRejected,
  AdjustmentWithdrawn,
  BudgetProgressRecorded,
  BudgetForecastRecorded,
  IndicatorProgressRecorded,
  ...rectificationEvents,
  ...evidenceEvents,
  YearClosed,
  BudgetResultRecorded,
  IndicatorResultRecorded,
  SelfScored,
  EvaluationSubmitted,
  ResultRescored,
  EvaluationConfirmed,
  DeclarationPublished,
  DeclarationArchived,
  CorrectionRecorded,
] as const
export type DeclarationEvent = EventOf<(typeof declarationEvents)[number]>
