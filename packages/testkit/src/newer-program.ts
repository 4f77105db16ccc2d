import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'

/**
 * Adds a fact to a stream as a newer program on the same log might: properly linked, of a type (`type`) or a shape
 * (`schemaVersion`) that this one does not know. What is not named is as in the last fact of the stream.
 */
export const recordAsNewerProgram = async (
  store: EventStore,
  stream: string,
  newer: Partial<Pick<Envelope, 'type' | 'schemaVersion' | 'data'>>,
): Promise<void> => {
  const last = (await store.read(stream)).at(-1)?.fact
  if (!last) throw new TypeError(`there is nothing in ${stream} to go on from`)
  const { stream: _stream, revision, previous: _previous, ...draft } = last
  const id = derivedId(sm3, stream, 'newer', revision + 1)
  const added = linkFacts(sm3, { stream, last }, [{ ...draft, id, commandId: id, ...newer }])
  const appended = await store.append(stream, revision, added)
  if (appended.outcome !== 'appended') throw new Error(`${stream}: ${appended.outcome}`)
}
