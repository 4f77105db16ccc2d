import type { Form, Indicator } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import type { GoalMark } from '@shenbao/inspection/goal-marks.ts'
import { isMoney } from '@shenbao/inspection/row.ts'
import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Edit, EditedForm, RowKey } from '../editing/edits.ts'
import { placeOf } from './insertion.ts'
import type { SeenFinding } from './seen-findings.ts'

/** One click that mends it, as an act that Ctrl+Z takes back. `goTo` is where to go on writing, where something is left to write. */
export type Repair = Readonly<{ title: string; edits: readonly Edit[]; goTo?: RowKey }>

type Seen = Readonly<{ form: Form; edited: EditedForm; marks: readonly GoalMark[]; newKey: () => RowKey }>

/** Only where it is certain what is meant, or where each of two ways is offered; otherwise a person writes. */
export const repairsOf = (finding: SeenFinding, seen: Seen): readonly Repair[] => {
  const row = seen.form.indicators.find(({ id }) => id === finding.indicatorId)
  if (finding.rule === 'C1' && row) return percentFor(row)
  if (finding.rule === 'T1' && row) return sameBound(row, seen)
  return finding.rule === 'T2' && finding.field === 'annualGoal' ? rowFor(finding, seen) : []
}

const HUNDRED = decimal('100')

/** A rate up to 100 that lost its unit is one in percent. */
const percentFor = ({ id, name, target }: Indicator): readonly Repair[] => {
  const { value, unit, op } = parseTarget(target)
  if (op === 'text' || value === null || unit !== null || !/(?:率|满意度)$/.test(name.trim())) return []
  // A rate of one could as well be the whole of it: 1 for 100%.
  if (compare(decimal(value), decimal('1')) <= 0 || compare(decimal(value), HUNDRED) > 0) return []
  return [{ title: '补 %', edits: [targetEdit(id, target, `${target.trimEnd()}(%)`)] }]
}

/** 高于 95% in the goal and ≥95% in the row: either may be what is meant, and both are one character away. */
const sameBound = ({ id, target }: Indicator, { form, marks }: Seen): readonly Repair[] => {
  const own = parseTarget(target)
  const mark = marks.find(
    ({ state, indicatorIds }) => state === 'conflict' && indicatorIds.length === 1 && indicatorIds[0] === id,
  )
  const swap = bounds.find(({ goal, row }) => mark?.text.startsWith(goal) && own.op === row)
  if (!mark || !swap || own.value === null || !mark.text.replaceAll(',', '').includes(own.value.replace(/\.0+$/, ''))) return []
  const text = form.annualGoal
  const said = text.slice(0, mark.start) + swap.goalThen + text.slice(mark.start + swap.goal.length)
  const sign = /^\s*(?:≥|≤|>=|<=|>|<|＞|＜)/.exec(target)?.[0]
  return [
    {
      title: `正文改为“${swap.goalThen}”`,
      edits: [{ kind: 'field', field: 'annualGoal', from: text, to: said }],
    },
    ...(sign === undefined
      ? []
      : [{ title: `指标改为 ${swap.rowThen}`, edits: [targetEdit(id, target, swap.rowThen + target.slice(sign.length))] }]),
  ]
}

const bounds = [
  { goal: '高于', row: '>=', goalThen: '不低于', rowThen: '>' },
  { goal: '大于', row: '>=', goalThen: '不小于', rowThen: '>' },
  { goal: '超过', row: '>=', goalThen: '不低于', rowThen: '>' },
  { goal: '不低于', row: '>', goalThen: '高于', rowThen: '≥' },
  { goal: '低于', row: '<=', goalThen: '不高于', rowThen: '<' },
  { goal: '小于', row: '<=', goalThen: '不大于', rowThen: '<' },
  { goal: '不高于', row: '<', goalThen: '低于', rowThen: '≤' },
  { goal: '不超过', row: '<', goalThen: '低于', rowThen: '≤' },
] as const

/** A count that no row carries gets one, with its value in it: only the name is left to write. */
const rowFor = ({ message }: SeenFinding, { edited, marks, newKey }: Seen): readonly Repair[] => {
  const mark = marks.find(
    ({ state, text, indicatorIds }) => state === 'orphan' && indicatorIds.length === 0 && message.includes(`“${text}”`),
  )
  const counted = mark && /^\D*(\d[\d,]*(?:\.\d+)?)\s*(\D+)$/.exec(mark.text)
  if (!mark || !counted || /[%‰天时钟月以内]/.test(counted[2] ?? '') || isMoney(counted[2] ?? '')) return []
  const row = newKey()
  const levels = { level1: '产出指标', level2: '数量指标' }
  const contents = { ...levels, name: '', target: `=${counted[1]?.replaceAll(',', '')}(${counted[2]?.trim()})`, weight: null }
  return [{ title: '加一行数量指标', edits: [{ kind: 'add', row, after: placeOf(edited.rows, levels), contents }], goTo: row }]
}

const targetEdit = (row: RowKey, from: string, to: string): Edit => ({ kind: 'cell', row, field: 'target', from, to })
