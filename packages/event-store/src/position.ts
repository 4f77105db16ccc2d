import { LogDefect } from './defect.ts'
import type { Position } from './port.ts'

/** As many digits as the greatest whole number that JavaScript counts exactly. */
const DIGITS = 16
const POSITION = /^\d{16}$/

/** Positions for adapters that number their facts: decimal text of fixed width, so that text order is the order of the log. */
export const positionOf = (ordinal: number): Position => String(ordinal).padStart(DIGITS, '0')

/** The number in such a position, 0 for the beginning. A text that is no position is a `LogDefect`. */
export const ordinalOf = (position: Position | null): number => {
  if (position === null) return 0
  const ordinal = Number(position)
  if (!POSITION.test(position) || !Number.isSafeInteger(ordinal)) throw new LogDefect(`not a position of this log: ${position}`)
  return ordinal
}

export const refuseLimit = (limit: number): void => {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new LogDefect(`no page of ${limit} facts`)
}

export const refuseRevision = (from: number): void => {
  if (!Number.isSafeInteger(from) || from < 0) throw new LogDefect(`no revision to read from: ${from}`)
}
