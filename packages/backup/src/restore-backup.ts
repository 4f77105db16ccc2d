import { headText } from '@shenbao/audit/log-head.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import { LogDefect } from '@shenbao/event-store/defect.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import type { EventStore, Recorded } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { BackupFault } from './backup-fault.ts'
import { lineSum } from './backup-lines.ts'
import { type CheckedBackup, type Progress, refuseUnsound } from './check-backup.ts'
import { readBackup } from './read-backup.ts'

type Target = Readonly<{
  store: EventStore
  /** Whether a restore of this very backup was begun here: then a log that has all of it already is finished, not refused. */
  isBegun: boolean
  /** Called once, after the target was found fit and before the first fact is stored. */
  begin: () => void
  onStored?: Progress
  onCompared?: Progress
}>

/** `resumed`: how many facts an interrupted restore of the same backup had left there. */
export type Restored = Readonly<{ facts: number; resumed: number; head: string }>

/** Of one append; far below what any log takes at once. */
const APPEND_FACTS_MAX = 200
const APPEND_BYTES_MAX = 256 * 1024

/**
 * Stores the facts of a checked backup in an empty log, in their order, one append after the other: so at every moment the log
 * holds a beginning of the backup, and nothing but that. Such a beginning, left by a crash, is gone on from; any other fact in the
 * target is a `BackupFault` and nothing is stored. Finally the target is read from its beginning and compared.
 */
export const restoreBackup = async (path: string, checked: CheckedBackup, target: Target): Promise<Restored> => {
  refuseUnsound(checked)
  const { store, begin, isBegun, onStored, onCompared } = target
  const present = factsOf(feedPages(store))
  const append = appending(store)
  const of = checked.log.facts
  let resumed = 0
  let isAtEnd = false
  let facts = 0
  for await (const part of readBackup(path)) {
    if (part.part === 'end' && part.end.sum !== checked.sum) throw changedMeanwhile()
    if (part.part !== 'fact') continue
    if (facts >= of) throw changedMeanwhile()
    facts += 1
    if (!isAtEnd) {
      const { done, value } = await present.next()
      if (!done && canonicalJson(value) !== part.text) throw notEmpty(resumed)
      if (!done) {
        resumed += 1
        continue
      }
      isAtEnd = true
      begin()
    }
    await append.take(part.fact, part.text)
    onStored?.(facts, of)
  }
  if (isAtEnd) await append.flush()
  else await refuseComplete(present, { resumed, isBegun, begin })
  return { facts, resumed, head: await compared(store, checked, onCompared) }
}

async function* factsOf(pages: AsyncIterable<readonly Recorded[]>): AsyncGenerator<Envelope, void> {
  for await (const page of pages) for (const { fact } of page) yield fact
}

/** The log had all facts of the backup before: right only where a restore of it was all but finished, or where there are none. */
const refuseComplete = async (
  present: AsyncGenerator<Envelope, void>,
  { resumed, isBegun, begin }: Readonly<{ resumed: number; isBegun: boolean; begin: () => void }>,
): Promise<void> => {
  if (!(await present.next()).done) throw notEmpty(resumed)
  if (resumed > 0 && !isBegun)
    throw new BackupFault('refused', '目标日志里已有这份备份的全部记录，不需要恢复，没有写入。请用 verify --trust 核对摘要头。')
  begin()
}

const appending = (store: EventStore) => {
  let waiting: Envelope[] = []
  let bytes = 0

  const flush = async (): Promise<void> => {
    const [first] = waiting
    if (!first) return
    const facts = waiting
    waiting = []
    bytes = 0
    const appended = await store.append(first.stream, first.revision - 1, facts).catch((error: unknown) => {
      throw error instanceof LogDefect ? notTaken(first, error) : error
    })
    if (appended.outcome === 'conflict') throw somebodyElse(first)
  }

  return {
    /** Neighbours of one stream are stored together; the order of all facts stays that of the backup. */
    take: async (fact: Envelope, text: string): Promise<void> => {
      const size = Buffer.byteLength(text)
      const isNeighbour = waiting[0]?.stream === fact.stream
      if (!isNeighbour || waiting.length >= APPEND_FACTS_MAX || bytes + size > APPEND_BYTES_MAX) await flush()
      waiting.push(fact)
      bytes += size
    },
    flush,
  }
}

/** Reads what now stands in the target; answers with its head. */
const compared = async (store: EventStore, { digest, log, order }: CheckedBackup, onCompared?: Progress): Promise<string> => {
  const sum = lineSum(digest.name)
  let facts = 0
  async function* summed(): AsyncGenerator<readonly Recorded[]> {
    for await (const page of feedPages(store)) {
      for (const { fact } of page) sum.add(canonicalJson(fact))
      facts += page.length
      onCompared?.(facts, log.facts)
      yield page
    }
  }
  const { head, breaks } = await verifyLog(summed(), digest.digest, { keys: 'any' })
  if (breaks.length > 0 || headText(head) !== headText(log.head) || sum.hex() !== order)
    throw new BackupFault(
      'refused',
      '写入之后，目标日志与备份不一致：恢复期间有别的程序写入，或磁盘有问题。请停下所有服务，换一个空的目标重新恢复。',
    )
  return headText(head)
}

const notEmpty = (same: number): BackupFault =>
  new BackupFault(
    'refused',
    `目标日志里已有别的记录（第 ${same + 1} 条起与备份不同），不会覆盖，没有写入。请换一个空的数据目录（--data）或空的日志服务器。`,
  )

const somebodyElse = ({ stream, revision }: Envelope): BackupFault =>
  new BackupFault('refused', `恢复期间有别的程序写入“${stream}”（第 ${revision} 条处）。请停下所有服务，换一个空的目标重新恢复。`)

const notTaken = ({ stream, revision }: Envelope, cause: LogDefect): BackupFault =>
  new BackupFault(
    'refused',
    `目标日志放不下“${stream}”第 ${revision} 条起的记录（${cause.message}）。请换一种日志存放方式再恢复。`,
    {
      cause,
    },
  )

const changedMeanwhile = (): BackupFault =>
  new BackupFault('refused', '备份文件在恢复期间被改动。请换一个空的目标，用不再改动的备份文件重新恢复。')
