import { DEFAULT_ROUTE, type shippedWorld } from '@shenbao/declaration/routes.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { IntakeParts } from '@shenbao/handler/intake.ts'
import type { Recorder } from '@shenbao/handler/record.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import { DEFAULT_PACK_ID, findPack, policyReference } from '@shenbao/policy/packs.ts'
import type { Clock } from './clock.ts'

export type ShippedWorld = ReturnType<typeof shippedWorld>

/** Both clocks, as facts carry them. */
export const instantsOf =
  (clock: Clock): Recorder['now'] =>
  () => ({ today: clock.today(), recordedAt: clock.now().toISOString() })

/** What records facts: the log, the digest, and both clocks. */
export const recorderOf = ({
  store,
  digest,
  clock,
}: Readonly<{ store: EventStore; digest: Digest; clock: Clock }>): Recorder => ({
  store,
  digest,
  now: instantsOf(clock),
})

/** New declarations begin on the newest default route, under the newest version of the default policy pack. */
export const intakePartsOf = (recorder: Recorder, world: ShippedWorld): IntakeParts => {
  const pack = findPack(DEFAULT_PACK_ID)
  if (!pack) throw new TypeError(`no policy pack ${DEFAULT_PACK_ID}`)
  return { ...recorder, world, route: world.newestRoute(DEFAULT_ROUTE).pin, policy: policyReference(recorder.digest, pack) }
}
