import { type Form, type FundName, type Indicator, type PlanField, planFields } from '@shenbao/form/form.ts'
import type { Place } from '@shenbao/kernel/decider.ts'
import { fenOfYuan } from '@shenbao/kernel/money.ts'
import type { ChangeRequest } from './commands.ts'
import {
  ClassificationRevised,
  type FormEvent,
  FundRevised,
  GoalRevised,
  IndicatorAdded,
  IndicatorPlaced,
  IndicatorPlanRevised,
  IndicatorRemoved,
  IndicatorRenamed,
  IndicatorTargetRevised,
  IndicatorWeighted,
  NameRevised,
  OrganisationRevised,
  PeriodRevised,
} from './events.ts'
import { evolveForm } from './evolve-form.ts'
import { indicatorOf } from './state.ts'

/** Under what a change is made: the author's own writing (`under: null`), an amendment, or an approved adjustment. */
export type Writing = Readonly<{
  reason: string | null
  under: Readonly<{ kind: 'amendment' | 'adjustment'; number: number }> | null
  newId: (ordinal: number) => string
}>

export type Written = Readonly<{ events: readonly FormEvent[]; places: readonly Place[] }>

/**
 * The facts that the changes amount to, one a field, in the order given; and every change that cannot be made, with the reason.
 */
export const writeChanges = (form: Form, changes: readonly ChangeRequest[], writing: Writing): Written => {
  let now = form
  const events: FormEvent[] = []
  const places: Place[] = []
  for (const [ordinal, change] of changes.entries()) {
    const result = writeOne(now, change, ordinal, writing)
    if ('message' in result) {
      places.push(result)
      continue
    }
    for (const event of result) {
      events.push(event)
      now = evolveForm(now, event)
    }
  }
  return { events, places }
}

/** No facts: the field already says so. */
const writeOne = (form: Form, change: ChangeRequest, ordinal: number, writing: Writing): readonly FormEvent[] | Place => {
  if (change.field === 'indicator' && change.to !== null) {
    const after = 'after' in change ? (change.after ?? null) : null
    if (after !== null && !indicatorOf(form, after))
      return {
        indicator: after,
        field: 'indicator',
        message: `第 ${ordinal + 1} 处改动：没有编号为 ${after} 的指标，新指标不知放在哪一行之后，它可能已被删除。`,
      }
    return addition(change.to, { id: writing.newId(ordinal), after }, writing)
  }
  if ('indicator' in change) {
    const indicator = indicatorOf(form, change.indicator)
    if (!indicator)
      return {
        indicator: change.indicator,
        field: change.field,
        message: `第 ${ordinal + 1} 处改动：没有编号为 ${change.indicator} 的指标，可能已被删除。`,
      }
    if (change.field === 'indicator') return [removal(indicator, writing)]
    return factsOf(isOfPlan(change) ? writePlan(indicator, change, writing) : writeIndicator(indicator, change, writing))
  }
  const written = writeForm(form, change, writing)
  return written !== null && 'message' in written ? written : factsOf(written)
}

const factsOf = (event: FormEvent | null): readonly FormEvent[] => (event === null ? [] : [event])

type NewRow = NonNullable<Extract<ChangeRequest, { field: 'indicator' }>['to']>

const addition = (
  { plan, ...row }: NewRow,
  { id, after }: Readonly<{ id: string; after: string | null }>,
  writing: Writing,
): readonly FormEvent[] => {
  const { reason, under } = writing
  const added = { id, ...row, weight: row.weight ?? null, flags: [] }
  return [
    IndicatorAdded.of({ indicatorId: id, after, ...row, weight: row.weight ?? null, reason, under }),
    ...planFields.flatMap(field => factsOf(writePlan(added, { field, to: plan?.[field] ?? null }, writing))),
  ]
}

const removal = (indicator: Indicator, { reason, under }: Writing): FormEvent => {
  const { id, level1, level2, name, target, weight } = indicator
  return IndicatorRemoved.of({ indicatorId: id, level1, level2, name, target, weight, reason, under })
}

type PlanChange = Extract<ChangeRequest, { field: PlanField }>

const isOfPlan = (change: Extract<ChangeRequest, { indicator: string }>): change is PlanChange =>
  planFields.some(field => field === change.field)

/** Blank text is no text: what says nothing is taken out. */
const writePlan = (
  indicator: Indicator,
  { field, to: written }: Pick<PlanChange, 'field' | 'to'>,
  { reason, under }: Writing,
): FormEvent | null => {
  const from = indicator.plan?.[field] ?? null
  const to = written === null || written.trim() === '' ? null : written
  return from === to ? null : IndicatorPlanRevised.of({ indicatorId: indicator.id, field, from, to, reason, under })
}

type IndicatorChange = Extract<ChangeRequest, { indicator: string }> & {
  field: 'level1' | 'level2' | 'name' | 'target' | 'weight'
}

const writeIndicator = (indicator: Indicator, change: IndicatorChange, { reason, under }: Writing): FormEvent | null => {
  const from = indicator[change.field]
  if (from === change.to) return null
  const about = { indicatorId: indicator.id, reason, under }
  switch (change.field) {
    case 'level1':
    case 'level2':
      return IndicatorPlaced.of({ ...about, field: change.field, from, to: change.to })
    case 'name':
      return IndicatorRenamed.of({ ...about, from: indicator.name, to: change.to })
    case 'target':
      return IndicatorTargetRevised.of({ ...about, from: indicator.target, to: change.to })
    case 'weight':
      return IndicatorWeighted.of({ ...about, from, to: change.to })
  }
}

type WholeFormChange = Exclude<ChangeRequest, { indicator: string } | { field: 'indicator' }>

const writeForm = (form: Form, change: WholeFormChange, { reason, under }: Writing): FormEvent | Place | null => {
  switch (change.field) {
    case 'name':
      return form.name === change.to ? null : NameRevised.of({ from: form.name, to: change.to, reason, under })
    case 'annualGoal':
    case 'overallGoal':
      return form[change.field] === change.to
        ? null
        : GoalRevised.of({ goal: change.field, from: form[change.field], to: change.to, reason, under })
    case 'start':
    case 'end':
      return form[change.field] === change.to
        ? null
        : PeriodRevised.of({ bound: change.field, from: form[change.field], to: change.to, reason, under })
    case 'nature':
    case 'category':
      return form[change.field] === change.to
        ? null
        : ClassificationRevised.of({ field: change.field, from: form[change.field], to: change.to, reason, under })
    case 'department':
    case 'unit':
      return form[change.field] === change.to
        ? null
        : OrganisationRevised.of({ field: change.field, from: form[change.field], to: change.to, reason, under })
    default:
      return writeFund(form, change, { reason, under })
  }
}

type FundChange = Extract<WholeFormChange, { field: `funds.${string}` }>

const writeFund = (
  form: Form,
  change: FundChange,
  { reason, under }: Pick<Writing, 'reason' | 'under'>,
): FormEvent | Place | null => {
  const fund = change.field.slice('funds.'.length) as FundName
  const from = form.funds[fund]
  const to = change.to === null ? null : fenOfYuan(change.to)
  if (to === null && change.to !== null) return { field: change.field, message: `金额「${change.to}」应为元，最多两位小数。` }
  if (from === to) return null
  return FundRevised.of({ fund, from: from?.toString() ?? null, to: to?.toString() ?? null, reason, under })
}
