import type { EventOf } from '@shenbao/kernel/event.ts'
import { ReplayDivergence } from '@shenbao/workflow/compile.ts'
import { type Entitlement, type Person, sitsOn } from '@shenbao/workflow/may.ts'
import { type Route, type Seat, type StageDefinition, stageNamed } from '@shenbao/workflow/route.ts'
import type { Told, Work } from '@shenbao/workflow/work.ts'
import type { EvidenceAttached, EvidenceEvent } from './evidence-facts.ts'
import type { Declaration } from './state.ts'

/** 佐证材料 as folded from its facts: what was brought, by whom and when, and whether it still counts. */
export type Attachment = EventOf<typeof EvidenceAttached>['data'] &
  Readonly<{ told: Told; detached: Readonly<{ reason: string; told: Told }> | null }>

export const liveAttachments = ({ evidence }: Pick<Declaration, 'evidence'>): readonly Attachment[] =>
  evidence.filter(({ detached }) => detached === null)

export const evolveEvidence = (
  evidence: readonly Attachment[],
  { type, data }: EvidenceEvent,
  told: Told,
): readonly Attachment[] =>
  type === 'evidence-attached'
    ? [...evidence, { ...data, told, detached: null }]
    : detached(evidence, data.attachmentId, { reason: data.reason, told })

const detached = (evidence: readonly Attachment[], attachmentId: string, how: Attachment['detached']): readonly Attachment[] => {
  const at = evidence.findIndex(one => one.attachmentId === attachmentId && one.detached === null)
  const found = evidence[at]
  if (!found) throw new ReplayDivergence(`evidence-detached names ${attachmentId}, which is not attached`)
  return evidence.with(at, { ...found, detached: how })
}

/** Where there is something to prove: the draft by what it rests on, the targets by what came of them. */
export const provablePhases = ['drafting', 'executing', 'evaluating'] as const

/**
 * The acts of a stage that write what evidence proves: how far the targets are come, the results of the year; on the author's desk,
 * the draft itself. Routes need not name evidence: it is brought by whoever writes there.
 */
const actsProven = (route: Route, stage: StageDefinition): readonly string[] =>
  provablePhases.some(phase => phase === stage.phase)
    ? ['record-progress', 'record-result', ...(stage.name === route.begins ? ['revise'] : [])].filter(
        act => stage.acts?.[act] !== undefined,
      )
    : []

const bringers = (route: Route, stage: StageDefinition): readonly Seat[] =>
  actsProven(route, stage).flatMap(act => stage.acts?.[act]?.who ?? [])

/** Whether evidence is taken as the case stands. */
export const takesEvidence = (route: Route, { standing }: Work): boolean =>
  standing.stages.some(name => bringers(route, stageNamed(route, name)).length > 0)

type Asked = Readonly<{ route: Route; work: Work; person: Person; organisations: Readonly<Record<string, string>> }>

/** Whether the person may bring evidence to the case as it stands, or take it off. */
export const evidenceEntitlement = ({ route, work, person, organisations }: Asked): Entitlement => {
  const sits = (seat: Seat): boolean => sitsOn(person, seat, organisations)
  const open = work.standing.stages.map(name => stageNamed(route, name))
  const here = open.find(stage => bringers(route, stage).some(sits))
  if (here) return { kind: 'here', stage: here.name }
  const seats = open.flatMap(stage => bringers(route, stage))
  if (seats.length > 0) return { kind: 'somebody-else', seats }
  const stages = route.stages.filter(stage => bringers(route, stage).some(sits)).map(({ name }) => name)
  return stages.length > 0 ? { kind: 'elsewhere', stages } : { kind: 'never' }
}
