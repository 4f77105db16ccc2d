import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import { evolve } from '@shenbao/declaration/evolve.ts'
import { type Opening, opening } from '@shenbao/declaration/open.ts'
import { DEFAULT_ROUTE, shippedWorld } from '@shenbao/declaration/routes.ts'
import type { Declaration, DeclarationState } from '@shenbao/declaration/state.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { DEFAULT_PACK_ID, findPack, policyReference } from '@shenbao/policy/packs.ts'
import type { Told } from '@shenbao/workflow/work.ts'
import { DEPARTMENT, officerIdOf, UNIT } from './accounts.ts'
import { sampleForm } from './sample-form.ts'

/** The routes and packs the product ships, with the digest of the server. */
export const world = shippedWorld(sm3)

const shippedPack = (id: string): PolicyPack => {
  const pack = findPack(id)
  if (!pack) throw new TypeError(`no pack ${id}`)
  return pack
}

export const centralPack = shippedPack(DEFAULT_PACK_ID)
export const routePin = world.newestRoute(DEFAULT_ROUTE).pin
export const policyPin = policyReference(sm3, centralPack)

export const DECLARATION_ID = '019b0000-0000-7000-8000-000000000001'

/** How the sample declaration is opened. */
export const sampleOpening = (overrides: Partial<Opening> = {}): Opening => ({
  declarationId: DECLARATION_ID,
  unitId: UNIT,
  departmentId: DEPARTMENT,
  year: 2026,
  form: sampleForm(),
  route: routePin,
  policy: policyPin,
  origin: { kind: 'form' },
  ...overrides,
})

export const toldBy = (account: Parameters<typeof officerIdOf>[0] = 'drafter'): Told => ({
  actor: officerIdOf(account),
  onBehalfOf: null,
  effectiveOn: '2026-01-05',
  recordedAt: '2026-01-05T01:00:00.000Z',
})

export const foldEvents = (from: DeclarationState, events: readonly DeclarationEvent[], told: Told): Declaration => {
  let state = from
  for (const event of events) state = evolve(world, state, event, told)
  if (!state) throw new TypeError('nothing was opened')
  return state
}

/** The sample declaration as it stands right after it was opened by the drafter. */
export const openedDeclaration = (overrides: Partial<Opening> = {}): Declaration =>
  foldEvents(null, opening(sampleOpening(overrides)), toldBy())
