/** Instants as clocks in Shanghai show them; there has been no summer time since 1991. */
export const SHANGHAI_MS = 8 * 3_600_000

const MINUTE_TEXT = 'yyyy-mm-ddThh:mm'.length

/** `2026-03-05T10:00`, as one chooses it. */
export const localOf = (instant: string): string =>
  new Date(Date.parse(instant) + SHANGHAI_MS).toISOString().slice(0, MINUTE_TEXT)

export const dayInShanghai = (instant: string): string => localOf(instant).slice(0, 'yyyy-mm-dd'.length)

/** What is chosen to the minute means all of it. `null` for what is no instant. */
export const instantOf = (local: string): string | null => {
  const time = Date.parse(`${local}${local.length === MINUTE_TEXT ? ':59.999' : ''}+08:00`)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
