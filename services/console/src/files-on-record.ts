import { resolve } from 'node:path'
import type { AttachmentStore } from '@shenbao/attachments/attachment-store.ts'
import { directoryOfAttachments } from '@shenbao/attachments/directory-of-attachments.ts'
import type { DigestName } from '@shenbao/audit/log-begun.ts'
import type { evidenceOnRecord } from '@shenbao/declaration/evidence-on-record.ts'
import type { Recorded } from '@shenbao/event-store/port.ts'
import { attachmentsDirectory } from '@shenbao/server/data-files.ts'

/** Where the evidence of a log lies: beside it, or where the servers of a cluster share it. */
export const attachmentsOf = (dataDirectory: string, digest: DigestName): AttachmentStore =>
  directoryOfAttachments({
    directory: resolve(process.env['SHENBAO_ATTACHMENTS'] || attachmentsDirectory(dataDirectory)),
    digest,
    // What is there was taken under whatever limit held then.
    bytesMax: Number.POSITIVE_INFINITY,
  })

/** The pages as they are, while the files they speak of are gathered. */
export async function* gatheringFiles(
  pages: AsyncIterable<readonly Recorded[]>,
  evidence: ReturnType<typeof evidenceOnRecord>,
): AsyncGenerator<readonly Recorded[], void> {
  for await (const page of pages) {
    for (const { fact } of page) evidence.take(fact)
    yield page
  }
}
