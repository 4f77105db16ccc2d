import assert from 'node:assert/strict'
import type { Around } from '../src/around.ts'
import type { RoutedFact } from '../src/compile.ts'
import { decideMove, decideWithdrawal, type MoveCommand } from '../src/decide.ts'
import { beginWork, evolveWork, type Who, type Work } from '../src/work.ts'
import { leave } from './leave-request.ts'

export const self = (actor: string): Who => ({ actor, onBehalfOf: null })
export const deputy = (actor: string, onBehalfOf: string): Who => ({ actor, onBehalfOf })

/** Whoever asks holds whichever seat is asked for; every day is worked. */
export const anybody = (by: Who): Around => ({
  people: { holders: () => [by.onBehalfOf ?? by.actor, 'somebody-else'], serves: () => true },
  days: { isWorkingDay: () => true, after: day => day, between: () => 0 },
  features: {},
  today: '2026-03-02',
})

/** One case on the leave route, opened by its writer; what is recorded is folded at once. */
export const opened = (writer = 'wang'): Work => beginWork(leave, 'leave', self(writer))

export const record = (work: Work, by: Who, ...facts: readonly RoutedFact[]): Work =>
  facts.reduce(
    (now, fact) => evolveWork(leave, now, fact, { ...by, effectiveOn: '2026-03-02', recordedAt: '2026-03-02T01:00:00.000Z' }),
    work,
  )

/** The refusal's code, or the work after the move. */
export const tryMove = (work: Work, by: Who, command: string, rest: Partial<MoveCommand> = {}): Work | string => {
  const decision = decideMove(leave, work, { command, by, around: anybody(by), reason: 'why', ...rest })
  return decision.accepted ? record(work, by, ...decision.events) : decision.because.code
}

export const move = (work: Work, by: Who, command: string, rest: Partial<MoveCommand> = {}): Work => {
  const next = tryMove(work, by, command, rest)
  if (typeof next === 'string') assert.fail(`${command}: ${next}`)
  return next
}

export const takeBack = (work: Work, by: Who): Work | string => {
  const decision = decideWithdrawal(work, by, null)
  return decision.accepted ? record(work, by, ...decision.events) : decision.because.code
}

export const stagesOf = (work: Work | string): readonly string[] | string =>
  typeof work === 'string' ? work : work.standing.stages
