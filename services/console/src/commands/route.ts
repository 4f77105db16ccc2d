import { parseArgs } from 'node:util'
import type { ConsoleCommand, ExitCode, Terminal } from '../console.ts'
import { Misused } from '../console.ts'
import { routeCheck } from './route-check.ts'
import { routePreview } from './route-preview.ts'
import { routeShow } from './route-show.ts'

/** What may be asked of a route. `what` is the file or the id that follows. */
export type RouteAnswer = Readonly<{ what: string | undefined; json: boolean; data: string | undefined; terminal: Terminal }>

const answers: Readonly<Record<string, (asked: RouteAnswer) => Promise<ExitCode>>> = {
  check: routeCheck,
  show: routeShow,
  preview: routePreview,
}

export const route: ConsoleCommand = {
  summary: '流程：查验一个定义、显示自带和已发布的流程、预演在办申报换用新定义',
  usage: `用法：npx -y pnpm@12 shenbao route check 文件 [--json]
      npx -y pnpm@12 shenbao route show [流程或流程@版本] [--data 目录] [--json]
      npx -y pnpm@12 shenbao route preview 文件 [--data 目录] [--json]
check：有错误时退出码为 1；--json 输出查验结果的数组，每项含 code、severity、stage、message、path。
show：不写流程时列出全部；写了 --data 时连同日志里已发布的流程。
preview：只读，把日志里在办的每份申报按新定义重走一遍，说明各到哪个环节、谁会走不通（退出码 1）。`,
  run: async (args, terminal) => {
    const options = { json: { type: 'boolean' }, data: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [name = '', what] = positionals
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined
    if (!answer) throw new Misused(name === '' ? '请写明 check、show 或 preview。' : `没有“route ${name}”。`)
    return answer({ what, json: values.json === true, data: values.data, terminal })
  },
}
