import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { beginLog, type LogDigest } from '../src/begin-log.ts'
import type { DossierParts } from '../src/dossier/dossier-files.ts'
import type { DigestName } from '../src/log-begun.ts'
import { sealLog } from '../src/seal-log.ts'
import type { SigningKey } from '../src/signature.ts'
import { verifyLog } from '../src/verify-log.ts'
import { streamOf } from './sample-log.ts'

const now = () => ({ today: '2026-03-02', recordedAt: '2026-03-02T01:02:03.004Z' })

/** What the server would have at hand to export `declaration-a`: six facts, four of them sealed; `target` makes another history. */
export const partsOfDossier = async (
  key: SigningKey,
  digestName: DigestName = 'sm3',
  target = '≥150(条/年)',
): Promise<Omit<DossierParts, 'verifiers'>> => {
  const store = memoryEventStore()
  const log: LogDigest = await beginLog({ store, now }, digestName)
  const write = async (facts: readonly Envelope[]): Promise<void> => {
    for (const fact of facts) await store.append(fact.stream, fact.revision - 1, [fact])
  }
  const a = streamOf('declaration-a', 6, target, log.digest)
  await write([...a.slice(0, 4), ...streamOf('declaration-b', 3, target, log.digest)])
  await sealLog({ store, log, key, now })
  await write(a.slice(4))
  const { seals } = await verifyLog(feedPages(store), log.digest)
  return {
    name: '社会保险经办业务费',
    facts: (await store.read('declaration-a')).map(({ fact }) => fact),
    form: { name: '社会保险经办业务费', indicators: [{ name: '微信推文发布数', raw: target }] },
    opinions: [{ stage: 'center-section', opinion: '同意</script><!--' }],
    log,
    seal: seals.last,
    key,
    exportedAt: '2026-03-05T01:02:03.004Z',
  }
}
