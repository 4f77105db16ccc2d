import { LogDefect } from '@shenbao/event-store/defect.ts'
import type { Position } from '@shenbao/event-store/port.ts'

/** Where an event stands in the log of the server. Both numbers run to 2^64 - 1 and are never used for counting. */
export type LogPosition = Readonly<{ commit: bigint; prepare: bigint }>

/** As many digits as the greatest position has. */
const DIGITS = 20
const POSITION = /^(\d{20})-(\d{20})$/
const LAST = 2n ** 64n - 1n

/** `commit-prepare`, both in decimal and of fixed width, so that text order is the order of the log. */
export const positionText = ({ commit, prepare }: LogPosition): Position =>
  `${String(commit).padStart(DIGITS, '0')}-${String(prepare).padStart(DIGITS, '0')}`

/** A text that is no position of a log on a server is a `LogDefect`. */
export const logPositionOf = (position: Position): LogPosition => {
  const [, commit, prepare] = POSITION.exec(position) ?? []
  if (commit === undefined || prepare === undefined) throw notAPosition(position)
  const parsed = { commit: BigInt(commit), prepare: BigInt(prepare) }
  if (parsed.commit > LAST || parsed.prepare > LAST) throw notAPosition(position)
  return parsed
}

const notAPosition = (position: Position): LogDefect => new LogDefect(`not a position of a log on a server: ${position}`)

/** A server that knows no position says the greatest number there is; some of them say nothing. */
export const isKnownPosition = (position: LogPosition | undefined): position is LogPosition =>
  position !== undefined && position.commit < LAST && position.prepare < LAST
