import { closeSync, openSync, readSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { brokenFiles, brokenSentence } from '@shenbao/attachments/check-files.ts'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { dossierReport } from '@shenbao/audit/dossier/dossier-report.ts'
import { nodeTools } from '@shenbao/audit/dossier/node-tools.ts'
import { unpackDossier } from '@shenbao/audit/dossier/unpack.ts'
import { verifyDossier } from '@shenbao/audit/dossier/verify-dossier.ts'
import { headText, type LogHead } from '@shenbao/audit/log-head.ts'
import { type PublicKey, publicKeyText } from '@shenbao/audit/public-key.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import { checkBackup } from '@shenbao/backup/check-backup.ts'
import { evidenceOnRecord } from '@shenbao/declaration/evidence-on-record.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { type ConsoleCommand, type ExitCode, Misused, type Terminal } from '../console.ts'
import { attachmentsOf, gatheringFiles } from '../files-on-record.ts'
import { placeOfLogAlone, withLogToRead } from '../log-place.ts'
import { progressNote } from '../progress-note.ts'
import { readBytes, readHead, readPublicKeys } from '../trusted-outside.ts'
import { filesReport, isSound, verifyReport } from '../verify-report.ts'

export const verify: ConsoleCommand = {
  summary: '核验日志、备份或卷宗：逐条重算每一条记录的摘要链，核对每一枚封印和每一份佐证材料',
  usage: [
    '用法：npx -y pnpm@12 shenbao verify [--data 目录] [--trust 摘要头] [--key 文件]',
    '　　　npx -y pnpm@12 shenbao verify 卷宗.zip [--trust 摘要头] [--key 文件]',
    '　　　npx -y pnpm@12 shenbao verify 备份文件 [--trust 摘要头] [--key 文件]',
    '摘要头：以前核验时印出、保存在日志之外的那一行，如 412:66c7f0f4…',
    '文件：保存在日志之外的加封公钥，每行一把，如 ed25519:d75a9801…（init 和 seal 会印出）',
    '设了 EVENTSTOREDB_URL 时核验日志服务器上的日志，此时不能再写 --data。',
  ].join('\n'),
  run: async (args, terminal) => {
    const text = { type: 'string' } as const
    const options = { data: text, trust: text, key: text }
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [file, ...more] = positionals
    if (more.length > 0 || (file !== undefined && values.data !== undefined))
      throw new Misused('一次只能核验一份卷宗、一份备份，或一个数据目录。')
    const head = readHead(values.trust)
    const keys = values.key === undefined ? 'first' : readPublicKeys(values.key)
    if (file !== undefined)
      return isBackup(file) ? verifyBackup(file, { head, keys }, terminal) : verifyFile(file, { head, keys }, terminal)
    const place = placeOfLogAlone(values.data)
    const evidence = evidenceOnRecord()
    const verified = await withLogToRead(place, async store => {
      const log = await digestOfLog(store)
      return { log, ...(await verifyLog(gatheringFiles(feedPages(store), evidence), log.digest, { head, keys })) }
    })
    const files = evidence.files()
    const broken = await brokenFiles(attachmentsOf(place.directory, verified.log.name), files)
    terminal.out(`${verifyReport(verified, verified.log.name)}${filesReport(files.length, broken.map(brokenSentence))}`)
    return isSound(verified) && broken.length === 0 ? 0 : 1
  },
}

type Outside = Readonly<{ head: LogHead | null; keys: readonly PublicKey[] | 'first' }>

const verifyFile = async (file: string, { head, keys }: Outside, { out }: Terminal): Promise<ExitCode> => {
  const unpacked = unpackDossier(readBytes(file))
  if (!unpacked.ok) throw new Misused(`“${file}”：${unpacked.reason}`)
  const trusted = { head: head && headText(head), keys: keys === 'first' ? null : keys.map(publicKeyText) }
  const verified = await verifyDossier(unpacked.files, nodeTools, trusted, unpacked.attachments)
  out(dossierReport(verified))
  return verified.findings.length === 0 ? 0 : 1
}

/** A backup is gzip'd, a dossier is a zip. */
const isBackup = (file: string): boolean => {
  const start = new Uint8Array(2)
  try {
    const descriptor = openSync(file, 'r')
    try {
      readSync(descriptor, start, 0, start.length, 0)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // Told by whoever reads it whole.
    return false
  }
  return start[0] === 0x1f && start[1] === 0x8b
}

const verifyBackup = async (file: string, outside: Outside, terminal: Terminal): Promise<ExitCode> => {
  const progress = progressNote(terminal)
  const { log, digest, madeAt, attachments } = await checkBackup(file, outside, (facts, of) =>
    progress('正在核验备份', facts, of),
  )
  terminal.out(`备份于 ${madeAt}，文件完整，附件 ${attachments.size} 个，都与摘要相符。\n${verifyReport(log, digest.name)}`)
  return isSound(log) ? 0 : 1
}
