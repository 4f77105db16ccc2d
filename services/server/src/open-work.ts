import type { Declaration } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { type Directory, type Officer, officerOf, servingOfficers } from '@shenbao/directory/directory.ts'
import type { Role } from '@shenbao/directory/role.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { OpenCases } from '@shenbao/handler/open-cases.ts'
import { type Digest, derivedId } from '@shenbao/kernel/digest.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { countWaitingOn, declarationsAwaiting } from '@shenbao/read-models/queries/find-work-of.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import { type WorkOf, workOf } from '@shenbao/workflow/work-of.ts'
import { POSITION_WAIT_MS } from './caught-up.ts'
import type { DeclarationDesk } from './declaration-desk.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import { ownProblem } from './problems.ts'

/** Something that waits for an officer by name. Only signatures have to be moved when they leave: nobody else can give them. */
export type OpenItem = Readonly<{
  /** Names the item as long as it is theirs. */
  item: string
  declarationId: string
  name: string | null
  stage: string
  stageTitle: string
  movable: boolean
  work: WorkOf
}>

/** A seat that nobody else holds. `waiting`: declarations that wait there now. */
export type SoleSeat = Readonly<{ role: Role; organisationId: string; waiting: number }>

export type OpenWorkOf = Readonly<{ items: readonly OpenItem[]; seats: readonly SoleSeat[] }>

export type Moved =
  | (OpenItem & Readonly<{ outcome: 'moved' }>)
  | (OpenItem & Readonly<{ outcome: 'refused'; code: string; detail: string }>)

/** What an officer would leave behind, and giving it to somebody else (移交). */
export type OpenWorkDesk = Readonly<{
  /** As of everything recorded before the question; a `not-caught-up` problem where the lists do not get there in time. */
  of: (officerId: string) => Promise<OpenWorkOf>
  /** Moves each item by the administrator's own transfer. What is moved already is no item any more, so it may be repeated. */
  handover: (by: Officer, items: readonly OpenItem[], to: string, reason: string) => Promise<readonly Moved[]>
}>

type Needs = Readonly<{
  store: EventStore
  models: ReadModels
  world: World
  cases: OpenCases
  desk: DirectoryDesk
  declarations: DeclarationDesk
  digest: Digest
}>

export const newOpenWorkDesk = ({ store, models, world, cases, desk, declarations, digest }: Needs): OpenWorkDesk => {
  const itemsIn = async (declarationId: string, officerId: string): Promise<readonly OpenItem[]> => {
    const declaration = await readable(cases, declarationId)
    if (!declaration) return []
    const { route } = world.route(declaration.route)
    return workOf(declaration.work, officerId).map(work => ({
      item: [declarationId, work.stage, work.kind === 'consultation' ? work.consultation : work.slot, work.kind].join('/'),
      declarationId,
      name: declaration.form.name,
      stage: work.stage,
      stageTitle: stageNamed(route, work.stage).title,
      movable: work.kind === 'signature',
      work,
    }))
  }

  const move = async (by: Officer, item: OpenItem, to: string, reason: string): Promise<Moved> => {
    const { declarationId, stage, work } = item
    const seen = await declarations.now(by, declarationId)
    if (work.kind !== 'signature' || !seen) return { ...item, outcome: 'refused', ...notToBeMoved }
    const handled = await declarations.handle(by, {
      declarationId,
      command: { type: 'transfer', officer: to, slot: work.slot, reason },
      commandId: derivedId(digest, 'handover', declarationId, seen.revision, stage, work.slot, to),
      expected: seen.revision,
      dryRun: false,
      onBehalfOf: by.officerId,
    })
    if (!handled) return { ...item, outcome: 'refused', ...notToBeMoved }
    if (handled.outcome !== 'refused') return { ...item, outcome: 'moved' }
    const { code, detail } = handled.because
    return { ...item, outcome: 'refused', code, detail }
  }

  return {
    of: async officerId => {
      const head = await store.head()
      if (head !== null && !(await models.reached(head, POSITION_WAIT_MS)))
        throw ownProblem('not-caught-up', { headers: { 'retry-after': '1' } })
      const items: OpenItem[] = []
      for (const id of declarationsAwaiting(models.db(), officerId)) items.push(...(await itemsIn(id, officerId)))
      const seats = soleSeats(await desk.current(), officerId).map(seat => {
        const { role, organisationId: organisation } = seat
        return { ...seat, waiting: countWaitingOn(models.db(), { role, organisation }) }
      })
      return { items, seats }
    },
    handover: async (by, items, to, reason) => {
      const moved: Moved[] = []
      // One after the other: two items may be of one declaration.
      for (const item of items) moved.push(await move(by, item, to, reason))
      return moved
    },
  }
}

const notToBeMoved = {
  code: 'not-movable',
  detail: '这一项不是待签署的工作，不能移交，也不影响办理：委派人、征询人可以自行决定。',
} as const

/** What this program cannot read stands still anyway, and is no reason to keep somebody in office. */
const readable = async (cases: OpenCases, declarationId: string): Promise<Declaration | null> => {
  try {
    return (await cases.refresh(declarationId)).state
  } catch (error) {
    if (error instanceof UnreadableFact) return null
    throw error
  }
}

const soleSeats = (directory: Directory, officerId: string): readonly Omit<SoleSeat, 'waiting'>[] => {
  const officer = officerOf(directory, officerId)
  if (!officer?.serving) return []
  const { organisationId } = officer
  const others = servingOfficers(directory).filter(
    other => other.officerId !== officerId && other.organisationId === organisationId,
  )
  return officer.roles.filter(role => !others.some(({ roles }) => roles.includes(role))).map(role => ({ role, organisationId }))
}
