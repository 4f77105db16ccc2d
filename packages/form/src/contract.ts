import { isDay } from '@shenbao/kernel/dates.ts'
import { parseDecimal } from '@shenbao/kernel/decimal.ts'
import { fenOfYuan, yuanOfFen } from '@shenbao/kernel/money.ts'
import { z } from 'zod'
import {
  type Form,
  type FundName,
  type Funds,
  fundNames,
  type Indicator,
  indicatorFlags,
  type Plan,
  planFields,
  withPlan,
} from './form.ts'
import { parseTarget } from './target.ts'

/**
 * The form as JSON, the shape other systems read and send: amounts are yuan text with two places, blank is `null`.
 * Coming in, any member may be left out and more may be there; what is there has the right shape.
 * `raw` is what counts of a value: the other members are its reading and are only asked when `raw` is missing.
 */

const text = z.string({ error: '请填写文字' })
const textOrBlank = text
  .nullish()
  .transform(value => (value === undefined || value === null || value.trim() === '' ? null : value))
const longText = text.nullish().transform(value => value ?? '')
const day = z
  .string({ error: '请按 2026-01-31 的格式填写日期' })
  .refine(isDay, { error: '没有这一天，请按 2026-01-31 的格式填写日期' })
  .nullish()
  .transform(value => value ?? null)
const amount = z
  .string({ error: '金额请用文字填写，单位为元，例如 "11010598.00"' })
  .refine(value => fenOfYuan(value) !== null, { error: '金额请按元填写，最多两位小数，不带单位，例如 11010598.00' })
  .nullish()
  .transform(value => (value === undefined || value === null ? null : yuanOfFen(fenOfYuan(value) ?? 0n)))
const weight = z
  .string({ error: '分值请用文字填写，例如 "10"' })
  .refine(value => (parseDecimal(value)?.units ?? -1n) >= 0n, { error: '分值请填写不小于零的数，例如 10 或 12.5' })
  .nullish()
  .transform(value => value ?? null)

/** 指标说明: members that are blank or unknown are left out. */
const plan = z
  .looseObject(Object.fromEntries(planFields.map(field => [field, text.nullish()])), { error: '指标说明请按栏目逐项填写' })
  .nullish()
  .transform((value): Plan => Object.fromEntries(planFields.map(field => [field, value?.[field] ?? ''])))

const flagNames: readonly string[] = indicatorFlags
const IndicatorFlagName = z.enum(indicatorFlags, { error: `提示标记只能是：${flagNames.join('、')}` })

export const ContractIndicator = z.looseObject({
  id: text.optional(),
  level1: textOrBlank,
  level2: textOrBlank,
  name: text.refine(value => value.trim() !== '', { error: '请填写三级指标的名称' }),
  /**
   * The value as written. Where it is missing: `target`, the field's own name, else what `op`, `value` and `unit` say
   * together.
   */
  raw: text.nullish(),
  target: text.nullish(),
  op: z.enum(['=', '>', '>=', '<', '<=', 'text'], { error: '运算符只能是 = > >= < <= text' }).nullish(),
  value: text.nullish(),
  unit: text.nullish(),
  weight,
  plan,
  flags: z
    .array(IndicatorFlagName)
    .nullish()
    .transform(value => value ?? []),
})
export type ContractIndicator = z.output<typeof ContractIndicator>

const funds = Object.fromEntries(fundNames.map(name => [name, amount])) as Record<FundName, typeof amount>

export const ContractDeclaration = z.looseObject({
  name: textOrBlank,
  year: z
    .int({ error: '年度请填写整数，例如 2026' })
    .min(1949, { error: '请填写四位年度' })
    .max(2200, { error: '请填写四位年度' })
    .nullish()
    .transform(value => value ?? null),
  nature: textOrBlank,
  category: textOrBlank,
  department: textOrBlank,
  unit: textOrBlank,
  start: day,
  end: day,
  funds: z
    .looseObject(funds, { error: '项目资金请按科目逐项填写' })
    .nullish()
    .transform(value => value ?? {}),
  overallGoal: longText,
  annualGoal: longText,
  indicators: z
    .array(ContractIndicator, { error: '绩效指标请填写为列表' })
    .nullish()
    .transform(value => value ?? []),
  flags: z
    .array(text)
    .nullish()
    .transform(value => value ?? []),
})
export type ContractDeclaration = z.output<typeof ContractDeclaration>

