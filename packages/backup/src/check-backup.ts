import type { LogDigest } from '@shenbao/audit/begin-log.ts'
import type { DigestName } from '@shenbao/audit/log-begun.ts'
import { headText } from '@shenbao/audit/log-head.ts'
import { type LogVerification, type LogVerified, newLogVerification, type Trusted } from '@shenbao/audit/log-verification.ts'
import { digestNamed } from '@shenbao/audit/node-digest.ts'
import { BackupFault } from './backup-fault.ts'
import { type BackupFile, byteSum, lineSum } from './backup-lines.ts'
import { readBackup } from './read-backup.ts'

export type CheckedBackup = Readonly<{
  madeAt: string
  digest: LogDigest
  log: LogVerified
  files: readonly BackupFile[]
  /** Digests of the attachments in it, each found to be what its name says. */
  attachments: ReadonlySet<string>
  /** Names this very backup: the digest over all its lines. */
  sum: string
  /** The digest over the texts of the facts in their order: what a log restored from it must have as well. */
  order: string
}>

export type Progress = (facts: number, of: number | null) => void

const PROGRESS_FACTS = 1_000

/**
 * Reads a backup to its end and checks everything that can be checked without another log: that it is whole, that every line is what
 * was written, chains, seals, and whatever is trusted from outside. Damage is a `BackupFault`; breaks of the chains, seals and trust
 * stand in `log`, as `verifyLog` tells them. Memory grows with the ids of the facts, not with the facts.
 */
export const checkBackup = async (path: string, trusted: Trusted = {}, progress?: Progress): Promise<CheckedBackup> => {
  let madeAt = ''
  let digest: LogDigest = { name: 'sm3', digest: digestNamed('sm3') }
  let verification = newLogVerification(digest.digest, trusted)
  let order = lineSum('sm3')
  let facts = 0
  const ids = new Set<string>()
  const files = new Map<string, Uint8Array[]>()
  const attachments = attachmentsInTurn(() => digest.name)
  const parts = withFirstBreak(readBackup(path), () => verification)
  for await (const part of parts) {
    if (part.part === 'header') {
      const { digest: name } = part.header
      madeAt = part.header.madeAt
      digest = { name, digest: digestNamed(name) }
      verification = newLogVerification(digest.digest, trusted)
      order = lineSum(name)
    } else if (part.part === 'fact') {
      const { fact, text, line } = part
      // No log takes an id twice: found here, before anything is stored.
      if (ids.has(fact.id)) throw new BackupFault('refused', `备份文件第 ${line} 行的记录编号 ${fact.id} 已经用过。${anotherOne}`)
      ids.add(fact.id)
      verification.take(fact)
      order.add(text)
      facts += 1
      if (facts % PROGRESS_FACTS === 0) progress?.(facts, null)
    } else if (part.part === 'file') {
      files.set(part.name, [...(files.get(part.name) ?? []), part.bytes])
    } else if (part.part === 'attachment') {
      attachments.take(part)
    } else {
      const log = verification.result()
      if (log.breaks.length === 0 && headText(log.head) !== part.end.head)
        throw new BackupFault('refused', `备份文件结尾所记的摘要头与其中的记录不符：有记录被改动过。${anotherOne}`)
      const whole = [...files].map(([name, pieces]) => ({ name, bytes: Buffer.concat(pieces) }))
      return { madeAt, digest, log, files: whole, attachments: attachments.whole(), sum: part.end.sum, order: order.hex() }
    }
  }
  throw new TypeError('a backup was read to its end and had none')
}

/** Attachments come in pieces, one after the other; each is finished when the next one begins. */
const attachmentsInTurn = (digestName: () => DigestName) => {
  const whole = new Set<string>()
  let current: Readonly<{ digest: string; sum: ReturnType<typeof byteSum> }> | null = null
  const finish = (): void => {
    if (!current) return
    const { digest, sum } = current
    if (whole.has(digest)) throw new BackupFault('refused', `备份文件里的附件 ${digest} 写了两次。${anotherOne}`)
    if (sum.hex() !== digest) throw new BackupFault('refused', `备份文件里的附件 ${digest} 与它的摘要不符。${anotherOne}`)
    whole.add(digest)
  }
  return {
    take: ({ digest, bytes }: Readonly<{ digest: string; bytes: Uint8Array }>): void => {
      if (current?.digest !== digest) {
        finish()
        current = { digest, sum: byteSum(digestName()) }
      }
      current.sum.add(bytes)
    },
    whole: (): ReadonlySet<string> => {
      finish()
      return whole
    },
  }
}

const anotherOne = '文件可能被改动过，请换一份完好的备份。'

/** A damaged file is told with the first fact that does not fit: there somebody may look. */
async function* withFirstBreak<Part>(parts: AsyncIterable<Part>, verification: () => LogVerification): AsyncGenerator<Part> {
  try {
    yield* parts
  } catch (fault) {
    const [found] = fault instanceof BackupFault ? verification().result().breaks : []
    if (!(fault instanceof BackupFault) || !found) throw fault
    const place = `“${found.stream}”第 ${found.revision} 条：${found.reason}`
    throw new BackupFault(fault.kind, `${fault.message}\n第一处不符的记录：${place}`, { cause: fault })
  }
}

/** Refuses what must not be restored: the first break, or what was trusted and does not hold. */
export const refuseUnsound = ({ log: { breaks, trust, seals } }: CheckedBackup): void => {
  const [found] = breaks
  if (found)
    throw new BackupFault('refused', `备份没有通过核验：“${found.stream}”第 ${found.revision} 条：${found.reason}${anotherOne}`)
  for (const held of [trust, seals.trust])
    if (held?.kept === false) throw new BackupFault('refused', `备份没有通过核验：${held.reason}`)
}
