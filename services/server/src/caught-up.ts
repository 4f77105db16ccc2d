import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import type { FastifyRequest } from 'fastify'
import { ownProblem } from './problems.ts'

/** A person waits in front of the screen. */
export const POSITION_WAIT_MS = 2_000

/** A read that names a position sees at least everything up to it, on any server; 503 when that takes too long. */
export const waitForPosition =
  (models: Pick<ReadModels, 'reached'>) =>
  async (request: FastifyRequest): Promise<void> => {
    const position = request.headers['shenbao-position']
    if (position === undefined) return
    if (typeof position !== 'string' || position.length > 200)
      throw ownProblem('malformed', { detail: 'Shenbao-Position 应为写入时得到的那段文字。请原样送回。' })
    if (!(await models.reached(position, POSITION_WAIT_MS)))
      throw ownProblem('not-caught-up', { headers: { 'retry-after': '1' } })
  }
