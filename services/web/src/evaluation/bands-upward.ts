import type { GradeBands } from '@shenbao/policy/pack.ts'

export type Band = Readonly<{ grade: string; from: string; isHere: boolean }>

/** The grades from the lowest to the highest, with the one that is reached. */
export const bandsUpward = (bands: GradeBands, grade: string | null): readonly Band[] =>
  bands.toReversed().map(band => ({ ...band, isHere: band.grade === grade }))
