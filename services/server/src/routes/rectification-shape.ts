import { adjustmentsOf, type Ground, type Rectification } from '@shenbao/declaration/rectification.ts'
import { measureTitles, sourceTitles } from '@shenbao/declaration/rectification-commands.ts'
import { rectificationMeasures, rectificationSources } from '@shenbao/declaration/rectification-facts.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { roleTitles } from '@shenbao/directory/role.ts'
import { z } from 'zod'
import type { Count } from './deadline-shape.ts'
import { By, byOf } from './work-shape.ts'

/** 整改 as HTTP shows it, with the words for what the record keeps as codes. */
const Blank = z.string().nullable()

export const GroundOut = z.union([
  z.strictObject({ period: z.string(), indicators: z.array(z.string()).readonly() }),
  z.strictObject({ rectification: z.int() }),
])

export const groundOut = (ground: Ground | null): z.output<typeof GroundOut> | null => {
  if (ground === null) return null
  return ground.kind === 'rectification'
    ? { rectification: ground.number }
    : { period: ground.period, indicators: ground.indicators }
}

export const RectificationOut = z
  .strictObject({
    number: z.int(),
    source: z.enum(rectificationSources),
    sourceTitle: z.string(),
    findings: z.string(),
    measure: z.enum(rectificationMeasures),
    measureTitle: z.string(),
    indicators: z.array(z.string()).readonly(),
    period: Blank,
    state: z.enum(['open', 'answered', 'returned', 'closed']),
    stateTitle: z.string(),
    dueOn: z.string(),
    workingDaysLeft: z.int().nullable().describe('离整改期限还有几个工作日，负数为已超期；已答复或已销号的为 null'),
    overdue: z.boolean(),
    issuedAs: z.string().describe('下达的岗位，也由它确认'),
    issuedAsTitle: z.string(),
    ...By,
    answers: z.array(
      z.strictObject({
        text: z.string(),
        ...By,
        returned: z.strictObject({ reason: z.string(), ...By }).nullable(),
      }),
    ),
    adjustments: z.array(z.int()).describe('以这份整改为依据申请的调整'),
    closed: z.strictObject({ opinion: z.string(), adjustment: z.int().nullable(), ...By }).nullable(),
  })
  .meta({ id: 'Rectification', description: '整改：指出的问题、单位的答复、确认销号' })
export type RectificationOut = z.output<typeof RectificationOut>

export const stateTitles: Readonly<Record<Rectification['state'], string>> = {
  open: '待整改',
  answered: '已答复待确认',
  returned: '已退回，待再次整改',
  closed: '已销号',
}

export const rectificationsOut = (
  { rectifications, adjustments }: Pick<Declaration, 'rectifications' | 'adjustments'>,
  count: Count,
): RectificationOut[] =>
  rectifications.map(one => {
    const { source, measure, state, dueOn, issuedAs, told, answers, closed, findings, indicators, period, number } = one
    const isDue = state === 'open' || state === 'returned'
    const left = isDue ? count({ dueOn, lapsed: false }).workingDaysLeft : null
    return {
      number,
      source,
      sourceTitle: sourceTitles[source],
      findings,
      measure,
      measureTitle: measureTitles[measure],
      indicators,
      period,
      state,
      stateTitle: stateTitles[state],
      dueOn,
      workingDaysLeft: left,
      overdue: left !== null && left < 0,
      issuedAs,
      issuedAsTitle: titleOf(issuedAs),
      ...byOf(told),
      answers: answers.map(({ text, told: answered, returned }) => ({
        text,
        ...byOf(answered),
        returned: returned && { reason: returned.reason, ...byOf(returned.told) },
      })),
      adjustments: adjustmentsOf(adjustments, one).map(adjustment => adjustment.number),
      closed: closed && { opinion: closed.opinion, adjustment: closed.adjustment, ...byOf(closed.told) },
    }
  })

const titleOf = (role: string): string => (Object.hasOwn(roleTitles, role) ? roleTitles[role as keyof typeof roleTitles] : role)
