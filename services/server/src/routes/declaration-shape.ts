import type { Allowed } from '@shenbao/declaration/allowed.ts'
import {
  Change,
  IndicatorProgressRecorded,
  IndicatorResultRecorded,
  PolicyPin,
  ReviewSheetFilled,
  SelfScored,
} from '@shenbao/declaration/events.ts'
import type { DeclarationFinding } from '@shenbao/declaration/findings.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { toContract } from '@shenbao/form/contract.ts'
import { fundNames, planFields } from '@shenbao/form/form.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import type { NextStage } from '@shenbao/workflow/next.ts'
import { type Route, RoutePin, stageNamed } from '@shenbao/workflow/route.ts'
import type { Told } from '@shenbao/workflow/work.ts'
import { z } from 'zod'
import type { SeenDeclaration } from '../declaration-desk.ts'
import { type Count, deadlinesOut, deadlinesOutShape } from './deadline-shape.ts'
import { FindingOut } from './finding-shape.ts'
import { Stage, stageOf } from './listed-shape.ts'
import { NextStageOut } from './next-shape.ts'
import { GroundOut, groundOut, RectificationOut, rectificationsOut } from './rectification-shape.ts'
import { By, byOf, workOut, workOutShape } from './work-shape.ts'

const Blank = z.string().nullable()
const Meaning = z.union([
  z.strictObject({ kind: z.literal('between'), low: z.string(), high: z.string(), unit: Blank }),
  z.looseObject({ kind: z.literal('by-date') }),
  z.strictObject({ kind: z.literal('zero') }),
])
const Indicator = z.strictObject({
  id: z.string(),
  level1: Blank,
  level2: Blank,
  name: z.string(),
  raw: z.string(),
  op: z.enum(['=', '>', '>=', '<', '<=', 'text']).nullable(),
  value: Blank,
  unit: Blank,
  kind: z.enum(['quantitative', 'qualitative']),
  meaning: Meaning.optional(),
  weight: Blank,
  plan: z.partialRecord(z.enum(planFields), z.string()).optional().describe('指标说明：只列已填写的栏目'),
  flags: z.array(z.string()),
})
export const FormOut = z
  .strictObject({
    name: Blank,
    year: z.int().nullable(),
    nature: Blank,
    category: Blank,
    department: Blank,
    unit: Blank,
    start: Blank,
    end: Blank,
    funds: z.record(z.enum(fundNames), Blank),
    overallGoal: z.string(),
    annualGoal: z.string(),
    flags: z.array(z.string()),
    indicators: z.array(Indicator),
  })
  .meta({ id: 'Form', description: '申报表' })

const Basis = z.strictObject({ kind: z.enum(['law', 'practice', 'product']), text: z.string() })
const Place = z.strictObject({ indicator: z.string().optional(), field: z.string().optional(), message: z.string() })
const AllowedCommand = z.strictObject({
  type: z.string(),
  title: z.string(),
  needs: z.array(z.string()).readonly(),
  cautions: z.array(z.string()).readonly().optional().describe('办理前请留意；不阻止办理'),
  to: z.array(z.string()).readonly().optional(),
  onBehalfOf: z.string().optional().describe('作为代理人代谁办理；没有这一项的，是本人的工作'),
  next: z.array(NextStageOut).readonly().optional().describe('预计下一环节和办理人；退回时按 to 逐个列出'),
})
const Because = z.strictObject({
  code: z.string(),
  detail: z.string(),
  basis: Basis.optional(),
  places: z.array(Place).readonly().optional(),
})
/** As commands name it: `indicator` for the id that facts call `indicatorId`. */
const IndicatorId = z.string()
const ChangeOut = Change.omit({ indicatorId: true }).extend({ indicator: IndicatorId.nullable() })
const Changes = z.array(ChangeOut).readonly()
const ProgressOut = IndicatorProgressRecorded.data.omit({ indicatorId: true }).extend({ indicator: IndicatorId })
const ResultOut = IndicatorResultRecorded.data.omit({ indicatorId: true }).extend({ indicator: IndicatorId })
const SelfScoreOut = SelfScored.data.extend({
  rows: z.array(SelfScored.data.shape.rows.element.omit({ indicatorId: true }).extend({ indicator: IndicatorId })),
})

