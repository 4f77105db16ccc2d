import { isDay } from '@shenbao/kernel/dates.ts'
import { z } from 'zod'
import { rectificationMeasures, rectificationSources } from './rectification-facts.ts'

/** What people send about 整改. They belong to no stage of a route: `rectification-offices.ts` says whose they are. */
const LONGEST_LINE = 2_000
const Line = z.string().max(LONGEST_LINE, `最多 ${LONGEST_LINE} 个字`)
const Written = Line.refine(text => text.trim() !== '', '不能为空')
const Day = z.string().refine(isDay, '应为存在的日期，如 2026-09-30')
const Id = z.string().min(1).max(100)
const MOST_ROWS = 500
const number = z.int().positive('应为整改编号，从 1 起')

const command = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), ...shape })

export const rectificationSchemas = [
  command('issue-rectification', {
    source: z.enum(rectificationSources),
    findings: Written,
    measure: z.enum(rectificationMeasures),
    dueOn: Day,
    indicators: z.array(Id).max(MOST_ROWS).optional(),
    period: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, '应为月份，如 2026-07')
      .optional(),
  }),
  command('answer-rectification', { number, text: Written }),
  /** `dueOn`: until when the next answer is due; by itself as before, or today where that day is past. */
  command('return-rectification', { number, reason: Written, dueOn: Day.optional() }),
  command('close-rectification', { number, opinion: Line.optional() }),
] as const

export const RectificationCommand = z.discriminatedUnion('type', rectificationSchemas)
export type RectificationCommand = Readonly<z.output<typeof RectificationCommand>>
export type RectificationCommandType = RectificationCommand['type']

export const rectificationTitles: Readonly<Record<RectificationCommandType, string>> = {
  'issue-rectification': '下达整改',
  'answer-rectification': '答复整改',
  'return-rectification': '退回整改答复',
  'close-rectification': '整改销号',
}

export const rectificationNeeds: Readonly<Record<RectificationCommandType, readonly string[]>> = {
  'issue-rectification': ['source', 'findings', 'measure', 'dueOn'],
  'answer-rectification': ['number', 'text'],
  'return-rectification': ['number', 'reason'],
  'close-rectification': ['number'],
}

export const rectificationCommands = Object.keys(rectificationTitles) as readonly RectificationCommandType[]
const names: ReadonlySet<string> = new Set(rectificationCommands)
export const isRectificationCommand = (name: string): name is RectificationCommandType => names.has(name)

/** In the words of the notice. */
export const sourceTitles: Readonly<Record<(typeof rectificationSources)[number], string>> = {
  monitoring: '绩效监控',
  'self-evaluation': '单位自评',
  'department-evaluation': '部门评价',
  'finance-evaluation': '财政评价',
  audit: '审计',
}
export const measureTitles: Readonly<Record<(typeof rectificationMeasures)[number], string>> = {
  correct: '限期改正',
  suspend: '暂停执行、停止拨款',
  'cut-budget': '按程序调减预算',
}
