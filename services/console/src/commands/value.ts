import { parseArgs } from 'node:util'
import { parseTarget } from '@shenbao/form/target.ts'
import type { ConsoleCommand } from '../console.ts'
import { readAllText } from '../read-input.ts'

const kinds = { quantitative: '定量', qualitative: '定性' } as const

export const value: ConsoleCommand = {
  summary: '解析指标值：每行一个，从标准输入读',
  usage: '用法：echo "≥95.00(%)" | npx -y pnpm@12 shenbao value [--json]',
  run: async (args, { out, input }) => {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } })
    const lines = (await readAllText(input)).split(/\r?\n/)
    if (lines.at(-1) === '') lines.pop()
    for (const line of lines) {
      const target = parseTarget(line)
      const { raw, op, value: number, unit, kind, meaning } = target
      if (values.json) out(`${JSON.stringify({ raw, op, value: number, unit, kind, ...(meaning && { meaning }) })}\n`)
      else out(`${raw}\t${kinds[kind]}\t${op ?? '（空）'}\t${number ?? ''}\t${unit ?? ''}\n`)
    }
    return 0
  },
}
