import {
  blankFunds,
  type Form,
  type FundName,
  fundNames,
  type Indicator,
  type IndicatorFlag,
  indicatorFlags,
  withPlan,
} from '@shenbao/form/form.ts'
import { isDay } from '@shenbao/kernel/dates.ts'
import { parseDecimal } from '@shenbao/kernel/decimal.ts'
import { fenOfYuan } from '@shenbao/kernel/money.ts'
import type { DeclarationOut } from '../api/queries.ts'
import type { EditedForm, EditedRow } from '../editing/edits.ts'

type ServedForm = DeclarationOut['form']
type ServedRow = ServedForm['indicators'][number]

/**
 * The form as it is being typed, as rules and checks take it. What is no amount, day or 分值 yet counts as blank: the cell itself says
 * that it is not. A row that was not touched stays the same object, so that checks need not read it again.
 */
export const formBeingTyped = (served: ServedForm, { fields, rows }: EditedForm): Form => {
  const text = (field: string): string | null => (isBlank(fields[field]) ? null : (fields[field] ?? null))
  const day = (field: string): Form['start'] => {
    const typed = fields[field] ?? ''
    return isDay(typed) ? typed : null
  }
  const before = new Map(served.indicators.map(row => [row.id, row]))
  return {
    name: text('name'),
    year: served.year,
    nature: text('nature'),
    category: text('category'),
    department: text('department'),
    unit: text('unit'),
    start: day('start'),
    end: day('end'),
    funds: { ...blankFunds, ...Object.fromEntries(fundNames.map(fund => [fund, amountOf(fields, fund)])) },
    overallGoal: fields['overallGoal'] ?? '',
    annualGoal: fields['annualGoal'] ?? '',
    flags: served.flags,
    indicators: rows.map(row => rowBeingTyped(row, before.get(row.key))),
  }
}

const isBlank = (text: string | null | undefined): boolean => (text ?? '').trim() === ''

const amountOf = (fields: EditedForm['fields'], fund: FundName) => {
  const typed = fields[`funds.${fund}`]
  return isBlank(typed) ? null : fenOfYuan(typed ?? '')
}

const known = new WeakMap<EditedRow, Readonly<{ served: ServedRow | undefined; indicator: Indicator }>>()

const rowBeingTyped = (row: EditedRow, served: ServedRow | undefined): Indicator => {
  const earlier = known.get(row)
  if (earlier && earlier.served === served) return earlier.indicator
  const { key: id, level1, level2, name, target, weight, plan } = row
  const indicator = withPlan(
    {
      id,
      level1: isBlank(level1) ? null : level1,
      level2: isBlank(level2) ? null : level2,
      name: name ?? '',
      target: target ?? '',
      weight: weight !== null && (parseDecimal(weight)?.units ?? -1n) >= 0n ? weight : null,
      flags: served ? flagsLeft(row, served) : [],
    },
    plan ?? {},
  )
  known.set(row, { served, indicator })
  return indicator
}

/** What the reader of the file was unsure of is settled by whoever writes there. */
const flagsLeft = (row: EditedRow, served: ServedRow): readonly IndicatorFlag[] => {
  const isWritten = row.target !== served.raw
  const isPlaced = row.level1 !== served.level1 || row.level2 !== served.level2
  return indicatorFlags.filter(
    flag =>
      served.flags.includes(flag) &&
      !(isWritten && flag === 'value-missing') &&
      !(isPlaced && (flag === 'level-inferred' || flag === 'level-conflict')),
  )
}
