import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { dossierReport } from '@shenbao/audit/dossier/dossier-report.ts'
import { nodeTools } from '@shenbao/audit/dossier/node-tools.ts'
import { unpackDossier } from '@shenbao/audit/dossier/unpack.ts'
import { verifyDossier } from '@shenbao/audit/dossier/verify-dossier.ts'
import { parseHead } from '@shenbao/audit/log-head.ts'
import { type PublicKey, parsePublicKeys, publicKeyText } from '@shenbao/audit/public-key.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { type ConsoleCommand, type ExitCode, Misused, type Terminal } from '../console.ts'
import { dataDirectory, withLogToRead } from '../data-directory.ts'
import { isSound, verifyReport } from '../verify-report.ts'

export const verify: ConsoleCommand = {
  summary: '核验日志或卷宗：逐条重算每一条记录的摘要链，核对每一枚封印',
  usage: [
    '用法：npx -y pnpm@12 shenbao verify [--data 目录] [--trust 摘要头] [--key 文件]',
    '　　　npx -y pnpm@12 shenbao verify 卷宗.zip [--trust 摘要头] [--key 文件]',
    '摘要头：以前核验时印出、保存在日志之外的那一行，如 412:66c7f0f4…',
    '文件：保存在日志之外的加封公钥，每行一把，如 ed25519:d75a9801…（init 和 seal 会印出）',
  ].join('\n'),
  run: async (args, terminal) => {
    const text = { type: 'string' } as const
    const options = { data: text, trust: text, key: text }
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [dossier, ...more] = positionals
    if (more.length > 0 || (dossier !== undefined && values.data !== undefined))
      throw new Misused('一次只能核验一份卷宗，或一个数据目录。')
    const head = values.trust === undefined ? null : parseHead(values.trust)
    if (values.trust !== undefined && !head)
      throw new Misused(`“${values.trust}”不是摘要头，应形如 412:66c7f0f4…（条数、冒号、64 位十六进制）。`)
    const keys = values.key === undefined ? 'first' : readPublicKeys(values.key)
    if (dossier !== undefined) return verifyFile(dossier, { head: values.trust ?? null, keys }, terminal)
    const verified = await withLogToRead(dataDirectory(values.data), async store => {
      const log = await digestOfLog(store)
      return { log, ...(await verifyLog(feedPages(store), log.digest, { head, keys })) }
    })
    terminal.out(verifyReport(verified, verified.log.name))
    return isSound(verified) ? 0 : 1
  },
}

type Outside = Readonly<{ head: string | null; keys: readonly PublicKey[] | 'first' }>

const verifyFile = async (file: string, { head, keys }: Outside, { out }: Terminal): Promise<ExitCode> => {
  const unpacked = unpackDossier(readBytes(file))
  if (!unpacked.ok) throw new Misused(`“${file}”：${unpacked.reason}`)
  const trusted = { head, keys: keys === 'first' ? null : keys.map(publicKeyText) }
  const verified = await verifyDossier(unpacked.files, nodeTools, trusted)
  out(dossierReport(verified))
  return verified.findings.length === 0 ? 0 : 1
}

const readPublicKeys = (file: string): readonly PublicKey[] => {
  const read = parsePublicKeys(readBytes(file).toString('utf8'))
  if (!read.ok)
    throw new Misused(`“${file}”中的“${read.unreadable}”不是公钥，应形如 ed25519:d75a9801… 或 sm2:0409f9df…，每行一把。`)
  if (read.keys.length === 0) throw new Misused(`“${file}”中没有公钥。`)
  return read.keys
}

const readBytes = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch {
    throw new Misused(`无法读取“${file}”。请写明要读的文件。`)
  }
}
