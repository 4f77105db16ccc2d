import { setTimeout as waited } from 'node:timers/promises'
import { LogFault } from '@shenbao/event-store/port.ts'
import type { HandlerParts } from '@shenbao/handler/handle-command.ts'
import { type Lapsed, lapseDeadline } from '@shenbao/handler/lapse.ts'
import { type DueDeadline, dueDeadlines } from '@shenbao/read-models/queries/due-deadlines.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import type { FastifyBaseLogger } from 'fastify'

/**
 * Looks for deadlines that have run out, beside the serving, on working days. The list of what is due may be behind: each declaration
 * is asked anew, so that sweeping twice, on two servers or a week late comes to the same. Nothing here ever throws: what goes wrong is
 * logged, counted, and tried again at the next turn.
 */
export type Sweeping = Readonly<{
  /** Sweeps now, and from now on every so many milliseconds. */
  begin: (everyMilliseconds: number) => void
  /** Sweeps once, after whatever is under way. */
  sweep: () => Promise<void>
  /** Ends behind the declaration it is at; what is left the next start finds. */
  stop: () => Promise<void>
}>

export type SweepOutcome = Lapsed['outcome'] | 'failed'

type Needs = Readonly<{
  parts: HandlerParts
  models: Pick<ReadModels, 'db'>
  /** Hears what became of each deadline. */
  swept: (outcome: SweepOutcome) => void
  logger: FastifyBaseLogger | null
}>

const PAGE_DEADLINES = 100
const STOP_MILLISECONDS_MAX = 5_000

export const newSweeping = ({ parts, models, swept, logger }: Needs): Sweeping => {
  let timer: NodeJS.Timeout | null = null
  let isRunning = false
  let isStopped = false
  let running: Promise<void> = Promise.resolve()

  const lapse = async (due: DueDeadline, today: string): Promise<void> => {
    try {
      swept((await lapseDeadline(parts, { ...due, today })).outcome)
    } catch (fault) {
      // A log that is away is away for the next one, too; one declaration that cannot be read is nobody else's trouble.
      if (fault instanceof LogFault && fault.at === null) throw fault
      swept('failed')
      logger?.error({ err: fault, declaration: due.declarationId, stage: due.stage }, 'a deadline could not be lapsed')
    }
  }

  const turn = async (): Promise<void> => {
    const { today } = parts.now()
    if (!(await parts.around()).days.isWorkingDay(today)) return
    let after: string | undefined
    do {
      const { items, next } = dueDeadlines(models.db(), { today, after, limit: PAGE_DEADLINES })
      for (const due of items) {
        if (isStopped) return
        await lapse(due, today)
      }
      after = next ?? undefined
    } while (after !== undefined)
  }

  const sweep = (): Promise<void> => {
    running = running.then(async () => {
      isRunning = true
      try {
        await turn()
      } catch (fault) {
        swept('failed')
        logger?.error({ err: fault }, 'looking for lapsed deadlines failed; trying again')
      }
      isRunning = false
    })
    return running
  }

  return {
    begin: everyMilliseconds => {
      void sweep()
      timer = setInterval(() => void (isRunning || sweep()), everyMilliseconds)
    },
    sweep,
    stop: async () => {
      isStopped = true
      if (timer) clearInterval(timer)
      const enough = new AbortController()
      await Promise.race([running, waited(STOP_MILLISECONDS_MAX, null, { signal: enough.signal }).catch(() => null)])
      enough.abort()
    },
  }
}
