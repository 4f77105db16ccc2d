import type { Form, FundName, Indicator } from '@shenbao/form/form.ts'
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
    if (result === null) continue
    if ('message' in result) places.push(result)
    else {
      events.push(result)
      now = evolveForm(now, result)
    }
  }
  return { events, places }
}

/** `null`: the field already says so. */
const writeOne = (form: Form, change: ChangeRequest, ordinal: number, writing: Writing): FormEvent | Place | null => {
  const { reason, under } = writing
  if (change.field === 'indicator' && change.to !== null)
    return IndicatorAdded.of({
      indicatorId: writing.newId(ordinal),
      ...change.to,
      weight: change.to.weight ?? null,
      reason,
      under,
    })
  if ('indicator' in change) {
    const indicator = indicatorOf(form, change.indicator)
    if (!indicator)
      return {
        indicator: change.indicator,
        field: change.field,
        message: `第 ${ordinal + 1} 处改动：没有编号为 ${change.indicator} 的指标，可能已被删除。`,
      }
    return change.field === 'indicator' ? removal(indicator, writing) : writeIndicator(indicator, change, writing)
  }
  return writeForm(form, change, writing)
}

const removal = (indicator: Indicator, { reason, under }: Writing): FormEvent => {
  const { id, level1, level2, name, target, weight } = indicator
  return IndicatorRemoved.of({ indicatorId: id, level1, level2, name, target, weight, reason, under })
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
