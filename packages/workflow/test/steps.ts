/** Cases told in steps: who sends what, and what comes of it. Officers are named after their chair. */
import assert from 'node:assert/strict'
import type { Test } from 'tap'
import { Route } from '../src/route.ts'
import { type LiveRoute, liveRoute } from '../src/stage.ts'
import type { Who } from '../src/work.ts'
import type { LeaveCommand } from './leave-case.ts'
import { type Answer, type Desk, laterThan, openDesk, type Staff, self, send } from './leave-office.ts'
import { leaveWords } from './leave-request.ts'
import { longLeave, longLeaveRoute } from './long-leave.ts'

export const staff: Staff = {
  clerk: ['clerk'],
  'clerk-2': ['clerk'],
  chief: ['chief'],
  'chief-2': ['chief'],
  finance: ['finance'],
  legal: ['legal'],
  'expert-1': ['expert'],
  'expert-2': ['expert'],
  'expert-3': ['expert'],
  director: ['director'],
  keeper: ['keeper'],
  outsider: [],
  'outsider-2': [],
}

/** A step of somebody, or so many days that go by. */
export type Step = readonly [by: Who | string, command: LeaveCommand] | number

export const approve: LeaveCommand = { type: 'approve', opinion: '同意' }
export const write = (days = '12.00', kind = '事假'): LeaveCommand => ({ type: 'write', kind, days })
export const sendBack = (to = 'writing', then: 'step' | 'straight' = 'step'): LeaveCommand => ({
  type: 'return',
  to,
  then,
  reason: '请补充',
})

/** From the draft to each stage of `long-leave`. */
export const toChief: readonly Step[] = [
  ['clerk', write()],
  ['clerk', { type: 'ask' }],
]
export const toCountersigned: readonly Step[] = [...toChief, ['chief', approve]]
export const toExperts: readonly Step[] = [...toCountersigned, ['finance', approve], ['legal', approve]]
export const toDirector: readonly Step[] = [...toExperts, ['expert-1', approve], ['expert-2', approve]]
export const toAway: readonly Step[] = [...toDirector, ['director', approve]]

type Sketch = { stages: Record<string, unknown>[] } & Record<string, unknown>
/** `long-leave` with other things said of some of its stages, or of the whole. */
export const routeWith = (stages: Readonly<Record<string, object>>, whole: object = {}): LiveRoute => {
  const sketch = structuredClone(longLeaveRoute()) as unknown as Sketch
  for (const stage of sketch.stages) Object.assign(stage, stages[String(stage['name'])] ?? {})
  return liveRoute(Route.parse({ ...sketch, ...whole }), leaveWords, 'digest-of-a-variant')
}

const whoOf = (by: Who | string): Who => (typeof by === 'string' ? self(by) : by)

export const ask = (desk: Desk, by: Who | string, command: LeaveCommand): Answer => send(desk, whoOf(by), command)

/** The case after these steps; a step that is refused is a mistake of the test. */
export const after = (
  steps: readonly Step[],
  { live = longLeave, people = staff }: { live?: LiveRoute; people?: Staff } = {},
): Desk => steps.reduce<Desk>((desk, step) => go(desk, step), openDesk(live, people, self('clerk')))

export const go = (desk: Desk, step: Step): Desk => {
  if (typeof step === 'number') return { ...desk, today: laterThan(desk.today, step) }
  const answer = ask(desk, ...step)
  if (answer.outcome !== 'recorded')
    assert.fail(
      `given: ${JSON.stringify(step)} was ${answer.outcome === 'refused' ? `refused ${answer.because.code}` : answer.outcome}`,
    )
  return answer.desk
}

/** What came of it, in one line: the facts, or the refusal. */
export const told = (answer: Answer): string =>
  answer.outcome === 'recorded'
    ? answer.facts.join(' + ')
    : answer.outcome === 'refused'
      ? `refused ${answer.because.code}`
      : answer.outcome

export const stagesOf = ({ state }: Desk): readonly string[] => state.work.standing.stages
export const slotsOf = (desk: Desk, stage = stagesOf(desk)[0] ?? ''): readonly string[] =>
  (desk.state.work.signings[stage]?.slots ?? []).map(({ slot, state }) => `${slot} ${state}`)

export type Row = readonly [what: string, given: readonly Step[], by: Who | string, command: LeaveCommand, expected: string]

/** Each row: what is asked, after which steps, by whom, and what comes of it. */
export const table = (t: Test, rows: readonly Row[], asked: Parameters<typeof after>[1] = {}): void => {
  for (const [what, given, by, command, expected] of rows) t.equal(told(ask(after(given, asked), by, command)), expected, what)
}
