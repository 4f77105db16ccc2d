import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ownProblem } from './problems.ts'

/** 428 comes before every other word on a command but signing in: without these headers nothing can be decided safely. */
export const commandHeadersRequired = async (request: FastifyRequest): Promise<void> => {
  const missing = [
    ...(request.headers['if-match'] === undefined ? ['If-Match（你看到的版本，例如 "12"）'] : []),
    ...(request.headers['idempotency-key'] === undefined ? ['Idempotency-Key（每次办理一个新的 UUID）'] : []),
  ]
  if (missing.length > 0) throw ownProblem('headers-missing', { detail: `请补上标头 ${missing.join(' 和 ')} 后重新发送。` })
}

export const CommandHeaders = z.looseObject({
  'if-match': z
    .string()
    .regex(/^"(0|[1-9]\d{0,14})"$/, '应为引号中的版本号，例如 "12"')
    .describe('看到的版本，即读取时的 ETag'),
  'shenbao-on-behalf-of': z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('代理人写明代谁办理：被代理人编号，本人的编号表示为自己办理；不写时，本人无权而恰有一位被代理人有权的，即代其办理'),
  'idempotency-key': z.uuid('应为 UUID，例如 5f0c2b7e-3a54-4c1e-9d0a-6f2b8c1d4e7a').describe('同一次办理重复发送时用同一个'),
})

export const revisionOf = (ifMatch: string): number => Number(ifMatch.slice(1, -1))

export const etagOf = (revision: number): string => `"${revision}"`
