import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { headText, type LogHead } from '@shenbao/audit/log-head.ts'
import { newLogVerification } from '@shenbao/audit/log-verification.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { BackupFault } from './backup-fault.ts'
import {
  attachmentLines,
  type BackupFile,
  type EndLine,
  FORMAT,
  fileLines,
  type HeaderLine,
  lineSum,
  VERSION,
} from './backup-lines.ts'
import { writeNewFile } from './new-file.ts'

/** What this package need not know of facts and directories. `open` answers `null` for a file that is lost or was altered. */
export type Attached = Readonly<{
  fileIn: (fact: Envelope) => string | null
  open: (digest: string) => Promise<AsyncIterable<Uint8Array> | null>
}>

const noAttachments: Attached = { fileIn: () => null, open: async () => null }

/** `lost`: digests of attachments that could not go along. */
export type Written = Readonly<{ head: LogHead; attachments: number; lost: readonly string[] }>

type Source = Readonly<{
  store: Pick<EventStore, 'readAll' | 'head'>
  /** What lies beside the log and goes along. */
  files: readonly BackupFile[]
  /** Which file a fact speaks of, and where its bytes are. */
  attachments?: Attached
  /** ISO, UTC. */
  madeAt: string
  /** Told after each page how many facts were written. */
  onFacts?: (facts: number) => void
}>

/**
 * Writes the log as it is at this moment into a new file, while others go on writing to the log: facts are only ever added, so
 * everything up to the present end is one consistent state. The chains and seals are checked on the way, because a backup that could
 * not be restored would be found out too late. A lost attachment is told and keeps nobody from saving the rest. `BackupFault` when they do not hold or the file cannot be written; then there is no file.
 */
export const writeBackup = async (path: string, source: Source): Promise<Written> => {
  const written = Promise.withResolvers<Written>()
  // Told by the failure of the file itself.
  written.promise.catch(() => {})
  // What goes wrong with the log arrives where the packed text is read.
  await writeNewFile(path, file =>
    file.writeFile(pipeline(Readable.from(backupText(source, written.resolve)), createGzip(), () => {})),
  )
  return written.promise
}

async function* backupText(
  { store, files, attachments = noAttachments, madeAt, onFacts }: Source,
  done: (written: Written) => void,
): AsyncGenerator<string> {
  const until = await store.head()
  const log = await digestOfLog(store)
  const sum = lineSum(log.name)
  const verification = newLogVerification(log.digest, { keys: 'any' })
  const summed = (lines: readonly string[]): string => {
    for (const line of lines) sum.add(line)
    return lines.map(line => `${line}\n`).join('')
  }
  const header: HeaderLine = { part: 'header', format: FORMAT, version: VERSION, digest: log.name, madeAt }
  yield summed([canonicalJson(header)])
  let facts = 0
  let last = null
  const mentioned = new Set<string>()
  for await (const page of until === null ? [] : feedPages(store)) {
    const wanted = page.filter(({ position }) => until !== null && position <= until)
    for (const { fact } of wanted) {
      verification.take(fact)
      const digest = attachments.fileIn(fact)
      if (digest !== null) mentioned.add(digest)
    }
    yield summed(wanted.map(({ fact }) => canonicalJson(fact)))
    facts += wanted.length
    last = wanted.at(-1)?.position ?? last
    onFacts?.(facts)
    if (last === until || wanted.length < page.length) break
  }
  const { head, breaks } = verification.result()
  if (last !== until)
    throw new BackupFault('refused', `日志读到第 ${facts} 条就没有了，末尾的记录不见了，没有备份。请用 verify 核查日志。`)
  const [found] = breaks
  if (found)
    throw new BackupFault(
      'refused',
      `日志没有通过核验，没有备份（“${found.stream}”第 ${found.revision} 条：${found.reason}）请停下服务，把整个数据目录另存一份，再用 restore 恢复以前的备份。`,
    )
  yield summed(files.flatMap(fileLines))
  // A file is on disk before the fact that speaks of it: all that these facts name is there by now.
  const lost: string[] = []
  for (const digest of mentioned) {
    const bytes = await attachments.open(digest)
    if (bytes) for await (const line of attachmentLines(digest, bytes)) yield summed([line])
    else lost.push(digest)
  }
  const end: EndLine = { part: 'end', facts, head: headText(head), sum: sum.hex() }
  yield `${canonicalJson(end)}\n`
  done({ head, attachments: mentioned.size - lost.length, lost })
}
