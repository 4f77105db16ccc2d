import type { Basis } from '@shenbao/kernel/decider.ts'
import { compare, decimal, divide, multiply, round, subtract, sum, ZERO } from '@shenbao/kernel/decimal.ts'
import type { SelfEvaluation } from '@shenbao/policy/evaluation.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'
import { plain } from '@shenbao/policy/points.ts'
import type { ScoredEvaluation } from '@shenbao/policy/score.ts'

export const concernKinds = [
  'zero-budget',
  'over-spent',
  'low-execution',
  'budget-changed',
  'plausibility-red',
  'weights-not-100',
] as const

/** Something of a self-evaluation as a whole that a reviewer looks at; it refuses nothing. */
export type Concern = Readonly<{
  kind: (typeof concernKinds)[number]
  severity: 'error' | 'warning' | 'info'
  sentence: string
  basis: Basis
  /** A reason is wanted and none was written. */
  isUnexplained: boolean
}>

/**
 * What the money and the table as a whole give cause to look at. Money that is not filled in yet gives none. Much left over
 * (`plausibility-yellow`) is told as a graver `low-execution`: one matter, one sentence.
 */
export const concernsOf = (
  { budget }: SelfEvaluation,
  { execution, flags, rows }: ScoredEvaluation,
  pack: PolicyPack,
): readonly Concern[] => [
  ...(budget.annual === null || budget.executed === null
    ? []
    : moneyConcerns({ ...budget, annual: budget.annual, executed: budget.executed }, flags, pack)),
  ...(flags.includes('plausibility-red')
    ? [
        {
          kind: 'plausibility-red' as const,
          severity: 'error' as const,
          sentence: `指标得分率明显高于预算执行得分率（执行得 ${execution?.score ?? '—'} 分），花钱少而产出高，请核实完成值。`,
          basis: pack.plausibility.basis,
          isUnexplained: false,
        },
      ]
    : []),
  ...(flags.includes('weights-not-100')
    ? [
        {
          kind: 'weights-not-100' as const,
          severity: 'error' as const,
          sentence: `各项指标分值与预算执行率 ${pack.execution.weight} 分之和不是 100，现为 ${weightSum(rows, pack)}。`,
          basis: pack.weights.basis,
          isUnexplained: false,
        },
      ]
    : []),
]

type Filled = Readonly<{ initial: string | null; annual: string; executed: string; reason: string }>

const moneyConcerns = (
  { initial, annual, executed, reason }: Filled,
  flags: ScoredEvaluation['flags'],
  pack: PolicyPack,
): readonly Concern[] => {
  const [all, spent] = [decimal(annual), decimal(executed)]
  const isUnexplained = reason.trim() === ''
  const said = isUnexplained ? '未说明原因，请补充说明。' : `说明：${reason.trim()}`
  const { basis } = pack.execution
  const changed = initial !== null && compare(decimal(initial), all) !== 0
  const found: Concern[] = []
  if (compare(all, ZERO) === 0)
    found.push({ kind: 'zero-budget', severity: 'warning', sentence: `全年预算数为零。${said}`, basis, isUnexplained })
  if (compare(spent, all) > 0)
    found.push({
      kind: 'over-spent',
      severity: 'error',
      sentence: `全年执行数 ${executed} 超过全年预算数 ${annual}，请核实。${said}`,
      basis,
      isUnexplained,
    })
  else if (compare(all, ZERO) > 0 && compare(spent, multiply(decimal(pack.execution.reasonBelow), all)) < 0) {
    const much = flags.includes('plausibility-yellow')
    const left = plain(divide(multiply(subtract(all, spent), decimal('100')), all, 2))
    const rate = plain(divide(multiply(spent, decimal('100')), all, 2))
    found.push({
      kind: 'low-execution',
      severity: much ? 'warning' : 'info',
      sentence: `预算执行率 ${rate}%，${much ? `未执行 ${left}%，提请关注。` : `低于 ${percent(pack.execution.reasonBelow)}。`}${said}`,
      basis: much ? pack.plausibility.basis : basis,
      isUnexplained,
    })
  }
  if (changed)
    found.push({
      kind: 'budget-changed',
      severity: isUnexplained ? 'warning' : 'info',
      sentence: `年初预算数 ${initial}，全年预算数 ${annual}，年中有调整。${said}`,
      basis,
      isUnexplained,
    })
  return found
}

const percent = (share: string): string => `${plain(round(multiply(decimal(share), decimal('100')), 2))}%`

const weightSum = (rows: ScoredEvaluation['rows'], pack: PolicyPack): string =>
  plain(sum([decimal(pack.execution.weight), ...rows.map(({ weight }) => decimal(weight))]))
