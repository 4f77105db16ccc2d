import { yuanOfFen } from '@shenbao/kernel/money.ts'
import type { SeenInList } from '@shenbao/read-models/queries/list-declarations.ts'
import { z } from 'zod'
import { type Count, deadlineOut, deadlineOutShape } from './deadline-shape.ts'
import { FindingCountsOut } from './finding-shape.ts'

/** One stage, or several where something is open beside the main one. */
export const Stage = z.union([z.string(), z.array(z.string()).readonly()])

export const stageOf = (stages: readonly string[]): z.output<typeof Stage> => {
  const [only] = stages
  return only !== undefined && stages.length === 1 ? only : stages
}

/** A declaration as lists show it. */
export const Listed = z
  .strictObject({
    id: z.string(),
    name: z.string().nullable(),
    year: z.int(),
    unit: z.string().nullable(),
    department: z.string().nullable(),
    nature: z.string().nullable(),
    category: z.string().nullable(),
    phase: z.string(),
    stage: Stage,
    round: z.int().describe('退回过几次'),
    ending: z.enum(['completed', 'rejected', 'discarded']).nullable(),
    annualRequest: z.string().nullable(),
    indicators: z.int(),
    flaggedIndicators: z.int(),
    flags: z.array(z.string()).readonly(),
    findings: FindingCountsOut.describe('体检意见的数目，不含与其他项目比较的'),
    documentNumber: z.string().nullable(),
    ...deadlineOutShape,
    revision: z.int(),
    seenRevision: z.int().nullable().describe('本人看过的版本；从未办理或标记已阅为 null'),
    openedAt: z.string(),
    changedAt: z.string(),
    stopped: z.string().nullable().describe('记录无法识别、已停止办理的原因'),
  })
  .meta({ id: 'ListedDeclaration' })

export type Listed = z.output<typeof Listed>

export const listedOut = (row: SeenInList, count: Count): z.output<typeof Listed> => ({
  id: row.id,
  name: row.name,
  year: row.year,
  unit: row.unit,
  department: row.department,
  nature: row.nature,
  category: row.category,
  phase: row.phase,
  stage: stageOf(row.stages),
  round: row.round,
  ending: row.ending,
  annualRequest: row.annualRequest === null ? null : yuanOfFen(row.annualRequest),
  indicators: row.indicators,
  flaggedIndicators: row.flaggedIndicators,
  flags: row.flags,
  findings: row.findings,
  documentNumber: row.documentNumber,
  ...deadlineOut(row.deadline, count),
  revision: row.revision,
  seenRevision: row.seenRevision,
  openedAt: row.openedAt,
  changedAt: row.changedAt,
  stopped: row.stopped,
})
