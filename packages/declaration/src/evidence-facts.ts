import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { z } from 'zod'

/**
 * 佐证材料 brought to a declaration, and taken off it. The bytes lie beside the log under their digest; these facts say what a file is
 * called, what it proves and who said so. Neither the form nor the stage changes with them.
 */
const Text = z.string()
export const EvidenceAttached = defineEvent(
  'evidence-attached',
  1,
  z.strictObject({
    attachmentId: z.string().min(1),
    /** The row it proves; `null`: it stands behind the whole declaration (立项依据, 测算依据 …). */
    indicatorId: Text.nullable(),
    /** Of the bytes, by the digest of the log: 64 hex digits. */
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    name: z.string().min(1),
    /** In bytes. */
    size: z.int().positive(),
    /** What the content is, as found by looking at it. */
    mediaType: z.string().min(1),
    /** 佐证类型, in the sender's words. */
    kind: z.string().min(1).nullable(),
    /** The day that the file proves something of. When it was brought, the envelope says. */
    provesOn: z.iso.date(),
  }),
)
/** It stays on record, and so do its bytes; it only counts no more. */
export const EvidenceDetached = defineEvent(
  'evidence-detached',
  1,
  z.strictObject({ attachmentId: z.string().min(1), indicatorId: Text.nullable(), name: Text, reason: z.string().min(1) }),
)

export const evidenceEvents = [EvidenceAttached, EvidenceDetached] as const
export type EvidenceEvent = EventOf<(typeof evidenceEvents)[number]>

const types: ReadonlySet<string> = new Set(evidenceEvents.map(({ type }) => type))
export const isEvidenceFact = (fact: Readonly<{ type: string }>): fact is EvidenceEvent => types.has(fact.type)
