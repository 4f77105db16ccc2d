import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'
import type { Digest } from './digest.ts'

/**
 * Everything that is recorded with a fact. Two clocks: `effectiveOn` is the business day (Asia/Shanghai), `recordedAt` the instant
 * of recording (UTC). Neither can be edited. `previous` is the digest of the fact before it in its stream, `null` for the first.
 */
export const Envelope = z.strictObject({
  stream: z.string().min(1),
  /** 0 for the first fact of a stream, then one more for each. */
  revision: z.int().min(0),
  id: z.uuid(),
  type: z.string().min(1),
  schemaVersion: z.int().positive(),
  /** Officer id, or `system` for what the product does by itself. */
  actor: z.string().min(1),
  /** The officer for whom a deputy acted, else `null`. */
  onBehalfOf: z.string().min(1).nullable(),
  commandId: z.string().min(1),
  commandDigest: z.string().min(1),
  effectiveOn: z.iso.date(),
  recordedAt: z.iso.datetime(),
  previous: z.string().min(1).nullable(),
  data: z.record(z.string(), z.json()),
})
export type Envelope = Readonly<z.output<typeof Envelope>>

/**
 * What the next fact of the stream carries as `previous`. Everything in the envelope enters it, nothing else does: the
 * position in the global order belongs to the store and may differ after a restore into another one.
 */
export const digestOfFact = (digest: Digest, fact: Envelope): string => digest(canonicalJson(fact))
