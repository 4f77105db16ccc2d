import { workingDays } from '../../packages/directory/src/working-days.ts'
import type { Day } from '../../packages/kernel/src/dates.ts'
import type { Envelope } from '../../packages/kernel/src/envelope.ts'
import type { StageDefinition } from '../../packages/workflow/src/route.ts'
import type { SigningEvent } from '../../packages/workflow/src/signing-facts.ts'

/** Until when a stage is due, as told by the facts; `null` while the clock of the stage is stopped. */
export type Due = Readonly<{ dueOn: Day | null; lapsed: boolean }>

const { isWorkingDay } = workingDays()

const DAY = 24 * 60 * 60 * 1000
const dayAfter = (day: Day): Day => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10)

/** Counted day by day. */
const workingDaysLater = (from: Day, count: number): Day => {
  let day = from
  for (let left = count; left > 0; ) {
    day = dayAfter(day)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

export const worksOn = isWorkingDay

/** Judges a fact about a deadline, and tells what is due after it; other facts change nothing. */
export const judgeDeadline = (
  stage: StageDefinition,
  due: Due | undefined,
  fact: Envelope,
  event: SigningEvent,
  note: (what: string) => void,
): Due | undefined => {
  switch (event.type) {
    case 'deadline-set': {
      const { dueOn, workingDays: days } = event.data
      if (!stage.deadline) note('the route sets no deadline here')
      if (days > (stage.deadline?.workingDays ?? 0)) note(`${days} working days are more than the route gives`)
      if (dueOn !== workingDaysLater(fact.effectiveOn, days))
        note(`${days} working days from ${fact.effectiveOn} are not ${dueOn}`)
      return { dueOn, lapsed: false }
    }
    case 'deadline-paused':
      if (due?.dueOn !== event.data.dueOn) note(`the clock of ${event.data.dueOn} stops, and due is ${due?.dueOn ?? 'nothing'}`)
      return { dueOn: null, lapsed: due?.lapsed ?? false }
    case 'deadline-lapsed': {
      const { dueOn, lapse } = event.data
      if (!due || due.dueOn !== dueOn) note(`${dueOn} lapses, and due is ${due?.dueOn ?? 'nothing'}`)
      if (due?.lapsed) note(`${dueOn} lapses twice`)
      if (fact.effectiveOn <= dueOn) note(`${dueOn} lapses on ${fact.effectiveOn}`)
      if (!isWorkingDay(fact.effectiveOn)) note(`${dueOn} lapses on a rest day, ${fact.effectiveOn}`)
      if (lapse !== stage.deadline?.lapse) note(`a lapse does ${lapse} where the route says ${stage.deadline?.lapse}`)
      return { dueOn, lapsed: true }
    }
    default:
      return due
  }
}
