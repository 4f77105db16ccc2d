import { sha256, sm3 } from '../../packages/audit/src/node-digest.ts'
import type { World } from '../../packages/declaration/src/world.ts'
import { memoryEventStore } from '../../packages/event-store/src/memory.ts'
import type { EventStore } from '../../packages/event-store/src/port.ts'
import type { Kept } from '../../packages/event-store/src/stored-text.ts'
import { type HandlerParts, handleCommand } from '../../packages/handler/src/handle-command.ts'
import { lapseDeadline } from '../../packages/handler/src/lapse.ts'
import { openCases } from '../../packages/handler/src/open-cases.ts'
import type { Projection } from '../../packages/read-models/src/projection.ts'
import { allProjections } from '../../packages/read-models/src/projections.ts'
import { everyDay } from '../../packages/testkit/src/around.ts'
import type { Route, Seat } from '../../packages/workflow/src/route.ts'
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

/** Forgets a fact now and then, so that a rebuild knows more than what was kept up. */
const absentMinded = (): readonly Projection[] => {
  let submissions = 0
  return allProjections.map(projection =>
    projection.name === 'tasks'
      ? {
          ...projection,
          apply: (db, delivered) => {
            if (delivered.kind === 'declaration' && delivered.event.type === 'submitted') submissions += 1
            if (submissions % 5 !== 1) projection.apply(db, delivered)
            else submissions += 1
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

/** Routes in which one vote is enough, and one signature for all. */
const withOneSignature = (world: World): World => ({
  ...world,
  route: pin => {
    const live = world.route(pin)
    const stages = live.route.stages.map(({ signing, ...stage }) =>
      signing?.how === 'votes' ? { ...stage, signing: { ...signing, needed: 1 } } : stage,
    )
    return { ...live, route: { ...live.route, stages } }
  },
})

/** Every day is worked. */
const workingEveryDay = (parts: HandlerParts): HandlerParts => ({
  ...parts,
  around: async () => {
    const { people } = await parts.around()
    return { people, days: everyDay }
  },
})

const passingOn: ReadonlySet<string> = new Set(['transfer', 'delegate', 'add-signer'])

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
    foundBy: ['nobody acts without the chair', 'who signs is asked, and the signatures suffice'],
    makings: {
      ...soundMakings,
      handle: (parts, { principal, ...request }) => {
        const more = principal.chairs
          .filter(({ role }) => role === 'drafter')
          .flatMap(({ organisation }) => reviewersOfUnit.map(role => ({ role, organisation })))
        const around: HandlerParts['around'] = async () => {
          const { people, days } = await parts.around()
          return {
            days,
            people: organisations => {
              const { holders, ...rest } = people(organisations)
              const drafters = holders({ role: 'drafter', at: 'unit' })
              const isTheirs = (seat: Seat): boolean => 'role' in seat && reviewersOfUnit.includes(seat.role)
              return { ...rest, holders: seat => [...holders(seat), ...(isTheirs(seat) ? drafters : [])] }
            },
          }
        }
        const chairs = [...principal.chairs, ...more]
        return handleCommand({ ...parts, around }, { ...request, principal: { ...principal, chairs } })
      },
    },
  },
  {
    what: 'everybody may do what an administrator may',
    foundBy: ['nobody acts without the chair'],
    makings: {
      ...soundMakings,
      handle: (parts, { principal, ...request }) => {
        const chairs = [...principal.chairs, { role: 'admin', organisation: 'department-0' }]
        return handleCommand(parts, { ...request, principal: { ...principal, chairs } })
      },
    },
  },
  {
    what: 'one vote is enough, and one signature for all',
    foundBy: ['who signs is asked, and the signatures suffice', 'somebody is waited for'],
    makings: { ...soundMakings, worldOf: withOneSignature },
  },
  {
    what: 'work is passed on to whoever wrote it',
    foundBy: ['who signs is asked, and the signatures suffice'],
    makings: {
      ...soundMakings,
      handle: (parts, request) =>
        handleCommand(passingOn.has(request.command.type) ? { ...parts, world: withoutSeparation(parts.world) } : parts, request),
    },
  },
  {
    what: 'deadlines count every day',
    foundBy: ['deadlines are the working days of the route'],
    makings: { ...soundMakings, handle: (parts, request) => handleCommand(workingEveryDay(parts), request) },
  },
  {
    what: 'time runs out on rest days',
    foundBy: ['deadlines are the working days of the route'],
    makings: { ...soundMakings, lapse: (parts, lapse) => lapseDeadline(workingEveryDay(parts), lapse) },
  },
  {
    what: 'nobody notices that time ran out',
    foundBy: ['every due deadline is settled'],
    makings: { ...soundMakings, lapse: async () => ({ outcome: 'no-lapse', because: { code: 'no-lapse', detail: '' } }) },
  },
  {
    what: 'names are taken without being claimed',
    foundBy: ['a name belongs to one declaration'],
    makings: {
      ...soundMakings,
      handle: (parts, request) => {
        const append: EventStore['append'] = async (stream, expected, facts) =>
          stream.startsWith('register-')
            ? { outcome: 'appended', revision: expected + facts.length, position: '', repeated: false }
            : parts.store.append(stream, expected, facts)
        return handleCommand({ ...parts, store: { ...parts.store, append } }, request)
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
    what: 'a projection forgets a fact now and then',
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
    // A key sent again to the other server looks like another command there.
    foundBy: ['the chains hold', 'answers are true'],
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