export const DeclarationOut = z
  .strictObject({
    id: z.string(),
    revision: z.int(),
    recordedAt: z.string(),
    digest: z.string().describe('这个版本的摘要：由最近一条记录算出，它又包含此前每一条的摘要'),
    names: z.record(z.string(), z.string()).describe('这份申报里以编号出现的人员，各叫什么'),
    year: z.int(),
    phase: z.string(),
    stage: Stage,
    stageTitles: z.array(z.string()),
    /** How often it was returned. */
    round: z.int(),
    ...deadlinesOutShape,
    route: RoutePin,
    policy: PolicyPin,
    form: FormOut,
    findings: z.array(FindingOut).readonly().describe('体检意见；目标中的数字见 /api/declarations/{id}/findings'),
    allowedCommands: z.array(AllowedCommand).readonly(),
    blockedCommands: z
      .array(z.strictObject({ type: z.string(), title: z.string(), because: Because, onBehalfOf: z.string().optional() }))
      .readonly(),
    ...workOutShape,
    lastLooked: z.int().nullable().describe('我上次看到的版本；从未看过为 null'),
    unseenChanges: z.int().nullable().describe('我上次看过之后的变化数；从未看过为 null'),
    approval: z
      .strictObject({
        documentNumber: z.string(),
        form: FormOut,
        head: z.string().describe('印在批复上的摘要头：截至批复的条数和摘要，日后用 shenbao verify 卷宗.zip --trust 核对'),
        ...By,
      })
      .nullable(),
    review: ReviewSheetFilled.data.extend({ round: z.int(), ...By }).nullable(),
    amendments: z.array(z.strictObject({ number: z.int(), reason: z.string(), round: z.int(), consented: z.boolean(), ...By })),
    adjustments: z.array(
      z.strictObject({
        number: z.int(),
        changes: Changes,
        reason: z.string(),
        outcome: z.enum(['open', 'approved', 'returned', 'rejected', 'withdrawn']),
        because: GroundOut.nullable().describe('申请所依据的监控偏差或整改；没有说明的为 null'),
        ...By,
      }),
    ),
    rectifications: z.array(RectificationOut),
    removedAfterApproval: z.array(Indicator),
    progress: z.array(
      z.strictObject({ period: z.string(), executed: Blank, forecastExecuted: Blank, indicators: z.array(ProgressOut), ...By }),
    ),
    results: z.strictObject({
      budget: z.strictObject({ initial: Blank, annual: z.string(), executed: z.string(), reason: z.string() }).nullable(),
      indicators: z.array(ResultOut),
    }),
    selfScore: SelfScoreOut.nullable(),
    rescores: z.array(z.strictObject({ indicator: z.string(), from: Blank, to: z.string(), reason: z.string(), ...By })),
    final: z.strictObject({ total: z.string(), grade: z.string(), policy: PolicyPin, ...By }).nullable(),
    corrections: z.array(z.strictObject({ changes: Changes, reason: z.string(), ...By })),
  })
  .meta({ id: 'Declaration', description: '一份申报，现在或当时的样子' })

export type DeclarationOut = z.output<typeof DeclarationOut>

type Beside = Readonly<{
  route: Route
  allowed: Allowed | null
  findings: readonly DeclarationFinding[]
  /** How stages ahead are shown, with the names of today. */
  nextOut: (stage: NextStage) => NextStageOut
  nameOf: (officerId: string) => string
  approvalHead: string | null
  count: Count
  /** Of whoever asks. */
  lastLooked: number | null
  unseenChanges: number | null
}>

/**
 * The declaration as HTTP shows it. `allowed` is `null` for a look into the past, where nothing can be sent; `approvalHead` before the
 * approval.
 */
