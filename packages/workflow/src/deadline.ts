import type { Day } from '@shenbao/kernel/dates.ts'
import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { Around, WorkingDays } from './around.ts'
import type { RoutedFact } from './compile.ts'
import { type StageDefinition, stageNamed } from './route.ts'
import { DeadlineLapsed, DeadlinePaused, DeadlineSet, type SigningEvent } from './signing-facts.ts'
import type { LiveRoute } from './stage.ts'
import type { Work } from './work.ts'

/** When a stage has to be done. A date, computed once; while the case is with the other side only the days left are kept. */
export type Deadline =
  | Readonly<{ state: 'running'; dueOn: Day; lapsed: boolean }>
  | Readonly<{ state: 'paused'; workingDaysLeft: number }>

export type Deadlines = Readonly<Record<string, Deadline>>

export const evolveDeadlines = (deadlines: Deadlines, fact: SigningEvent): Deadlines => {
  switch (fact.type) {
    case 'deadline-set':
      return { ...deadlines, [fact.data.stage]: { state: 'running', dueOn: fact.data.dueOn, lapsed: false } }
    case 'deadline-paused':
      return { ...deadlines, [fact.data.stage]: { state: 'paused', workingDaysLeft: fact.data.workingDaysLeft } }
    case 'deadline-lapsed': {
      const running = deadlines[fact.data.stage]
      return running?.state === 'running' ? { ...deadlines, [fact.data.stage]: { ...running, lapsed: true } } : deadlines
    }
    default:
      return deadlines
  }
}

/** Only stages that are open, and those that wait for the case to come back, have a deadline. */
export const deadlinesAt = (deadlines: Deadlines, open: readonly string[]): Deadlines =>
  Object.fromEntries(Object.entries(deadlines).filter(([stage, { state }]) => open.includes(stage) || state === 'paused'))

/**
 * A case that comes in: the whole time, or what was left when it was sent back; never less than one working day. An ended case waits for
 * nobody.
 */
export const deadlineOnEntry = (
  { deadline, name, ends }: StageDefinition,
  work: Pick<Work, 'deadlines' | 'round'>,
  { days, today }: Pick<Around, 'days' | 'today'>,
): readonly RoutedFact[] => {
  if (!deadline || ends === true) return []
  const before = work.deadlines[name]
  const left = before?.state === 'paused' ? Math.max(before.workingDaysLeft, 1) : deadline.workingDays
  return [DeadlineSet.of({ stage: name, round: work.round, workingDays: left, dueOn: days.after(today, left) })]
}

/** The other side has the case now: the clock of the stage stops. */
export const pauseDeadline = (
  stage: string,
  work: Pick<Work, 'deadlines' | 'round'>,
  { days, today }: Pick<Around, 'days' | 'today'>,
): readonly RoutedFact[] => {
  const running = work.deadlines[stage]
  if (running?.state !== 'running') return []
  const { dueOn } = running
  return [DeadlinePaused.of({ stage, round: work.round, dueOn, workingDaysLeft: days.between(today, dueOn) })]
}

/** The other side is done: what was left of the time begins again. Nothing, where the clock of the stage runs. */
export const resumeDeadline = (
  stage: StageDefinition,
  work: Pick<Work, 'deadlines' | 'round'>,
  around: Pick<Around, 'days' | 'today'>,
): readonly RoutedFact[] => (work.deadlines[stage.name]?.state === 'paused' ? deadlineOnEntry(stage, work, around) : [])

/** Asked by the clock, never by a person: the deadline may have gone, been met or been moved since it was seen. */
export type LapseDeadline = Readonly<{ stage: string; dueOn: Day; today: Day }>

export const decideLapse = (live: LiveRoute, work: Work, asked: LapseDeadline, days: WorkingDays): Decision<RoutedFact> => {
  const running = work.deadlines[asked.stage]
  if (running?.state !== 'running' || running.dueOn !== asked.dueOn || !work.standing.stages.includes(asked.stage))
    return noLonger('这个环节已经办完，或期限已经变更，不再催办。')
  if (running.lapsed) return noLonger('这次超期已经记录过。')
  if (asked.today <= running.dueOn) return noLonger('还没有到期。')
  if (!days.isWorkingDay(asked.today)) return noLonger('今天是休息日，到工作日再提醒。')
  const { deadline } = stageNamed(live.route, asked.stage)
  if (!deadline) return noLonger('流程没有给这个环节规定期限。')
  const { lapse, to = live.words.administrator } = deadline
  const { stage, dueOn } = asked
  return accept(DeadlineLapsed.of({ stage, round: work.round, dueOn, lapse, to: lapse === 'escalate' ? to : null }))
}

const noLonger = (detail: string): Decision<never> =>
  reject({
    code: 'no-lapse',
    detail,
    basis: { kind: 'product', text: '超期只提醒、升级或标记，不会自动通过；休息日不提醒' },
  })
