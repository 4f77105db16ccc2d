import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { headText, parseHead } from '@shenbao/audit/log-head.ts'
import { type LogVerified, verifyLog } from '@shenbao/audit/verify-log.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { type ConsoleCommand, Misused } from '../console.ts'
import { dataDirectory, withLogToRead } from '../data-directory.ts'

export const verify: ConsoleCommand = {
  summary: '核验日志：逐条重算每一条记录的摘要链',
  usage:
    '用法：npx -y pnpm@12 shenbao verify [--data 目录] [--trust 摘要头]\n摘要头：以前核验时印出、保存在日志之外的那一行，如 412:66c7f0f4…',
  run: async (args, { out }) => {
    const options = { data: { type: 'string' }, trust: { type: 'string' } } as const
    const { values } = parseArgs({ args: [...args], options })
    const trusted = values.trust === undefined ? null : parseHead(values.trust)
    if (values.trust !== undefined && !trusted)
      throw new Misused(`“${values.trust}”不是摘要头，应形如 412:66c7f0f4…（条数、冒号、64 位十六进制）。`)
    const verified = await withLogToRead(dataDirectory(values.data), async store => {
      const { digest } = await digestOfLog(store)
      return verifyLog(feedPages(store), digest, trusted)
    })
    out(report(verified))
    return verified.breaks.length > 0 || verified.trust?.kept === false ? 1 : 0
  },
}

const report = ({ facts, streams, head, breaks, trust }: LogVerified): string => {
  const lines = [`共 ${facts} 条记录，${streams} 条流。`]
  for (const { stream, revision, reason } of breaks.slice(0, 20)) lines.push(`✗ ${stream} 第 ${revision} 条：${reason}`)
  if (breaks.length > 20) lines.push(`……另有 ${breaks.length - 20} 处。`)
  if (breaks.length === 0) lines.push('✓ 每条流的摘要链都接得上。', `摘要头 ${headText(head)}`)
  if (trust?.kept === true) lines.push('✓ 与所信任的摘要头一致：那时的记录一条未改。')
  if (trust?.kept === false) lines.push(`✗ ${trust.reason}`)
  if (trust === null && breaks.length === 0)
    lines.push('没有给出日志之外保存的摘要头（--trust），所以无法知道：末尾的记录是否被整段删去，或整个日志是否被人重建。')
  return `${lines.join('\n')}\n`
}
