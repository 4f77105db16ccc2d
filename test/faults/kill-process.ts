import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Draw } from './seeded.ts'

const PROCESS = fileURLToPath(new URL('appending-process.ts', import.meta.url))

/**
 * When a process is killed: after so many lines of a kind, and then after so many turns of this process's event loop, which move
 * the moment by some microseconds each. `start` is the spawning itself.
 */
export type Moment = Readonly<{ after: 'start' | 'opening' | 'opened' | 'ack'; lines: number; turns: number }>

/** What was acknowledged: the place of a fact (`STREAM@REVISION`) and the digest of its content. */
export type Acknowledged = ReadonlyMap<string, string>

export type Killed = Readonly<{
  acknowledged: Acknowledged
  appends: number
  /** How far it had come by what it had said. */
  during: 'start' | 'opening' | 'appending'
}>

const ACKS_MAX = 90
const TURNS_AT_START_MAX = 20_000
const TURNS_AT_OPENING_MAX = 1_500

/** One moment in four lies in starting and opening, where a crashed log is being repaired. */
export const drawMoment = (draw: Draw): Moment => {
  const kind = draw(20)
  if (kind < 1) return { after: 'start', lines: 1, turns: draw(TURNS_AT_START_MAX) }
  if (kind < 4) return { after: 'opening', lines: 1, turns: draw(TURNS_AT_OPENING_MAX) }
  if (kind < 6) return { after: 'opened', lines: 1, turns: draw(TURNS_AT_OPENING_MAX) }
  return { after: 'ack', lines: 1 + draw(ACKS_MAX), turns: draw(20) }
}

/** Starts an appending process on the log, kills it (SIGKILL) at the moment, and tells what it had acknowledged by then. */
export const killAt = async (
  file: string,
  round: string,
  { after, lines, turns }: Moment,
  manner?: '--careless',
): Promise<Killed> => {
  const child = spawn(process.execPath, [PROCESS, file, round, ...(manner ? [manner] : [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = once(child, 'close')
  let said = ''
  let complaint = ''
  let counted = 0
  const killSoon = (left: number): void => {
    if (left === 0) child.kill('SIGKILL')
    else setImmediate(killSoon, left - 1)
  }
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint += chunk
  })
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
    const before = counted
    counted = said.match(new RegExp(`^${after}\\b.*\\n`, 'gm'))?.length ?? 0
    if (before < lines && counted >= lines) killSoon(turns)
  })
  if (after === 'start') {
    await once(child, 'spawn')
    killSoon(turns)
  }
  const [, signal] = await closed
  if (signal !== 'SIGKILL') throw new Error(`round ${round} ended by itself: ${complaint}`)
  return heard(said)
}

const heard = (said: string): Killed => {
  // What follows the last line end was not said to the end.
  const lines = said.split('\n').slice(0, -1)
  const acks = lines.filter(line => line.startsWith('ack '))
  const acknowledged = new Map(
    acks.flatMap(line => {
      const [, stream = '', first, ...digests] = line.split(' ')
      return digests.map((digest, index) => [`${stream}@${Number(first) + index}`, digest] as const)
    }),
  )
  const during = lines.includes('opened') ? 'appending' : lines.includes('opening') ? 'opening' : 'start'
  return { acknowledged, appends: acks.length, during }
}
