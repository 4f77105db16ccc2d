import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { keyIdOf, publicKeyText, signatureAlgorithms } from '@shenbao/audit/public-key.ts'
import { ensureSealKey, SealKeyFault, sealPublicKeyFile } from '@shenbao/audit/seal-key-file.ts'
import { type SealOutcome, sealLog } from '@shenbao/audit/seal-log.ts'
import type { SigningKey } from '@shenbao/audit/signature.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { systemClock } from '@shenbao/server/clock.ts'
import { logFile } from '@shenbao/server/data-files.ts'
import { type ConsoleCommand, Misused } from '../console.ts'
import { dataDirectory } from '../data-directory.ts'

export const seal: ConsoleCommand = {
  summary: '给日志加封：用密钥签下此刻全部记录的摘要',
  usage: [
    '用法：npx -y pnpm@12 shenbao seal [--data 目录] [--algorithm ed25519|sm2]',
    '请先停下服务。目录里还没有加封密钥时会新建一把（默认 ed25519）；公钥请抄存到系统以外，供 verify --key 使用。',
  ].join('\n'),
  run: async (args, { out, note }) => {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args: [...args], options: { data: text, algorithm: text } })
    const algorithm = signatureAlgorithms.find(known => known === (values.algorithm ?? 'ed25519'))
    if (!algorithm) throw new Misused(`没有“${values.algorithm}”这种签名算法，可用 ${signatureAlgorithms.join('、')}。`)
    const directory = dataDirectory(values.data)
    if (!existsSync(logFile(directory))) throw new Misused(`“${directory}”里没有日志（log.sqlite）。请用 --data 写明数据目录。`)
    const store = openSqliteEventStore(logFile(directory))
    try {
      const key = ensureSealKey(directory, algorithm)
      const clock = systemClock(null)
      const now = () => ({ today: clock.today(), recordedAt: clock.now().toISOString() })
      const sealed = await sealLog({ store, log: await digestOfLog(store), key, now })
      out(told(sealed, directory, key))
      return sealed.outcome === 'conflict' || (sealed.outcome === 'sealed' && sealed.breaks.length > 0) ? 1 : 0
    } catch (error) {
      if (!(error instanceof SealKeyFault)) throw error
      note(`${error.message}\n`)
      return 2
    } finally {
      await store.close()
    }
  },
}

const told = (sealed: SealOutcome, directory: string, { publicKey }: SigningKey): string => {
  const key = `公钥 ${publicKeyText(publicKey)}（编号 ${keyIdOf(publicKey)}），也写在 ${sealPublicKeyFile(directory)}。`
  if (sealed.outcome === 'conflict') return '没有加封：别的程序正在写入，请稍后再试。\n'
  if (sealed.outcome === 'nothing-new') return `没有新的记录需要加封。\n${key}\n`
  const { facts, sealedAt } = sealed.seal.statement
  const lines = [`已加封前 ${facts} 条记录（${sealedAt}）。`, key]
  if (sealed.breaks.length > 0)
    lines.push(`✗ 日志中有 ${sealed.breaks.length} 处与原来的记录不符，封印已写明断链的流数。请立即执行 shenbao verify 查明。`)
  return `${lines.join('\n')}\n`
}
