import { countsOfFindings, type DeclarationFinding } from '@shenbao/declaration/findings.ts'
import { z } from 'zod'

/** One thing to look at in a form, as HTTP shows it: `indicator` is the row's name, `indicatorId` its id. */
export const FindingOut = z
  .strictObject({
    rule: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    message: z.string(),
    repair: z.string().optional(),
    indicator: z.string().optional(),
    indicatorId: z.string().optional(),
    field: z.string().optional(),
    basis: z.string().optional(),
    blocks: z.string().optional().describe('因此不能提交：所违反的规则；没有这一项的只是提醒'),
  })
  .meta({ id: 'Finding', description: '体检意见' })

export const FindingCountsOut = z.strictObject({ error: z.int(), warning: z.int(), info: z.int() }).meta({ id: 'FindingCounts' })

export const FindingsOut = z.strictObject({ items: z.array(FindingOut).readonly(), counts: FindingCountsOut })
export type FindingsOut = z.output<typeof FindingsOut>

export const findingsOut = (items: readonly DeclarationFinding[]): FindingsOut => ({ items, counts: countsOfFindings(items) })

/** A number with its unit in 年度总体目标: where it stands (UTF-16 offsets), and which rows stand for it. */
export const GoalMarkOut = z
  .strictObject({
    start: z.int(),
    end: z.int(),
    text: z.string(),
    state: z.enum(['matched', 'orphan', 'conflict']),
    indicatorIds: z.array(z.string()).readonly(),
    message: z.string(),
  })
  .meta({ id: 'GoalMark' })
