import { parseArgs } from 'node:util'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { differencesBetween } from '@shenbao/policy/diff-packs.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { findPack, packIds, policyReference } from '@shenbao/policy/packs.ts'
import type { ConsoleCommand } from '../console.ts'
import { Misused } from '../console.ts'
import { table } from '../table.ts'

export const policy: ConsoleCommand = {
  summary: '政策包：列出，或比较两个政策包的数字和选择',
  usage: '用法：npx -y pnpm@12 shenbao policy list [--json]\n      npx -y pnpm@12 shenbao policy diff 政策包 政策包 [--json]',
  run: async (args, { out }) => {
    const { values, positionals } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } }, allowPositionals: true })
    const [what, from, to] = positionals
    if (what === 'list') {
      const packs = packIds.map(packNamed).map(pack => ({ ...policyReference(sm3, pack), title: pack.title }))
      out(
        values.json
          ? `${JSON.stringify(packs, null, 2)}\n`
          : table(
              ['政策包', '版本', '名称', '摘要'],
              packs.map(pack => [pack.id, String(pack.version), pack.title, pack.digest.slice(0, 16)]),
            ),
      )
      return 0
    }
    if (what !== 'diff' || from === undefined || to === undefined) throw new Misused('请写明 list，或 diff 和两个政策包的编号。')
    const found = differencesBetween(packNamed(from), packNamed(to))
    if (values.json) out(`${JSON.stringify(found, null, 2)}\n`)
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
  },
}

const packNamed = (id: string): PolicyPack => {
  const pack = findPack(id)
  if (!pack) throw new Misused(`没有政策包“${id}”。现有：${packIds.join('、')}。`)
  return pack
}
