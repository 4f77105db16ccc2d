import type { DeadlineShown, shownDeadline } from '@shenbao/declaration/deadline-words.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { z } from 'zod'

/** Counts the days of one deadline, see `days-left.ts`. */
export type Count = (deadline: Parameters<typeof shownDeadline>[0]) => DeadlineShown

export const deadlineOutShape = {
  dueOn: z.string().nullable().describe('办理期限（含当日）；没有期限、或等待对方暂停计时为 null'),
  workingDaysLeft: z.int().nullable().describe('还剩几个工作日，负数为已超期；暂停计时为停下时的数；没有期限为 null'),
  lapsed: z.boolean().describe('超期已记录在案'),
}
type DeadlineOut = z.output<z.ZodObject<typeof deadlineOutShape>>

export const deadlineOut = (deadline: Parameters<Count>[0] | null, count: Count): DeadlineOut =>
  deadline === null ? { dueOn: null, workingDaysLeft: null, lapsed: false } : count(deadline)

export const deadlinesOutShape = {
  ...deadlineOutShape,
  deadlines: z.array(z.strictObject({ stage: z.string(), ...deadlineOutShape })).describe('现在各环节的期限，先到的在前'),
}

/** The deadlines of the open stages; in front the one that comes first. */
export const deadlinesOut = ({ work }: Declaration, count: Count) => {
  const open = Object.entries(work.deadlines).filter(([stage]) => work.standing.stages.includes(stage))
  const deadlines = open
    .map(([stage, deadline]) => ({ stage, ...count(deadline) }))
    .toSorted((a, b) => ((a.dueOn ?? LAST) < (b.dueOn ?? LAST) ? -1 : 1))
  const [first] = deadlines
  const { dueOn, workingDaysLeft, lapsed } = first ?? deadlineOut(null, count)
  return { dueOn, workingDaysLeft, lapsed, deadlines }
}

/** A clock that stands still comes behind every day. */
const LAST = '9999-12-31'
