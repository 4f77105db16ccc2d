import { setTimeout as waited } from 'node:timers/promises'
import { isUnused, type LogDigest } from '@shenbao/audit/begin-log.ts'
import { keyIdOf } from '@shenbao/audit/public-key.ts'
import type { SealStatement } from '@shenbao/audit/seal.ts'
import { newSealer, type SealOutcome } from '@shenbao/audit/seal-log.ts'
import type { SigningKey } from '@shenbao/audit/signature.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import type { FastifyBaseLogger } from 'fastify'

/** Seals beside the serving. Nothing here ever throws: what goes wrong is logged, counted, and tried again at the next turn. */
export type Sealing = Readonly<{
  /** Seals now, and from now on every so many milliseconds when something new was recorded. */
  begin: (everyMilliseconds: number) => void
  /** Seals what is not sealed, after whatever is under way. */
  seal: () => Promise<void>
  /** Seals a last time and ends; gives up after a few seconds, because the next start seals as well. */
  stop: () => Promise<void>
  /** By what key this server seals (`null`: by none), and the last seal it knows of, its own or that of another server. */
  state: () => Readonly<{ keyId: string | null; last: SealStatement | null }>
}>

type Needs = Readonly<{
  store: EventStore
  log: LogDigest
  key: SigningKey | null
  now: () => Readonly<{ today: Day; recordedAt: string }>
  /** Hears how each attempt ended. */
  sealed: (outcome: SealOutcome['outcome'] | 'failed') => void
  logger: FastifyBaseLogger | null
}>

const STOP_MILLISECONDS_MAX = 5_000

export const newSealing = ({ store, log, key, now, sealed, logger }: Needs): Sealing => {
  const sealer = key && newSealer({ store, log, key, now })
  let last: SealStatement | null = null
  let timer: NodeJS.Timeout | null = null
  let isRunning = false
  let running: Promise<void> = Promise.resolve()

  const attempt = async (): Promise<void> => {
    try {
      // Nothing but its own beginning: a seal there would keep an organisation from being founded in it.
      if (!sealer || (await isUnused(store))) return
      const outcome = await sealer()
      sealed(outcome.outcome)
      // Of two servers one was faster: what it sealed is sealed.
      if (outcome.outcome === 'conflict') return
      last = outcome.outcome === 'sealed' ? outcome.seal.statement : outcome.last
      if (outcome.breaks.length > 0) logger?.error({ breaks: outcome.breaks.length }, 'the log is not as it was recorded')
    } catch (fault) {
      sealed('failed')
      logger?.error({ err: fault }, 'sealing failed; trying again')
    }
  }

  const seal = (): Promise<void> => {
    running = running.then(async () => {
      isRunning = true
      await attempt()
      isRunning = false
    })
    return running
  }

  return {
    begin: everyMilliseconds => {
      if (!sealer) return
      void seal()
      timer = setInterval(() => void (isRunning || seal()), everyMilliseconds)
    },
    seal,
    stop: async () => {
      if (timer) clearInterval(timer)
      const enough = new AbortController()
      await Promise.race([seal(), waited(STOP_MILLISECONDS_MAX, null, { signal: enough.signal }).catch(() => null)])
      enough.abort()
    },
    state: () => ({ keyId: key && keyIdOf(key.publicKey), last }),
  }
}
