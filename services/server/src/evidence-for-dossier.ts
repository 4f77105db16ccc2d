import type { AttachmentStore } from '@shenbao/attachments/attachment-store.ts'
import { endingOf } from '@shenbao/attachments/media-type.ts'
import type { DossierParts } from '@shenbao/audit/dossier/dossier-files.ts'
import { ATTACHMENTS_PLACE } from '@shenbao/audit/dossier/dossier-shape.ts'
import { liveAttachments } from '@shenbao/declaration/evidence.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'

/** A dossier is made in memory, and its verifiers take no more than 200 MB. What goes beyond is not put in, and the verifier says so. */
const EVIDENCE_BYTES_MAX = 150_000_000

/** The evidence that counts, the same bytes once. A lost file is left out, an altered one goes along as it is: the verifier judges. */
export const evidenceFor = async (
  declaration: Declaration,
  store: Pick<AttachmentStore, 'open'>,
): Promise<NonNullable<DossierParts['attachments']>> => {
  const files: Record<string, Readonly<{ digest: string; bytes: Uint8Array }>> = {}
  const seen = new Set<string>()
  let total = 0
  for (const { digest, name } of liveAttachments(declaration)) {
    if (seen.has(digest)) continue
    seen.add(digest)
    const file = await store.open(digest)
    if (!file || total + file.size > EVIDENCE_BYTES_MAX) continue
    total += file.size
    const chunks: Uint8Array[] = []
    for await (const chunk of file.bytes) chunks.push(chunk)
    files[`${ATTACHMENTS_PLACE}${digest}.${endingOf(name) || 'bin'}`] = { digest, bytes: Buffer.concat(chunks) }
  }
  return files
}
