import { mkdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { keyIdOf, publicKeyText, type SignatureAlgorithm, signatureAlgorithms } from '@shenbao/audit/public-key.ts'
import { ensureSealKey, readSealKeyFile, SealKeyFault, sealPublicKeyFile } from '@shenbao/audit/seal-key-file.ts'
import { type SealOutcome, sealLog } from '@shenbao/audit/seal-log.ts'
import type { SigningKey } from '@shenbao/audit/signature.ts'
import { systemClock } from '@shenbao/server/clock.ts'
import { instantsOf } from '@shenbao/server/shipped.ts'
import { type ConsoleCommand, type ExitCode, Misused } from '../console.ts'
import { type LogPlace, logPlace, withLogToWrite } from '../log-place.ts'

export const seal: ConsoleCommand = {
  summary: '给日志加封：用密钥签下此刻全部记录的摘要',
  usage: [
    '用法：npx -y pnpm@12 shenbao seal [--data 目录] [--algorithm ed25519|sm2]',
    '请先停下服务（日志在日志服务器上时不必）。目录里还没有加封密钥时会新建一把（默认 ed25519）；公钥请抄存到系统以外，供 verify --key 使用。',
    '设了 EVENTSTOREDB_URL 时给日志服务器上的日志加封，--data 指密钥所在的目录；各台服务器共用的密钥用 SHENBAO_SEAL_KEY 写明。',
  ].join('\n'),
  run: async (args, terminal) => {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args: [...args], options: { data: text, algorithm: text } })
    const algorithm = signatureAlgorithms.find(known => known === (values.algorithm ?? 'ed25519'))
    if (!algorithm) throw new Misused(`没有“${values.algorithm}”这种签名算法，可用 ${signatureAlgorithms.join('、')}。`)
    const place = logPlace(values.data, terminal)
    return withLogToWrite<ExitCode>(place, async store => {
      try {
        const { key, kept } = keyOf(place, algorithm)
        const sealed = await sealLog({ store, log: await digestOfLog(store), key, now: instantsOf(systemClock(null)) })
        terminal.out(told(sealed, kept, key))
        return sealed.outcome === 'conflict' || (sealed.outcome === 'sealed' && sealed.breaks.length > 0) ? 1 : 0
      } catch (error) {
        if (!(error instanceof SealKeyFault)) throw error
        terminal.note(`${error.message}\n`)
        return 2
      }
    })
  },
}

/** The key that is named, else that of the directory, made if there is none; and where its public half is kept. */
const keyOf = ({ directory }: LogPlace, algorithm: SignatureAlgorithm): Readonly<{ key: SigningKey; kept: string }> => {
  const shared = process.env['SHENBAO_SEAL_KEY']
  if (!shared) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    return { key: ensureSealKey(directory, algorithm), kept: `，也写在 ${sealPublicKeyFile(directory)}` }
  }
  const key = readSealKeyFile(shared)
  if (!key) throw new SealKeyFault(`没有 SHENBAO_SEAL_KEY 所指的文件 ${shared}。请写对路径。`)
  return { key, kept: '' }
}

const told = (sealed: SealOutcome, kept: string, { publicKey }: SigningKey): string => {
  const key = `公钥 ${publicKeyText(publicKey)}（编号 ${keyIdOf(publicKey)}）${kept}。`
  if (sealed.outcome === 'conflict') return '没有加封：别的程序正在写入，请稍后再试。\n'
  if (sealed.outcome === 'nothing-new') return `没有新的记录需要加封。\n${key}\n`
  const { facts, sealedAt } = sealed.seal.statement
  const lines = [`已加封前 ${facts} 条记录（${sealedAt}）。`, key]
  if (sealed.breaks.length > 0)
    lines.push(`✗ 日志中有 ${sealed.breaks.length} 处与原来的记录不符，封印已写明断链的流数。请立即执行 shenbao verify 查明。`)
  return `${lines.join('\n')}\n`
}
