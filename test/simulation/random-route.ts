import { declarationWords } from '../../packages/declaration/src/vocabulary.ts'
import type { SeededRandom } from '../../packages/testkit/src/seeded-random.ts'
import { world } from '../../packages/testkit/src/world.ts'
import { Route, type StageDefinition } from '../../packages/workflow/src/route.ts'
import { isError, verifyRoute } from '../../packages/workflow/src/verify.ts'

type Mutable<Value> = { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
type Sketch = Mutable<Route>
type Stage = Mutable<StageDefinition>

/** Stages a shorter route may do without. */
const droppable = [
  'center-section',
  'center-finance',
  'center-leader',
  'bureau-finance',
  'adjustment-center',
  'evaluation-center',
]
const titles = ['初审', '复核', '会签', '审定', '办理']
/** A draw that the verifier refuses is drawn again; nearly all are sound. */
const MOST_DRAWS = 20

/** A sound variant of the shipped route: fewer stages, other names, other chairs, less that can be taken back. */
export const randomRoute = (random: SeededRandom, id: string, shipped: Route): Route => {
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const sketch: Sketch = { ...(structuredClone(shipped) as Sketch), id, version: 1 + random.below(3) }
    for (const name of droppable) if (random.chance(25)) drop(sketch, name)
    for (const { name } of sketch.stages) if (random.chance(30)) rename(sketch, name, `${name}-${random.below(9)}`)
    for (const stage of sketch.stages) vary(random, stage)
    const route = Route.parse(sketch)
    if (!verifyRoute(route, declarationWords).some(isError)) return route
  }
  throw new Error(`${MOST_DRAWS} variants of ${shipped.id} in a row were unsound`)
}

const movesOf = (stage: Stage) => Object.values(stage.moves ?? {})

/** Takes a stage out: whatever led there leads on to where its approval led; nothing is returned there any more. */
const drop = (route: Sketch, name: string): void => {
  const dropped = route.stages.find(stage => stage.name === name)
  const on = dropped?.moves?.['approve']?.to[0]
  if (!dropped || on === undefined) return
  route.stages = route.stages.filter(stage => stage !== dropped)
  for (const move of route.stages.flatMap(movesOf))
    move.to =
      move.kind === 'return' ? move.to.filter(to => to !== name) : [...new Set(move.to.map(to => (to === name ? on : to)))]
}

const rename = (route: Sketch, from: string, to: string): void => {
  const renamed = (name: string): string => (name === from ? to : name)
  route.begins = renamed(route.begins)
  for (const stage of route.stages) {
    stage.name = renamed(stage.name)
    if (stage.beside !== undefined) stage.beside = renamed(stage.beside)
    for (const move of movesOf(stage)) move.to = move.to.map(renamed)
  }
}

const vary = (random: SeededRandom, stage: Stage): void => {
  if (random.chance(20)) stage.title = random.pick(titles)
  for (const move of movesOf(stage)) {
    if (random.chance(10)) delete move.withdrawnBy
    // A second chair that may do the same; people on both chairs are who separation of duties is about.
    if (move.kind === 'pass' && random.chance(15)) move.who = [...move.who, { role: 'center-leader', at: 'unit' }]
    if (move.kind === 'pass' && random.chance(10)) move.who = [...move.who, { role: 'drafter', at: 'unit' }]
  }
}

export const shippedRoute = (): Route => world.newestRoute('center-bureau').route
