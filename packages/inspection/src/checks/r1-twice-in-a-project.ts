import type { Check } from '../finding.ts'
import { type Row, rowsOf, shown } from '../row.ts'

/** What may stand before a name without making it another matter. */
const GENERIC = /^(?:各|各类|各个|各子|全|全部|整体|总体|总|所有|本|项目|子)+$/

/** Shorter names are words torn off a table, or say too little to compare. */
const NAME_MIN = 4

const isSameMatter = (a: string, b: string): boolean => {
  if (a === b) return a.length >= NAME_MIN
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a]
  return shorter.length >= NAME_MIN && longer.endsWith(shorter) && GENERIC.test(longer.slice(0, -shorter.length))
}

/** R1: one matter with two targets in a project. */
export const twiceInAProject: Check = {
  rule: 'R1',
  title: '同一事项不设两个不同的指标值',
  basis: '审核实践：指标不重复、不矛盾',
  look: form => {
    const rows = rowsOf(form)
    return rows.flatMap((row, at) =>
      rows.slice(at + 1).flatMap(other => {
        if (isSameMatter(row.name, other.name)) return [spotted(row, other)]
        const [whole, part] = [row, other].sort((a, b) => b.row.name.length - a.row.name.length)
        return whole && part && isPartOf(whole.row.name, part.row.name) ? [contained(whole, part)] : []
      }),
    )
  },
}

const spotted = (row: Row, other: Row) => ({
  severity: 'warning' as const,
  indicator: other.row.id,
  field: 'target',
  message:
    shown(row.target) === shown(other.target)
      ? `“${other.row.name}”与“${row.row.name}”说的是同一件事，重复设置。`
      : `“${other.row.name}”写“${shown(other.target)}”，“${row.row.name}”写“${shown(row.target)}”：同一件事有两个指标值。`,
  repair: '请保留一行，或在名称中写明两者的区别。',
})

/** 发放及资格认证及时率 beside 资格认证及时率: the one is in the other already. */
const isPartOf = (whole: string, part: string): boolean =>
  part.length >= PART_MIN && whole.endsWith(part) && /[一-鿿]{2}(?:及|和|与|、|以及)$/.test(whole.slice(0, -part.length))

const PART_MIN = 6

const contained = (whole: Row, part: Row) => ({
  severity: 'warning' as const,
  indicator: part.row.id,
  field: 'name',
  message: `“${whole.row.name}”已经包含“${part.row.name}”，同一件事考核两次。`,
  repair: '请拆开两件事分别设置，或删去其中一行。',
})
