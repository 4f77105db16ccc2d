import { parseArgs } from 'node:util'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { readSelfEvaluation } from '@shenbao/policy/evaluation.ts'
import { DEFAULT_PACK_ID, packIds, policyReference } from '@shenbao/policy/packs.ts'
import { type ScoredEvaluation, scoreSelfEvaluation } from '@shenbao/policy/score.ts'
import type { ConsoleCommand } from '../console.ts'
import { Misused } from '../console.ts'
import { packNamed } from '../named-pack.ts'
import { readNamedFile } from '../read-input.ts'
import { table } from '../table.ts'

export const score: ConsoleCommand = {
  summary: '给一份自评表打分，每一分都写出算式',
  usage: `用法：npx -y pnpm@12 shenbao score 自评表.json [--json] [--policy 政策包]\n政策包：${packIds.join('、')}（默认 ${DEFAULT_PACK_ID}），或政策包文件`,
  run: async (args, { out, note }) => {
    const options = { json: { type: 'boolean' }, policy: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const pack = await packNamed(values.policy ?? DEFAULT_PACK_ID)
    if (positionals.length > 1) throw new Misused(`一次只给一份自评表打分，多出了“${positionals[1]}”。`)
    const read = readSelfEvaluation(parseJson(await readNamedFile(positionals[0])))
    if ('problems' in read) {
      note(
        `这份自评表读不了，请先改正：\n${read.problems.map(({ path, message }) => `  ${path || '整份文件'}：${message}\n`).join('')}`,
      )
      return 2
    }
    const scored = scoreSelfEvaluation(read.evaluation, pack)
    if (values.json) out(`${JSON.stringify({ ...scored, policy: policyReference(sm3, pack) }, null, 2)}\n`)
    else out(receipt(scored, pack.title))
    return 0
  },
}

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes))
  } catch {
    throw new Misused('文件不是合法的 JSON，请检查括号、引号和逗号。')
  }
}

const receipt = ({ total, grade, execution, rows, flags }: ScoredEvaluation, policy: string): string => {
  const lines = rows.map(row => [row.name, row.weight, row.score ?? '待定', row.formula, row.flags.join(' ')])
  const money =
    execution === null
      ? []
      : [['预算执行率', execution.weight, execution.score ?? '待定', execution.formula, execution.flags.join(' ')]]
  const sum = total === null ? '总分待定：有指标需要人来判断' : `总分 ${total}，等级 ${grade}`
  return `${table(['指标', '分值', '得分', '算法', '提示'], [...money, ...lines])}\n${sum}${flags.length > 0 ? `（${flags.join(' ')}）` : ''}\n政策包：${policy}\n`
}
