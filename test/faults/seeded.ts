/** Chance that can be had again: the seed of all random tests is 2026 unless `SHENBAO_SEED` says otherwise. */
export const SEED = Number(process.env['SHENBAO_SEED'] ?? 2026)

/** A whole number from 0 up to, not including, `below`. */
export type Draw = (below: number) => number

/** The same numbers for the same names; independent of what else is drawn. */
export const drawsFor = (...names: readonly (string | number)[]): Draw => {
  let state = [SEED, ...names]
    .join('/')
    .split('')
    .reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5)
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
