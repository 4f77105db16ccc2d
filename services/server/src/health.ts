import type { EventStore } from '@shenbao/event-store/port.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import type { Health } from './routes/health.ts'
import type { Sealing } from './sealing.ts'

type Needs = Readonly<{
  store: EventStore
  models: ReadModels
  sealing: Sealing
  now: () => number
  streams: Readonly<{ count: () => number }>
}>

/** Ready means: the log answers, and the lists hold what it held when this server started. */
export const newHealth = ({ store, models, sealing, now, streams }: Needs): Health => {
  let caughtUp = false
  models.caughtUp.then(
    () => {
      caughtUp = true
    },
    () => undefined,
  )
  return {
    isReady: async () => {
      await store.head()
      return caughtUp
    },
    gauges: async () => {
      const head = await store.head()
      const behind = head !== null && (models.position() ?? '') < head
      const facts = models.facts()
      return {
        shenbao_facts: facts,
        shenbao_read_models_behind: behind ? 1 : 0,
        shenbao_streams: streams.count(),
        ...sealGauges(sealing.state(), facts, now()),
      }
    },
  }
}

/** The age says little while nothing happens; it is to be watched together with what is not sealed yet. */
const sealGauges = ({ keyId, last }: ReturnType<Sealing['state']>, facts: number, now: number): Record<string, number> => ({
  shenbao_sealing: keyId === null ? 0 : 1,
  // The seal itself is a fact; the lists may lag behind it.
  shenbao_unsealed_facts: last === null ? facts : Math.max(0, facts - last.facts - 1),
  ...(last && { shenbao_seal_age_seconds: Math.max(0, Math.round((now - Date.parse(last.sealedAt)) / 1000)) }),
})
