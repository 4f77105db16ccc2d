import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { Form } from '@shenbao/form/form.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { DEFAULT_PACK_ID, policyReference } from '@shenbao/policy/packs.ts'
import type { ScoredBy } from '@shenbao/policy/scorability.ts'
import { countedBy, type RowScoring, scoringOfForm } from '@shenbao/policy/scoring-of-form.ts'
import type { ConsoleCommand } from '../console.ts'
import { packNamed, packUsage } from '../named-pack.ts'
import { readForms } from '../read-forms.ts'
import { table } from '../table.ts'

export const scoring: ConsoleCommand = {
  summary: '读一份申报表文件，逐行说明年末怎样计分、试算三种结果、还缺什么，不保存',
  usage: `用法：npx -y pnpm@12 shenbao scoring 文件 [--json] [--policy 政策包]\n${packUsage}，默认 ${DEFAULT_PACK_ID}`,
  run: async (args, { out, note }) => {
    const { policy, rest } = withoutPolicy(args)
    const pack = await packNamed(policy)
    const read = await readForms(rest, note)
    if (!read) return 2
    const scored = read.forms.map(form => ({ form, rows: scoringOfForm(form.indicators, pack, form.year) }))
    if (read.asJson) out(`${JSON.stringify(scored.map(asJson(pack)), null, 2)}\n`)
    else for (const { form, rows } of scored) out(reportOf(form, rows, pack))
    return 0
  },
}

/** `--policy X` or `--policy=X`; what remains is read as every command on a form reads it. */
const withoutPolicy = (args: readonly string[]): Readonly<{ policy: string; rest: readonly string[] }> => {
  const at = args.findIndex(arg => arg === '--policy' || arg.startsWith('--policy='))
  const given = args[at]
  if (given === undefined) return { policy: DEFAULT_PACK_ID, rest: args }
  const isJoined = given.includes('=')
  const policy = isJoined ? given.slice('--policy='.length) : (args[at + 1] ?? '')
  return { policy, rest: args.toSpliced(at, isJoined ? 1 : 2) }
}

type Scored = Readonly<{ form: Form; rows: readonly RowScoring[] }>

const asJson =
  (pack: PolicyPack) =>
  ({ form, rows }: Scored) => ({
    declaration: form.name,
    policy: policyReference(sm3, pack),
    counts: countedBy(rows),
    items: rows.map(({ indicator: { level1, level2, name, target, plan }, ...row }) => ({
      indicator: name,
      level1,
      level2,
      target,
      plan: plan ?? {},
      ...row,
    })),
  })

const titles: Readonly<Record<ScoredBy, string>> = {
  machine: '按数计分',
  'machine-when-met': '达到按数，未达到由人评判',
  person: '由人评判',
}

const reportOf = (form: Form, rows: readonly RowScoring[], pack: PolicyPack): string => {
  const counts = Object.entries(countedBy(rows)).map(([by, count]) => `${titles[by as ScoredBy]} ${count} 行`)
  const lines = rows.map(({ indicator, weight, isDefaultWeight, methodTitle, examples }) => [
    indicator.name,
    indicator.target,
    `${weight}${isDefaultWeight ? '*' : ''}`,
    methodTitle,
    examples.map(({ actual, score }) => `${actual} → ${score ?? '由人评判'}`).join('；'),
  ])
  const unproved = rows.filter(({ missing }) => missing.some(({ code }) => code === 'evidence')).length
  return (
    `\n${form.name ?? '（无项目名称）'}  ${counts.join(' · ')}\n` +
    `${table(['指标', '指标值', '分值', '计分方法', '试算'], lines, { right: [2] })}\n` +
    `* 分值未填，按政策包分配\n${rows.map(told).join('')}` +
    `${unproved === 0 ? '' : `没有约定佐证材料、数据来源或采集方法的有 ${unproved} 行，年末完成值难以证明\n`}政策包：${pack.title}\n`
  )
}

/** Evidence is wanting nearly everywhere, so it is said once and not with every row. */
const told = ({ indicator, sentence, missing }: RowScoring, row: number): string => {
  const wants = missing.filter(({ code }) => code !== 'evidence').map(({ message }) => `      缺  ${message}\n`)
  return `${String(row + 1).padStart(4)}  ${indicator.name}：${sentence}\n${wants.join('')}`
}
