import { readBackup } from './read-backup.ts'

/** The attachments of a checked backup in their order, each with its bytes as they come. Read each to its end before the next one. */
export async function* attachmentsInBackup(
  path: string,
): AsyncGenerator<Readonly<{ digest: string; bytes: AsyncIterable<Uint8Array> }>, void> {
  const parts = readBackup(path)
  let next = await parts.next()
  const pieces = async function* (digest: string): AsyncGenerator<Uint8Array, void> {
    while (!next.done && next.value.part === 'attachment' && next.value.digest === digest) {
      yield next.value.bytes
      next = await parts.next()
    }
  }
  while (!next.done) {
    if (next.value.part === 'attachment') {
      const { digest } = next.value
      yield { digest, bytes: pieces(digest) }
    } else next = await parts.next()
  }
}
