import type { StateValue } from 'xstate'
import { begin, compile, leaves, ReplayDivergence, type RoutedFact, step, valueAt } from './compile.ts'
import type { Route, RoutePin, Vocabulary } from './route.ts'
import { refuseUnsoundRoute } from './verify.ts'

/** Where a case stands: plain data, made by folding facts through the pinned route, never stored as truth. */
export type Standing = Readonly<{ value: StateValue; stages: readonly string[] }>

/** A route that has been verified and compiled: everything one may ask of it. */
export type LiveRoute = Readonly<{
  route: Route
  words: Vocabulary
  pin: RoutePin
  begin: Standing
  /** Where the fact leads, or `null` when it is not legal there. Ask before recording. */
  after: (standing: Standing, fact: RoutedFact) => Standing | null
  /** As `after`, for a recorded fact: an illegal one means corrupt history, and is thrown as `ReplayDivergence`. */
  advance: (standing: Standing, fact: RoutedFact) => Standing
}>

/** A route to run on. Throws on an unsound one. */
export const liveRoute = (route: Route, words: Vocabulary, digestOfRoute: string): LiveRoute => {
  refuseUnsoundRoute(route, words)
  return routeInUse(route, words, digestOfRoute)
}

/**
 * A route that was verified when it was published. Cases run on it, so it is not asked again: a verifier that has since learnt more
 * must not stop them.
 */
export const routeInUse = (route: Route, words: Vocabulary, digestOfRoute: string): LiveRoute => {
  const machine = compile(route, words)
  const standing = (value: StateValue): Standing => ({ value, stages: leaves(route, value) })
  const names = new Set(route.stages.map(({ name }) => name))
  // The machine knows stages only, so (stage, fact type, target) says everything. The memo may vanish at any time. A `to` that
  // names no stage (a new target value, a long text) satisfies no guard and must not fill the memo.
  const memo = new Map<string, Standing | null>()
  const after = (from: Standing, fact: RoutedFact): Standing | null => {
    const to = fact.data['to']
    if (fact.type === 'stage-moved') {
      const value = movedTo(route, from, fact)
      return value === null ? null : standing(value)
    }
    const key = `${JSON.stringify(from.value)} ${fact.type} ${typeof to === 'string' && names.has(to) ? to : ''}`
    const known = memo.get(key)
    if (known !== undefined) return known
    const value = step(machine, from.value, fact)
    const next = value === null ? null : standing(value)
    memo.set(key, next)
    return next
  }
  return {
    route,
    words,
    pin: { id: route.id, version: route.version, digest: digestOfRoute },
    begin: standing(begin(machine)),
    after,
    advance: (from, fact) => {
      const next = after(from, fact)
      if (next === null)
        throw new ReplayDivergence(`${route.id}@${route.version}: ${fact.type} is not legal in ${from.stages.join(' + ')}`)
      return next
    },
  }
}

/** A move past the table: any stage of the route that is not open beside another, from where the case really stands. */
const movedTo = (route: Route, standing: Standing, { data }: RoutedFact): StateValue | null => {
  const to = route.stages.find(({ name }) => name === data['to'])
  const isFrom = typeof data['from'] === 'string' && standing.stages.includes(data['from'])
  return to && to.beside === undefined && isFrom ? valueAt(route, to.name) : null
}
