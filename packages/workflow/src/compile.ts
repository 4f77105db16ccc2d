import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, type StateValue, setup, transition } from 'xstate'
import { type Route, type StageDefinition, stageNamed, targetsOf, type Vocabulary } from './route.ts'
import { signingEvents } from './signing-facts.ts'
import { talkEvents } from './talk-facts.ts'

/**
 * The machine of a route: the table of legal moves and nothing else. Its events are the recorded facts, word for word; its one
 * guard asks whether the fact itself names the target. No actions, no context, no actors: a stage is the fold of facts.
 */
export type RoutedFact = Readonly<{ type: string; data: Readonly<Record<string, unknown>> }>

const vocabulary = setup({
  types: { context: {} as Record<string, never>, events: {} as RoutedFact },
  guards: { leadsTo: ({ event }, { to }: { to: string }) => event.data['to'] === to },
})

type Transition = Readonly<{ guard?: { type: 'leadsTo'; params: { to: string } }; target: string }>
type Node = {
  id?: string
  type?: 'parallel'
  initial?: string
  states?: Record<string, Node>
  on?: Record<string, Transition[]>
}

/** The key of the region's resting state: nothing is open beside the stage. Never a stage name (those have no capitals). */
const RESTING = 'RESTING'
/** A target is addressed by id; the id of a stage with others beside it opens both regions. */
const address = (stage: string): string => `#${stage}`
const restingBeside = (stage: string): string => `${RESTING}-${stage}`

export const compile = (route: Route, words: Vocabulary): AnyStateMachine => {
  const states: Record<string, Node> = {}
  for (const stage of route.stages.filter(candidate => candidate.beside === undefined)) {
    const companions = route.stages.filter(candidate => candidate.beside === stage.name)
    states[stage.name] = companions.length === 0 ? single(route, stage, words) : parallel(route, stage, companions, words)
  }
  return vocabulary.createMachine({
    id: `${route.id}@${route.version}`,
    context: {},
    initial: route.begins,
    states: states as Record<string, object>,
    options: { maxIterations: 10 },
  } as Parameters<typeof vocabulary.createMachine>[0]) as AnyStateMachine
}

const single = (route: Route, stage: StageDefinition, words: Vocabulary): Node => ({
  id: stage.name,
  on: transitions(route, stage, words),
})

const parallel = (route: Route, stage: StageDefinition, companions: readonly StageDefinition[], words: Vocabulary): Node => {
  const all = transitions(route, stage, words)
  // What opens a companion is legal only while none is open: it hangs on the resting state, not on the stage.
  const opens = (t: Transition): boolean => companions.some(companion => t.target === address(companion.name))
  const main = keepWhere(all, t => !opens(t))
  const opening = keepWhere(all, opens)
  return {
    id: stage.name,
    type: 'parallel',
    states: {
      main: { initial: stage.name, states: { [stage.name]: { on: main } } },
      beside: {
        initial: RESTING,
        states: {
          [RESTING]: { id: restingBeside(stage.name), on: opening },
          ...Object.fromEntries(companions.map(companion => [companion.name, single(route, companion, words)])),
        },
      },
    },
  }
}

/** Every fact that is legal in a stage, with where it leads. Naming the stage itself means: allowed here, moves nothing. */
const transitions = (route: Route, stage: StageDefinition, words: Vocabulary): Record<string, Transition[]> => {
  const on: Record<string, Transition[]> = {}
  const stay = (fact: string): void => {
    on[fact] = [{ target: stage.name }]
  }
  const lead = (fact: string, to: string): void => {
    const target = stage.beside === to ? address(restingBeside(to)) : address(to)
    const list = on[fact] ?? []
    if (!list.some(t => t.target === target)) on[fact] = [...list, { guard: { type: 'leadsTo', params: { to } }, target }]
  }
  // Whose turn it is and what people say may change wherever a case stands; an ended one is still talked about.
  for (const { type } of [...talkEvents, ...(stage.ends === true ? [] : signingEvents)]) stay(type)
  for (const { phases, facts } of words.throughout ?? []) if (phases.includes(stage.phase)) facts.forEach(stay)
  const acts = [...Object.keys(stage.acts ?? {}), ...Object.values(stage.moves ?? {}).flatMap(move => move.with ?? [])]
  for (const act of acts) for (const fact of words.acts[act] ?? []) stay(fact)
  for (const move of Object.values(stage.moves ?? {})) {
    if (move.kind === 'pass') stay('opinion-given')
    for (const to of targetsOf(route, stage, move)) lead(move.fact, to)
  }
  for (const { from, fact } of withdrawals(route, stage)) lead(fact, from)
  return on
}

/** From where a case may have come here by a move that can be taken back, and by which fact it goes back. */
export const withdrawals = (route: Route, stage: StageDefinition): readonly { from: string; fact: string }[] =>
  route.stages.flatMap(from =>
    Object.values(from.moves ?? {}).flatMap(move =>
      move.withdrawnBy !== undefined && targetsOf(route, from, move).includes(stage.name)
        ? [{ from: from.name, fact: move.withdrawnBy }]
        : [],
    ),
  )

const keepWhere = (all: Record<string, Transition[]>, keep: (transition: Transition) => boolean): Record<string, Transition[]> =>
  Object.fromEntries(Object.entries(all).flatMap(([fact, list]) => (list.some(keep) ? [[fact, list.filter(keep)]] : [])))

/** A defect: recorded history and the pinned route disagree, so one of them was edited. The stream must stop, readably. */
export class ReplayDivergence extends Error {
  override readonly name = 'ReplayDivergence'
}

/** The value of a case that stands in the stage, nothing beside it; beside its own stage for one that is open beside another. */
export const valueAt = (route: Route, name: string): StateValue => {
  const { beside } = stageNamed(route, name)
  const main = beside ?? name
  const isAlone = !route.stages.some(stage => stage.beside === main)
  return isAlone ? main : { [main]: { main, beside: beside === undefined ? RESTING : name } }
}

export const begin = (machine: AnyStateMachine): StateValue => settle(initialTransition(machine), '(begin)').value

/** The value after the fact, or `null` when the fact is not legal there. `can` is the only reliable test of legality. */
export const step = (machine: AnyStateMachine, value: StateValue, fact: RoutedFact): StateValue | null => {
  const snapshot = machine.resolveState({ value, context: {} })
  return snapshot.can(fact) ? settle(transition(machine, snapshot, fact), fact.type).value : null
}

const settle = ([next, effects]: [AnyMachineSnapshot, readonly { type: string }[]], fact: string): AnyMachineSnapshot => {
  // A route may only route. Anything it wants done would be lost on replay, so it is refused loudly.
  if (effects.length > 0)
    throw new ReplayDivergence(`${fact} asked for effects: ${effects.map(effect => effect.type).join(', ')}`)
  if (next.status !== 'active') throw new ReplayDivergence(`${fact} left the machine ${next.status}`)
  return next
}

/** The open stages named by a state value: one, or two while something is open beside a stage. */
export const leaves = (route: Route, value: StateValue): readonly string[] => {
  const names =
    typeof value === 'string' ? [value] : Object.values(value).flatMap(inner => (inner === undefined ? [] : leaves(route, inner)))
  return names.filter(name => name !== RESTING).map(name => stageNamed(route, name).name)
}