export const declarationOut = (
  { declaration, revision, recordedAt, digest }: SeenDeclaration,
  { route, allowed, findings, nextOut, nameOf, approvalHead, count, lastLooked, unseenChanges }: Beside,
): DeclarationOut => {
  const stages = declaration.work.standing.stages
  const definitions = stages.map(name => stageNamed(route, name))
  return {
    id: declaration.id,
    revision,
    recordedAt,
    digest,
    names: Object.fromEntries(officersIn(declaration, allowed).map(id => [id, nameOf(id)])),
    year: declaration.year,
    phase: definitions[0]?.phase ?? '',
    stage: stageOf(stages),
    stageTitles: definitions.map(({ title }) => title),
    round: declaration.work.round,
    ...deadlinesOut(declaration, count),
    route: declaration.route,
    policy: declaration.policy,
    form: toContract(declaration.form),
    findings,
    allowedCommands: (allowed?.allowed ?? []).map(({ next, ...row }) => ({ ...row, ...(next && { next: next.map(nextOut) }) })),
    blockedCommands: allowed?.blocked ?? [],
    ...workOut(declaration, route),
    lastLooked,
    unseenChanges,
    ...decided(declaration, approvalHead),
    rectifications: rectificationsOut(declaration, count),
    ...carriedOut(declaration),
  }
}

/** Everybody who is spoken of by id: who signs, who said something, for whom one may act. */
const officersIn = ({ work }: Declaration, allowed: Allowed | null): readonly string[] => {
  const slots = Object.values(work.signings).flatMap(signing => signing.slots)
  const said = [...work.opinions, ...work.talk.comments, ...work.talk.consultations].map(({ told }) => told)
  const answers = work.talk.consultations.flatMap(one => one.answers.map(({ told }) => told))
  const ids = [
    ...slots.flatMap(({ officer, delegate, addedBy, signedBy }) => [officer, delegate, addedBy, ...signedBy]),
    ...[...said, ...answers].flatMap(({ actor, onBehalfOf }) => [actor, onBehalfOf]),
    ...work.talk.consultations.flatMap(({ asked }) => asked),
    ...Object.keys(work.talk.copied),
    ...[...(allowed?.allowed ?? []), ...(allowed?.blocked ?? [])].map(({ onBehalfOf }) => onBehalfOf ?? null),
  ]
  return [...new Set(ids.filter(id => id !== null))]
}

const named = <Id extends string | null, Row extends object>({ indicatorId, ...row }: Row & Readonly<{ indicatorId: Id }>) => ({
  ...row,
  indicator: indicatorId,
})

const decided = (
  { approval, review, amendments, adjustments, corrections, form, removedAfterApproval }: Declaration,
  head: string | null,
) => ({
  approval:
    approval && head !== null
      ? { documentNumber: approval.documentNumber, form: toContract(approval.form), head, ...byOf(approval.told) }
      : null,
  review: review && withoutTold(review),
  amendments: amendments.map(({ overtaken: _, ...amendment }) => withoutTold(amendment)),
  adjustments: adjustments.map(({ ground, ...adjustment }) => ({
    ...withoutTold(adjustment),
    changes: adjustment.changes.map(named),
    because: groundOut(ground),
  })),
  corrections: corrections.map(correction => ({ ...withoutTold(correction), changes: correction.changes.map(named) })),
  removedAfterApproval: toContract({ ...form, indicators: removedAfterApproval }).indicators,
})

const withoutTold = <Told_ extends Readonly<{ told: Told }>>({ told, ...rest }: Told_) => ({ ...rest, ...byOf(told) })

const carriedOut = ({ progress, results, selfScore, rescores, final }: Declaration) => ({
  progress: Object.entries(progress).map(([period, { executed, forecastExecuted, indicators, told }]) => ({
    period,
    executed: executed === null ? null : yuanOfFen(executed),
    forecastExecuted: forecastExecuted === null ? null : yuanOfFen(forecastExecuted),
    indicators: Object.values(indicators).map(named),
    ...byOf(told),
  })),
  results: {
    budget: results.budget && {
      initial: results.budget.initial === null ? null : yuanOfFen(results.budget.initial),
      annual: yuanOfFen(results.budget.annual),
      executed: yuanOfFen(results.budget.executed),
      reason: results.budget.reason,
    },
    indicators: Object.values(results.indicators).map(named),
  },
  selfScore: selfScore && { ...selfScore, rows: selfScore.rows.map(named) },
  rescores: Object.entries(rescores).map(([indicator, rescore]) => ({ indicator, ...withoutTold(rescore) })),
  final: final && withoutTold(final),
})
