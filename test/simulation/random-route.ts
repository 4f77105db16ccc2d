import { isDeepStrictEqual } from 'node:util'
import { declarationWords } from '../../packages/declaration/src/vocabulary.ts'
import type { SeededRandom } from '../../packages/testkit/src/seeded-random.ts'
import { world } from '../../packages/testkit/src/world.ts'
import {
  isSameSeat,
  type Move,
  type RoleSeat,
  Route,
  type Seat,
  type StageDefinition,
} from '../../packages/workflow/src/route.ts'
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
const MOST_DRAWS = 200

/** A sound variant of the shipped route: fewer stages, other names, other chairs, less that can be taken back. */
export const randomRoute = (random: SeededRandom, id: string, shipped: Route): Route => {
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const sketch: Sketch = { ...(structuredClone(shipped) as Sketch), id, version: 1 + random.below(3) }
    for (const name of droppable) if (random.chance(25)) drop(sketch, name)
    for (const { name } of sketch.stages) if (random.chance(30)) rename(sketch, name, `${name}-${random.below(9)}`)
    for (const stage of sketch.stages) vary(random, stage)
    for (const stage of sketch.stages) varySigning(random, stage)
    for (const stage of sketch.stages) if (random.chance(30)) addWay(random, sketch, stage)
    if (random.chance(40)) sketch.sameApprover = 'carry'
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

const chairs: readonly RoleSeat[] = [
  { role: 'section-chief', at: 'unit' },
  { role: 'center-finance', at: 'unit' },
  { role: 'center-leader', at: 'unit' },
  { role: 'bureau-reviewer', at: 'department' },
  { role: 'bureau-approver', at: 'department' },
]
const hows = ['any', 'all', 'in-order', 'votes', 'votes'] as const

/** How a stage is signed, by whom, until when, and what happens then. */
const varySigning = (random: SeededRandom, stage: Stage): void => {
  const pass = movesOf(stage).find(({ kind }) => kind === 'pass')
  if (!pass) {
    if (stage.ends !== true && random.chance(20)) stage.deadline = { workingDays: 1 + random.below(15), lapse: 'remind' }
    return
  }
  if (random.chance(65)) sign(random, stage, pass)
  if (random.chance(50)) {
    const lapse = random.pick(['remind', 'escalate', 'mark'] as const)
    stage.deadline = { workingDays: 1 + random.below(9), lapse, ...(lapse === 'escalate' ? { to: random.pick(chairs) } : {}) }
  }
}

const sign = (random: SeededRandom, stage: Stage, pass: Mutable<Move>): void => {
  const own = pass.who
  for (let more = random.below(3); more > 0; more--) {
    const seat = random.chance(30) ? { officer: `officer-${1 + random.below(15)}` } : random.pick(chairs)
    if (!pass.who.some(other => isSameSeat(other, seat))) pass.who = [...pass.who, seat]
  }
  // Who signs may also send back, and fill the review sheet.
  const isOwn = (who: readonly Seat[]): boolean => isDeepStrictEqual(who, own)
  for (const one of [...movesOf(stage), ...Object.values(stage.acts ?? {})]) if (isOwn(one.who)) one.who = pass.who
  const how = random.pick(hows)
  if (how === 'any') return
  const weights = random.chance(40) ? [{ seat: random.pick(pass.who), weight: 2 }] : []
  const total = pass.who.length + weights.length
  stage.signing = {
    how,
    each: random.pick(['seat', 'officer'] as const),
    ...(how === 'votes' ? { needed: 1 + random.below(total), ...(weights.length > 0 ? { weights } : {}) } : {}),
  }
}

/** Small sums take a short cut over the next stage. */
const addWay = (random: SeededRandom, route: Sketch, stage: Stage): void => {
  for (const move of movesOf(stage)) {
    const [next = ''] = move.to
    const over = route.stages.find(({ name }) => name === next)?.moves?.['approve']
    const [on] = over?.to ?? []
    if (!['step', 'pass'].includes(move.kind) || over?.fact !== 'stage-passed' || on === undefined || move.to.length > 1) continue
    move.to = [next, on]
    const when = random.chance(70) ? { of: 'annualRequest', below: '400000.00' } : { of: 'nature', is: ['经常性'] }
    move.ways = [{ to: on, when: [when] }]
  }
}

export const shippedRoute = (): Route => world.newestRoute('center-bureau').route
