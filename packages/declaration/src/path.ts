import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { type Seat, stageNamed } from '@shenbao/workflow/route.ts'
import type { DeclarationEvent } from './events.ts'
import { reasonOf } from './history.ts'
import { evolveRecorded } from './recorded.ts'
import type { DeclarationState } from './state.ts'
import type { World } from './world.ts'

/**
 * One step of the way a declaration really took. `from` and `to` differ where it moved; where people passed a task around or signed
 * one after the other both are the stage it stayed in. `officer` is whom it was about (转办、加签 …), an officer id.
 */
export type PathStep = Readonly<{
  revision: number
  type: DeclarationEvent['type']
  from: string | null
  to: string
  /** Title of `to` on the route. */
  title: string
  by: string
  onBehalfOf: string | null
  at: string
  effectiveOn: string
  officer: string | null
  seat: Seat | null
  reason: string | null
}>

/** The way so far, oldest first: every move with returns and withdrawals, and what was done with the signatures in between. */
export const pathOf = (world: World, facts: readonly Envelope[]): readonly PathStep[] => {
  const steps: PathStep[] = []
  const moving = new Set<string>()
  const opinions = new Map<PathStep, string>()
  let state: DeclarationState = null
  for (const fact of facts) {
    const { event, after } = evolveRecorded(world, state, fact)
    const way = wayOf(state, event, after.work.standing.stages)
    state = after
    if (way === null) continue
    const { revision, actor: by, onBehalfOf, recordedAt: at, effectiveOn, commandId } = fact
    const { title } = stageNamed(world.route(after.route).route, way.to)
    const step = { revision, type: event.type, ...way, title, by, onBehalfOf, at, effectiveOn, ...aboutWhom(event) }
    steps.push(step)
    if (way.from !== way.to) moving.add(commandId)
    if (event.type === 'opinion-given') opinions.set(step, commandId)
  }
  // An opinion that carried the case on is told by the move that was recorded with it.
  return steps.filter(step => !moving.has(opinions.get(step) ?? ''))
}

type Way = Readonly<{ from: string | null; to: string }>

/** Moves are known by what they do: no list of facts has to be kept beside the routes. */
const wayOf = (before: DeclarationState, event: DeclarationEvent, stages: readonly string[]): Way | null => {
  if (before === null) return { from: null, to: stages[0] ?? '' }
  const hasMoved = before.work.standing.stages.join() !== stages.join()
  if (hasMoved && 'from' in event.data && 'to' in event.data) return { from: String(event.data.from), to: String(event.data.to) }
  return peopleFacts.has(event.type) && 'stage' in event.data ? { from: event.data.stage, to: event.data.stage } : null
}

/** What people did about signatures, other than deciding for all. What the clock and the entry into a stage record is no step. */
const peopleFacts: ReadonlySet<DeclarationEvent['type']> = new Set([
  'opinion-given',
  'opinion-carried',
  'task-claimed',
  'task-released',
  'task-transferred',
  'task-delegated',
  'delegation-answered',
  'signer-added',
  'signer-removed',
  'signature-taken-back',
  'deadline-lapsed',
])

const aboutWhom = (event: DeclarationEvent): Pick<PathStep, 'officer' | 'seat' | 'reason'> => {
  const reason = reasonOf(event)
  switch (event.type) {
    case 'task-transferred':
    case 'task-delegated':
    case 'delegation-answered':
      return { officer: event.data.to, seat: null, reason }
    case 'task-claimed':
    case 'task-released':
    case 'signer-added':
    case 'signer-removed':
    case 'signature-taken-back':
    case 'opinion-carried':
      return { officer: event.data.officer, seat: null, reason }
    case 'deadline-lapsed':
      return { officer: null, seat: event.data.to, reason }
    default:
      return { officer: null, seat: null, reason }
  }
}
