import { meaningOf } from './client-error.ts'
import { notReached, refusedByServer } from './kurrent-fault.ts'

/** Milliseconds to wait before the attempt after the one that failed; the first failure has number 0. */
export type Pause = (failures: number) => number

const FIRST_PAUSE_MILLISECONDS = 50
const LONGEST_PAUSE_MILLISECONDS = 5_000

/** Twice as long each time, up to a limit, and of that between one half and the whole: clients that failed together part. */
export const growingPause =
  (random: () => number): Pause =>
  failures => {
    const whole = Math.min(LONGEST_PAUSE_MILLISECONDS, FIRST_PAUSE_MILLISECONDS * 2 ** Math.min(failures, 10))
    return whole / 2 + (whole / 2) * random()
  }

export type RetryOptions = Readonly<{
  /** How often it is tried before it is given up. */
  attempts: number
  pause: Pause
  /** Once it is raised, the attempt under way is the last. */
  signal: AbortSignal
  /** Told about each attempt that failed and is followed by another. */
  notice: (error: unknown) => void
}>

/**
 * What an attempt may leave behind on the server: nothing (reading), something nobody hears of (an append without an answer), or
 * it is there already and only the answer is missing.
 */
export type Traces = 'none' | 'possible' | 'left'

/**
 * Tries a call until it succeeds, is refused, or has been tried often enough; the last two are thrown as `LogFault`. A conflict
 * is thrown as it is. `settled` of the fault is true only while no attempt can have left anything behind.
 */
export const retrying = async <Answer>(
  call: () => Promise<Answer>,
  { attempts, pause, signal, notice }: RetryOptions,
  traces: Traces,
): Promise<Answer> => {
  let settled = traces !== 'left'
  for (let failures = 0; ; failures += 1) {
    try {
      return await call()
    } catch (error) {
      const meaning = meaningOf(error)
      if (meaning === 'conflict') throw error
      if (meaning === 'refused') throw refusedByServer(error, settled)
      if (traces === 'possible' && meaning !== 'elsewhere') settled = false
      if (failures + 1 >= attempts || signal.aborted) throw notReached(error, settled)
      notice(error)
      await waited(pause(failures), signal)
      if (signal.aborted) throw notReached(error, settled)
    }
  }
}

/** Returns after so many milliseconds, or as soon as the signal is raised. */
export const waited = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  if (signal.aborted) return
  await new Promise<void>(resolve => {
    const over = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, milliseconds)
    signal.addEventListener('abort', over)
  })
}
