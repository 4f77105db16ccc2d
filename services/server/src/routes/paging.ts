import { UnreadableCursor } from '@shenbao/read-models/page.ts'
import { z } from 'zod'
import { ownProblem } from '../problems.ts'

/** Keyset pages: `next` of one page is `after` of the following one. */
export const pageRowsMax = 1_000

export const pagingOf = (usual: number) => ({
  after: z.string().max(500).optional().describe('上一页的 next'),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, `应为 1 至 ${pageRowsMax} 的整数`)
    .refine(text => Number(text) <= pageRowsMax, `应为 1 至 ${pageRowsMax} 的整数`)
    .optional()
    .transform(text => Number(text ?? usual)),
})

export const Year = z
  .string()
  .regex(/^(20\d\d|2100)$/, '应为四位年度，例如 2026')
  .transform(Number)

/** A page mark this program did not make is the sender's mistake. */
export const readingPage = <Answer>(read: () => Answer): Answer => {
  try {
    return read()
  } catch (error) {
    if (error instanceof UnreadableCursor) throw ownProblem('malformed', { detail: error.message })
    throw error
  }
}
