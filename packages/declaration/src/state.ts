import type { Form, Indicator } from '@shenbao/form/form.ts'
import type { EventOf } from '@shenbao/kernel/event.ts'
import type { Fen } from '@shenbao/kernel/money.ts'
import type { RoutePin } from '@shenbao/workflow/route.ts'
import type { Told, Work } from '@shenbao/workflow/work.ts'
import type { Attention } from './attention.ts'
import type {
  Change,
  DeclarationOpened,
  IndicatorProgressRecorded,
  IndicatorResultRecorded,
  PolicyPin,
  ReviewSheetFilled,
  SelfScored,
} from './events.ts'
import type { Attachment } from './evidence.ts'
import type { Ground, Rectification } from './rectification.ts'
import type { SheetRemarks } from './review-sheet-answers.ts'

type Data<Definition> = EventOf<Definition> extends { data: infer D } ? Readonly<D> : never

/** One declaration, folded from its facts. Rebuilt at any time, never stored as truth. */
export type Declaration = Readonly<{
  id: string
  unitId: string
  departmentId: string
  year: number
  origin: Data<typeof DeclarationOpened>['origin']
  route: RoutePin
  policy: PolicyPin
  form: Form
  work: Work
  /** What the 批复 froze: number, day, and the form as approved. `null` before. */
  approval: Approval | null
  /** Rows taken out by an approved adjustment: still listed, no longer filled or scored. */
  removedAfterApproval: readonly Indicator[]
  review: Review | null
  sheetRemarks: SheetRemarks
  amendments: readonly Amendment[]
  adjustments: readonly Adjustment[]
  rectifications: readonly Rectification[]
  /** By period ("2026-07"). */
  progress: Readonly<Record<string, Progress>>
  results: Results
  /** 自评得分 as handed in; a return makes it history, the next submission replaces it here. */
  selfScore: Data<typeof SelfScored> | null
  /** 核查得分 by indicator id. */
  rescores: Readonly<Record<string, Rescore>>
  final: Readonly<{ total: string; grade: string; policy: PolicyPin; told: Told }> | null
  corrections: readonly Correction[]
  /** 佐证材料 in the order they were brought, those taken off among them. */
  evidence: readonly Attachment[]
  attention: Attention
}>

export type Approval = Readonly<{ documentNumber: string; form: Form; told: Told }>
export type Review = Data<typeof ReviewSheetFilled> & Readonly<{ round: number; told: Told }>
export type Amendment = Readonly<{
  number: number
  reason: string
  round: number
  consented: boolean
  /** The unit handed the form in anew since: what stands there is its own promise again. */
  overtaken: boolean
  told: Told
}>
export type Adjustment = Readonly<{
  number: number
  changes: readonly Change[]
  reason: string
  outcome: 'open' | 'approved' | 'returned' | 'rejected' | 'withdrawn'
  ground: Ground | null
  told: Told
}>
export type IndicatorProgress = Data<typeof IndicatorProgressRecorded>
export type Progress = Readonly<{
  executed: Fen | null
  /** 全年预计执行数. */
  forecastExecuted: Fen | null
  indicators: Readonly<Record<string, IndicatorProgress>>
  told: Told
}>
export type IndicatorResult = Data<typeof IndicatorResultRecorded>
export type BudgetResult = Readonly<{ initial: Fen | null; annual: Fen; executed: Fen; reason: string }>
export type Results = Readonly<{ budget: BudgetResult | null; indicators: Readonly<Record<string, IndicatorResult>> }>
export type Rescore = Readonly<{ from: string | null; to: string; reason: string; told: Told }>
export type Correction = Readonly<{ changes: readonly Change[]; reason: string; told: Told }>

/** Nothing, or a declaration: the first fact opens it. */
export type DeclarationState = Declaration | null

export const openAdjustment = (declaration: Declaration): Adjustment | null =>
  declaration.adjustments.find(adjustment => adjustment.outcome === 'open') ?? null

/** Amendments that stand on the form without the unit's promise, wherever the case was sent in the meantime. */
export const unconsentedAmendments = ({ amendments }: Declaration): readonly Amendment[] =>
  amendments.filter(({ consented, overtaken }) => !consented && !overtaken)

export const unconsentedAmendment = (declaration: Declaration): Amendment | null => unconsentedAmendments(declaration)[0] ?? null

/** The review sheet of this round; one filled before a return does not count any more. */
export const currentReview = (declaration: Declaration): Review | null =>
  declaration.review?.round === declaration.work.round ? declaration.review : null

export const indicatorOf = (form: Form, id: string): Indicator | null =>
  form.indicators.find(indicator => indicator.id === id) ?? null
