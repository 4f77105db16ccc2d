import type { EventStore } from '@shenbao/event-store/port.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import type { Health } from './routes/health.ts'

/** Ready means: the log answers, and the lists hold what it held when this server started. */
export const newHealth = ({ store, models }: Readonly<{ store: EventStore; models: ReadModels }>): Health => {
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
      return { shenbao_facts: models.facts(), shenbao_read_models_behind: behind ? 1 : 0 }
    },
  }
}
