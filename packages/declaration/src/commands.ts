import { planFields } from '@shenbao/form/form.ts'
import { isDay } from '@shenbao/kernel/dates.ts'
import { type Verb, verbNeeds, verbSchemas, verbTitles } from '@shenbao/workflow/verbs.ts'
import { z } from 'zod'
import { deviationCauses, judgements, likelihoods, Period } from './events.ts'
import { evidenceCommands, evidenceNeeds, evidenceTitles } from './evidence-commands.ts'
import { rectificationNeeds, rectificationSchemas, rectificationTitles } from './rectification-commands.ts'
import { FindingAnswers, SectionGrades } from './review-sheet-commands.ts'
import { reviewGrades } from './review-sheet-facts.ts'

/**
 * What people send, one schema a command. Strict: an unknown member is refused with its path, never dropped. Amounts are yuan
 * text with at most two places, values and points decimal text; texts are trimmed of nothing, because what was written is what
 * counts.
 */
const LONGEST_TEXT = 20_000 // 年度总体目标 of published forms stays below 5,000 characters
const LONGEST_LINE = 2_000
const MOST_ROWS = 500 // the longest published forms have about 60 rows

const Line = z.string().max(LONGEST_LINE, `最多 ${LONGEST_LINE} 个字`)
const Text = z.string().max(LONGEST_TEXT, `最多 ${LONGEST_TEXT} 个字`)
const Written = Line.refine(text => text.trim() !== '', '不能为空')
const Yuan = z.string().regex(/^\d{1,3}(,\d{3})*(\.\d{1,2})?$|^\d{1,16}(\.\d{1,2})?$/, '应为元，最多两位小数，如 85000.00')
const Points = z.string().regex(/^\d{1,4}(\.\d{1,4})?$/, '应为不小于 0 的小数文本，如 9.50')
const IndicatorId = z.string().min(1).max(100)

export const indicatorFields = ['level1', 'level2', 'name', 'target', 'weight'] as const
export const formFields = [
  'name',
  'nature',
  'category',
  'department',
  'unit',
  'start',
  'end',
  'annualGoal',
  'overallGoal',
] as const
export const fundFields = [
  'funds.total',
  'funds.fiscal',
  'funds.other',
  'funds.annualRequest',
  'funds.currentYearAppropriation',
  'funds.carryover',
  'funds.annualOther',
] as const

const NewIndicator = z.strictObject({
  level1: Written,
  level2: Written,
  name: Written,
  target: Line,
  weight: Points.nullable().optional(),
  plan: z.partialRecord(z.enum(planFields), Line).optional(),
})

const lineFields = ['name', 'nature', 'category', 'department', 'unit'] as const
const goalFields = ['annualGoal', 'overallGoal'] as const
const dayFields = ['start', 'end'] as const

/** One change of a form. The order of the alternatives is from the most to the least particular. */
export const ChangeRequest = z.union(
  [
    z.strictObject({ field: z.literal('indicator'), indicator: IndicatorId, to: z.null() }),
    z.strictObject({ field: z.literal('indicator'), after: IndicatorId.nullable().optional(), to: NewIndicator }),
    z.strictObject({ indicator: IndicatorId, field: z.enum(['level1', 'level2', 'name']), to: Written }),
    z.strictObject({ indicator: IndicatorId, field: z.literal('target'), to: Line }),
    z.strictObject({ indicator: IndicatorId, field: z.literal('weight'), to: Points.nullable() }),
    z.strictObject({ indicator: IndicatorId, field: z.enum(planFields), to: Line.nullable() }),
    z.strictObject({ field: z.enum(lineFields), to: Written }),
    z.strictObject({ field: z.enum(goalFields), to: Text }),
    z.strictObject({ field: z.enum(dayFields), to: z.string().refine(isDay, '应为存在的日期，如 2026-12-31') }),
    z.strictObject({ field: z.enum(fundFields), to: Yuan.nullable() }),
  ],
  `改动应写成 {"indicator":"编号","field":"${[...indicatorFields, ...planFields].join('|')}","to":"…"}，` +
    `或不带 indicator 而 field 为 ${[...formFields, ...fundFields].join('、')} 之一`,
)
export type ChangeRequest = Readonly<z.output<typeof ChangeRequest>>
const Changes = z.array(ChangeRequest).min(1, '至少写一处改动').max(MOST_ROWS)

const Reason = Written
const OptionalReason = Line.optional()

const command = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape })

