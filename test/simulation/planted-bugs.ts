import { sha256, sm3 } from '../../packages/audit/src/node-digest.ts'
import type { World } from '../../packages/declaration/src/world.ts'
import { memoryEventStore } from '../../packages/event-store/src/memory.ts'
import type { EventStore } from '../../packages/event-store/src/port.ts'
import type { Kept } from '../../packages/event-store/src/stored-text.ts'
import { handleCommand } from '../../packages/handler/src/handle-command.ts'
import { openCases } from '../../packages/handler/src/open-cases.ts'
import type { Projection } from '../../packages/read-models/src/projection.ts'
import { allProjections } from '../../packages/read-models/src/projections.ts'
import type { Route } from '../../packages/workflow/src/route.ts'
import { type Makings, soundMakings } from './makings.ts'

/** A bug as somebody might make it, and the invariants that may notice it first. */
export type PlantedBug = Readonly<{ what: string; foundBy: readonly string[]; makings: Makings }>

/** Facts of one type never reach the projection, neither live nor in a rebuild. */
const forgetting = (name: string, type: string): readonly Projection[] =>
  allProjections.map(projection =>
    projection.name === name
      ? {
          ...projection,
          apply: (db, delivered) => {
            if (delivered.kind !== 'declaration' || delivered.event.type !== type) projection.apply(db, delivered)
          },
        }
      : projection,
  )

/** Forgets one fact once, so that a rebuild knows more than what was kept up. */
const absentMinded = (): readonly Projection[] => {
  let forgets = true
  return allProjections.map(projection =>
    projection.name === 'tasks'
      ? {
          ...projection,
          apply: (db, delivered) => {
            if (forgets && delivered.kind === 'declaration' && delivered.event.type === 'submitted') forgets = false
            else projection.apply(db, delivered)
          },
        }
      : projection,
  )
}

/** Answers at once and writes to the disk later: every third append takes along what came before it. */
const writeBehind = (kept: Kept[]): EventStore => {
  const buffer = [...kept]
  const store = memoryEventStore(buffer)
  let appends = 0
  return {
    ...store,
    append: async (stream, expected, facts) => {
      const appended = await store.append(stream, expected, facts)
      appends += 1
      if (appends % 3 === 0) kept.push(...buffer.slice(kept.length))
      return appended
    },
  }
}

/** Routes whose moves do not say any more on whose draft they decide. */
const withoutSeparation = (world: World): World => ({
  ...world,
  route: pin => {
    const live = world.route(pin)
    return { ...live, route: blind(live.route) }
  },
})

const blind = (route: Route): Route => ({
  ...route,
  stages: route.stages.map(stage => ({
    ...stage,
    moves: Object.fromEntries(Object.entries(stage.moves ?? {}).map(([name, { decides: _, ...move }]) => [name, move])),
  })),
})

const reviewersOfUnit = ['section-chief', 'center-finance', 'center-leader']

export const plantedBugs: readonly PlantedBug[] = [
  {
    what: 'the revision that the sender saw is not looked at',
    foundBy: ['answers are true'],
    makings: {
      ...soundMakings,
      handle: async (parts, request) =>
        handleCommand(parts, { ...request, expected: (await parts.cases.refresh(request.declarationId)).revision }),
    },
  },
  {
    what: 'drafters may do what the reviewers of their unit may',
    foundBy: ['nobody acts without the chair'],
    makings: {
      ...soundMakings,
      handle: (parts, { principal, ...request }) => {
        const more = principal.chairs
          .filter(({ role }) => role === 'drafter')
          .flatMap(({ organisation }) => reviewersOfUnit.map(role => ({ role, organisation })))
        return handleCommand(parts, { ...request, principal: { ...principal, chairs: [...principal.chairs, ...more] } })
      },
    },
  },
  {
    what: 'separation of duties is forgotten',
    foundBy: ['nobody decides on their own work'],
    makings: { ...soundMakings, worldOf: withoutSeparation },
  },
  {
    what: 'a projection forgets one type of fact',
    foundBy: ['views tell the facts'],
    makings: { ...soundMakings, projections: forgetting('audit', 'indicator-target-revised') },
  },
  {
    what: 'a projection forgets one fact, once',
    foundBy: ['views tell the facts', 'rebuilt equals incremental'],
    makings: { ...soundMakings, projections: absentMinded() },
  },
  {
    what: 'the log acknowledges before it stores',
    foundBy: [
      'what is recorded stays',
      'acknowledged is stored, once',
      'live equals replayed',
      'nothing breaks',
      'answers are true',
    ],
    makings: { ...soundMakings, openLog: writeBehind },
  },
  {
    what: 'one of two servers links by another digest',
    foundBy: ['the chains hold'],
    makings: { ...soundMakings, digestOf: server => (server === 0 ? sm3 : sha256) },
  },
  {
    what: 'a server forgets which commands it answered',
    foundBy: ['answers are true'],
    makings: {
      ...soundMakings,
      openCases: (store, world) => {
        const { seen, refresh } = openCases(store, world)
        return {
          seen: async id => ({ ...(await seen(id)), answered: new Map() }),
          refresh: async id => ({ ...(await refresh(id)), answered: new Map() }),
        }
      },
    },
  },
  {
    what: 'interrupted intakes are left lying at the start',
    foundBy: ['every intake is closed'],
    makings: { ...soundMakings, finishIntakes: async () => [] },
  },
]
