import { parseArgs } from 'node:util'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { differencesBetween } from '@shenbao/policy/diff-packs.ts'
import { packSchema } from '@shenbao/policy/pack-schema.ts'
import { findPack, packIds, policyReference } from '@shenbao/policy/packs.ts'
import type { ConsoleCommand, ExitCode, Terminal } from '../console.ts'
import { Misused } from '../console.ts'
import { basePack, packNamed, packUsage, problemLines, readPackFile } from '../named-pack.ts'
import { table } from '../table.ts'

export const policy: ConsoleCommand = {
  summary: '政策包：列出，比较，核对一个政策包文件，给出文件格式（JSON Schema）',
  usage: `用法：npx -y pnpm@12 shenbao policy list [--json]
      npx -y pnpm@12 shenbao policy diff 政策包 政策包 [--json]
      npx -y pnpm@12 shenbao policy check 政策包文件.json [--json]    有错误时退出码为 1
      npx -y pnpm@12 shenbao policy schema
${packUsage}。`,
  run: async (args, { out }) => {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    const [what, from, to] = positionals
    const json = values.json === true
    switch (what) {
      case 'list':
        return list(out, json)
      case 'diff':
        if (from === undefined || to === undefined) throw new Misused('请写明 diff 和要比较的两个政策包。')
        return diff(out, json, from, to)
      case 'check':
        if (from === undefined) throw new Misused('请写明要核对的政策包文件。')
        return check(out, json, from)
      case 'schema':
        out(`${JSON.stringify(packSchema(), null, 2)}\n`)
        return 0
      default:
        throw new Misused('请写明 list、diff、check 或 schema。')
    }
  },
}

type Out = Terminal['out']

const list = (out: Out, json: boolean): ExitCode => {
  const packs = packIds.flatMap(id => {
    const pack = findPack(id)
    return pack ? [{ ...policyReference(sm3, pack), title: pack.title }] : []
  })
  out(
    json
      ? `${JSON.stringify(packs, null, 2)}\n`
      : table(
          ['政策包', '版本', '名称', '摘要'],
          packs.map(pack => [pack.id, String(pack.version), pack.title, pack.digest.slice(0, 16)]),
        ),
  )
  return 0
}

const diff = async (out: Out, json: boolean, from: string, to: string): Promise<ExitCode> => {
  const found = differencesBetween(await packNamed(from), await packNamed(to))
  if (json) out(`${JSON.stringify(found, null, 2)}\n`)
  else if (found.length === 0) out('两个政策包的数字和选择完全相同。\n')
  else {
    out(
      table(
        ['项目', from, to],
        found.map(one => [one.path, one.from, one.to]),
      ),
    )
    const groups = new Map(found.map(({ path, basis }) => [path.split('.')[0] ?? path, basis]))
    for (const [group, basis] of groups) out(`\n${group}\n  ${from}：${basis.from}\n  ${to}：${basis.to}\n`)
  }
  return 0
}

const check = async (out: Out, json: boolean, file: string): Promise<ExitCode> => {
  const read = await readPackFile(file)
  if ('problems' in read) {
    if (json) out(`${JSON.stringify({ problems: read.problems }, null, 2)}\n`)
    else out(`${read.problems.length} 处要改正：\n${problemLines(read.problems)}\n`)
    return 1
  }
  const { pack, taken } = read
  if (json) out(`${JSON.stringify({ problems: [], policy: policyReference(sm3, pack), taken }, null, 2)}\n`)
  else {
    out(`没有错误：${pack.id} 第 ${pack.version} 版，${pack.title}\n摘要 ${policyReference(sm3, pack).digest}\n`)
    if (taken.length > 0) out(`没有写、照用 ${basePack().id} 的组：${taken.join('、')}\n`)
  }
  return 0
}