const plainCommands = [
  command('revise', { changes: Changes, reason: OptionalReason }),
  command('submit', {}),
  command('withdraw', { reason: OptionalReason }),
  command('discard', { reason: OptionalReason }),
  command('approve', {
    opinion: Line.optional(),
    documentNumber: Written.optional(),
    /** Changed rows (indicator ids) and fields the reviewer looked at again after a return. */
    confirmed: z.array(IndicatorId).max(MOST_ROWS).optional(),
  }),
  command('return', { to: Written.optional(), reason: Reason, then: z.enum(['step', 'straight']).optional() }),
  command('reject', { reason: Reason }),
  command('review', {
    grade: z.enum(reviewGrades).optional(),
    comment: Line.optional(),
    items: z
      .array(z.strictObject({ item: Written, points: Points, comment: Line.optional() }))
      .min(1)
      .max(50)
      .optional(),
    answers: FindingAnswers.optional(),
    sections: SectionGrades.optional(),
  }),
  command('amend', { changes: Changes, reason: Reason }),
  command('consent', {}),
  command('request-adjustment', {
    changes: Changes,
    reason: Reason,
    /** What was found and asks for it: rows of a month's monitoring, or a rectification by its number. */
    because: z
      .union(
        [
          z.strictObject({ period: Period, indicators: z.array(IndicatorId).min(1).max(MOST_ROWS) }),
          z.strictObject({ rectification: z.int().positive() }),
        ],
        '应为 {"period":"2026-07","indicators":["编号"]}，或 {"rectification":1}',
      )
      .optional(),
  }),
  command('record-progress', {
    period: Period,
    executed: Yuan.optional(),
    /** 全年预计执行数. */
    forecastExecuted: Yuan.optional(),
    progress: z
      .array(
        z.strictObject({
          indicator: IndicatorId,
          actual: Line,
          forecast: Line.nullable().optional(),
          likelihood: z.enum(likelihoods).nullable().optional(),
          judgement: z.enum(judgements).nullable().optional(),
          causes: z.array(z.enum(deviationCauses)).max(deviationCauses.length).optional(),
          cause: Line.nullable().optional(),
          remedy: Line.nullable().optional(),
          note: Line.nullable().optional(),
        }),
      )
      .max(MOST_ROWS)
      .optional(),
  }),
  command('close-year', {}),
  command('record-result', {
    budget: z
      .strictObject({ initial: Yuan.nullable().optional(), annual: Yuan, executed: Yuan, reason: Line.optional() })
      .optional(),
    results: z
      .array(
        z.strictObject({
          indicator: IndicatorId,
          actual: Line,
          judgement: z.enum(judgements).nullable().optional(),
          score: Points.nullable().optional(),
          reason: Line.optional(),
        }),
      )
      .max(MOST_ROWS)
      .optional(),
  }),
  command('submit-evaluation', {}),
  command('rescore', {
    scores: z
      .array(z.strictObject({ indicator: IndicatorId, score: Points, reason: Reason }))
      .min(1)
      .max(MOST_ROWS),
  }),
  command('confirm-evaluation', {}),
  command('publish', {}),
  command('archive', {}),
  command('correct', { reason: Reason, changes: z.array(ChangeRequest).max(MOST_ROWS).optional() }),
  command('reopen', { reason: Reason }),
  ...rectificationSchemas,
] as const

/** The commands of a declaration, and the verbs that every case on the engine knows. */
export const DeclarationCommand = z.discriminatedUnion('type', [...plainCommands, ...evidenceCommands, ...verbSchemas])
export type DeclarationCommand = Readonly<z.output<typeof DeclarationCommand>>
export type PlainCommand = Exclude<DeclarationCommand, Verb>
export type CommandType = DeclarationCommand['type']
export type CommandOf<Type extends CommandType> = Extract<DeclarationCommand, { type: Type }>

/** Each command in the words of the people who use it. */
export const commandTitles: Readonly<Record<CommandType, string>> = {
  ...verbTitles,
  ...rectificationTitles,
  ...evidenceTitles,
  revise: '修改',
  submit: '送审',
  withdraw: '撤回',
  discard: '作废',
  approve: '同意',
  return: '退回',
  reject: '不予通过',
  review: '填写审核表',
  amend: '协商修改',
  consent: '同意协商修改',
  'request-adjustment': '申请调整',
  'record-progress': '填报执行进度',
  'close-year': '年度结束',
  'record-result': '填报完成情况',
  'submit-evaluation': '提交自评',
  rescore: '核查打分',
  'confirm-evaluation': '确认评价结果',
  publish: '公开',
  archive: '归档',
  correct: '更正',
  reopen: '重启',
}

/** What a person has to add to the bare command; members that may be left out are not listed. */
export const commandNeeds: Readonly<Record<CommandType, readonly string[]>> = {
  ...verbNeeds,
  ...rectificationNeeds,
  ...evidenceNeeds,
  revise: ['changes'],
  submit: [],
  withdraw: [],
  discard: [],
  approve: [],
  return: ['to', 'reason'],
  reject: ['reason'],
  review: ['grade'],
  amend: ['changes', 'reason'],
  consent: [],
  'request-adjustment': ['changes', 'reason'],
  'record-progress': ['period', 'progress'],
  'close-year': [],
  'record-result': ['results'],
  'submit-evaluation': [],
  rescore: ['scores'],
  'confirm-evaluation': [],
  publish: [],
  archive: [],
  correct: ['reason'],
  reopen: ['reason'],
}
