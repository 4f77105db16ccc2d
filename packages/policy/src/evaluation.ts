import { parseDecimal } from '@shenbao/kernel/decimal.ts'
import { z } from 'zod'

/**
 * A self-evaluation (项目支出绩效自评) as it is filled in: money, and one row per indicator. All figures are decimal text. What is
 * wrong is reported for the whole table at once, each with its path; a member nobody knows is refused, because a misspelt one
 * would otherwise be lost without a word.
 */

/** Longer numbers are no figures of a budget or an indicator. */
const MAX_DIGITS = 40
/** The longest published tables have some two hundred rows; beyond this it is not one project any more. */
const MAX_ROWS = 2000

const isFigure = (text: string): boolean => text.length <= MAX_DIGITS && parseDecimal(text) !== null && !/^[+-]/.test(text)

const Figure = z
  .string('请填小数文本（带引号），如 "250000.00"；未填写的用 null')
  .refine(isFigure, '请填不小于零的小数，只用数字和小数点，不带千分位、单位或百分号')

/** 达成情况 of a qualitative indicator: 达成、部分达成并具有一定效果、未达成且效果较差. */
const Judgement = z.enum(
  ['met', 'partly', 'unmet'],
  '达成情况只能是 met（达成）、partly（部分达成）、unmet（未达成），或用 null 交给系统判断',
)
export type Judgement = z.output<typeof Judgement>

/** How an indicator is scored, where its target does not say so itself or says it wrongly. */
const Direction = z.enum(
  ['positive', 'exact', 'reverse', 'qualitative'],
  '指标方向只能是 positive（越高越好）、exact（等于）、reverse（越低越好）、qualitative（定性），或用 null 按指标值判断',
)
export type Direction = z.output<typeof Direction>

const Text = z.string('请填文字；未填写的用 null')

const Row = z.strictObject({
  level1: Text.nullable().default(null),
  level2: Text.nullable().default(null),
  name: z.string('请填三级指标名称').refine(name => name.trim() !== '', '请填三级指标名称'),
  /** 年度指标值 as on the form */
  target: Text.nullable().default(null),
  /** 实际完成值 as written; blank means not reported, and is never taken for zero */
  actual: Text.nullable().default(null),
  /** 分值; `null` takes its share of what the pack gives by default */
  weight: Figure.nullable().default(null),
  direction: Direction.nullable().default(null),
  judgement: Judgement.nullable().default(null),
  /** Points a person awards: of a qualitative indicator, or after deducting by hand for a target clearly set too low. */
  score: Figure.nullable().default(null),
  /** 偏差原因分析及改进措施 */
  reason: Text.default(''),
})
export type EvaluationRow = Readonly<z.output<typeof Row>>

export const SelfEvaluation = z.strictObject({
  /** 年度, for dates in targets and actuals that name no year */
  year: z
    .int('年度请填四位数字，如 2026')
    .min(1949, '年度请填四位数字，如 2026')
    .max(2200, '年度请填四位数字，如 2026')
    .nullable()
    .default(null),
  budget: z.strictObject({
    /** 年初预算数 */
    initial: Figure.nullable().default(null),
    /** 全年预算数 after adjustments, A */
    annual: Figure.nullable(),
    /** 全年执行数, B */
    executed: Figure.nullable(),
    /** Why little was spent, or why the budget changed. */
    reason: Text.default(''),
  }),
  indicators: z.array(Row, '请填绩效指标列表').min(1, '请至少填一个绩效指标').max(MAX_ROWS, `绩效指标不能超过 ${MAX_ROWS} 个`),
})
export type SelfEvaluation = Readonly<z.output<typeof SelfEvaluation>>

export type EvaluationBudget = SelfEvaluation['budget']

/** What is wrong with the input, as Chinese sentences with their place, all at once; or the evaluation. */
export const readSelfEvaluation = (
  input: unknown,
): Readonly<{ evaluation: SelfEvaluation }> | Readonly<{ problems: readonly { path: string; message: string }[] }> => {
  const read = SelfEvaluation.safeParse(input)
  if (read.success) return { evaluation: read.data }
  return { problems: read.error.issues.flatMap(problemsOf) }
}

const problemsOf = (issue: z.core.$ZodIssue): { path: string; message: string }[] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({ path: pathText([...issue.path, key]), message: '没有这一项，请删除或改正名称' }))
  if (issue.code === 'invalid_type' && issue.expected === 'object')
    return [{ path: pathText(issue.path), message: '请按自评表的格式填写这一部分（须为对象）' }]
  return [{ path: pathText(issue.path), message: issue.message }]
}

/** `indicators.3.weight`, counted from zero as in the JSON. */
const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('.')
