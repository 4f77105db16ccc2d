import { aboutQuery, type Changes } from '../api/queries.ts'
import type { Comparison } from './versions.ts'

/** What came after one revision, up to another. */
export const changesQuery = (id: string, { since, until }: Comparison) =>
  aboutQuery<Changes>(id, `changes?since=${since}${until === null ? '' : `&until=${until}`}`)
