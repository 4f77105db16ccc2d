import type { Listed } from '../api/queries.ts'

export type Versions = ReadonlyMap<string, number>

/** What is new against `before`: another version, or not there before. */
export const newsIn = (before: Versions, now: readonly Pick<Listed, 'id' | 'revision'>[]): readonly string[] =>
  now.filter(({ id, revision }) => before.get(id) !== revision).map(({ id }) => id)