/** One thing wrong with what was sent. `path` names the place, for example `indicators.3.name`. */
export type ContractProblem = Readonly<{ path: string; message: string }>

/** Checks what somebody sent, whole: either a declaration or everything that is wrong with it. */
export const checkContract = (
  input: unknown,
): Readonly<{ ok: true; declaration: ContractDeclaration }> | Readonly<{ ok: false; problems: readonly ContractProblem[] }> => {
  const result = ContractDeclaration.safeParse(input)
  if (result.success) return { ok: true, declaration: result.data }
  return { ok: false, problems: result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
}

/** The declaration as a form. Ids are the caller's: `newId` gets the row number, from 0. */
export const fromContract = (declaration: ContractDeclaration, newId: (row: number) => string): Form => ({
  name: declaration.name,
  year: declaration.year,
  nature: declaration.nature,
  category: declaration.category,
  department: declaration.department,
  unit: declaration.unit,
  start: declaration.start,
  end: declaration.end,
  funds: fundsOf(declaration.funds),
  overallGoal: declaration.overallGoal,
  annualGoal: declaration.annualGoal,
  indicators: declaration.indicators.map(
    (indicator, row): Indicator =>
      withPlan(
        {
          id: newId(row),
          level1: indicator.level1,
          level2: indicator.level2,
          name: indicator.name,
          target: targetOf(indicator),
          weight: indicator.weight,
          flags: indicator.flags,
        },
        indicator.plan,
      ),
  ),
  flags: declaration.flags,
})

const targetOf = ({ raw, target, op, value, unit }: ContractIndicator): string => {
  const written = raw ?? target
  if (written !== undefined && written !== null) return written
  if (value === undefined || value === null) return ''
  const sign = op === undefined || op === null || op === 'text' ? '' : op.replace('>=', '≥').replace('<=', '≤')
  return `${sign}${value}${unit ? `(${unit})` : ''}`
}

const fundsOf = (amounts: Readonly<Partial<Record<FundName, string | null>>>): Funds => {
  const inFen = (name: FundName) => {
    const yuan = amounts[name]
    return yuan === undefined || yuan === null ? null : fenOfYuan(yuan)
  }
  return {
    total: inFen('total'),
    fiscal: inFen('fiscal'),
    other: inFen('other'),
    annualRequest: inFen('annualRequest'),
    currentYearAppropriation: inFen('currentYearAppropriation'),
    carryover: inFen('carryover'),
    annualOther: inFen('annualOther'),
  }
}

/** What `toContract` gives: every member is there. */
export type ContractForm = ReturnType<typeof toContract>

/** The form as other systems see it. */
export const toContract = (form: Form) => ({
  name: form.name,
  year: form.year,
  nature: form.nature,
  category: form.category,
  department: form.department,
  unit: form.unit,
  start: form.start,
  end: form.end,
  funds: yuanOfFunds(form.funds),
  overallGoal: form.overallGoal,
  annualGoal: form.annualGoal,
  flags: [...form.flags],
  indicators: form.indicators.map(indicatorToContract),
})

const yuanOfFunds = (amounts: Funds): Record<FundName, string | null> => {
  const yuan = (name: FundName) => (amounts[name] === null ? null : yuanOfFen(amounts[name]))
  return {
    total: yuan('total'),
    fiscal: yuan('fiscal'),
    other: yuan('other'),
    annualRequest: yuan('annualRequest'),
    currentYearAppropriation: yuan('currentYearAppropriation'),
    carryover: yuan('carryover'),
    annualOther: yuan('annualOther'),
  }
}

const indicatorToContract = ({ id, level1, level2, name, target, weight, plan: written, flags }: Indicator) => {
  const { raw, op, value, unit, kind, meaning } = parseTarget(target)
  return {
    id,
    level1,
    level2,
    name,
    raw,
    op,
    value,
    unit,
    kind,
    ...(meaning && { meaning }),
    weight,
    ...(written && { plan: written }),
    flags: [...flags],
  }
}
