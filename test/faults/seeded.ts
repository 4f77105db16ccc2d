import { seededRandom } from '../../packages/testkit/src/seeded-random.ts'

/** Chance that can be had again: the seed of all random tests is 2026 unless `SHENBAO_SEED` says otherwise. */
export const SEED = Number(process.env['SHENBAO_SEED'] ?? 2026)

/** A whole number from 0 up to, not including, `below`. */
export type Draw = (below: number) => number

/** The same numbers for the same names; independent of what else is drawn. */
export const drawsFor = (...names: readonly (string | number)[]): Draw => seededRandom(SEED).fork(names.join('/')).below
