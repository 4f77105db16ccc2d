import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Check } from '../finding.ts'
import { type Row, rowsOf, shown } from '../row.ts'

/** R2: the same indicator with another target in another project of the unit. Often right, and worth a sentence. */
export const acrossProjects: Check = {
  rule: 'R2',
  title: '同名指标在各项目中的指标值一致',
  basis: '审核实践：同一单位同名指标口径一致',
  look: (form, { others }) =>
    rowsOf(form).flatMap(row => {
      const differing = others.flatMap(other =>
        rowsOf(other)
          .filter(candidate => candidate.name === row.name && differs(candidate, row))
          .map(candidate => `“${other.name ?? '（无名称）'}”为“${shown(candidate.target)}”`),
      )
      if (differing.length === 0) return []
      return [
        {
          severity: 'info' as const,
          indicator: row.row.id,
          field: 'target',
          message: `“${row.row.name}”在本项目为“${shown(row.target)}”，在${differing.slice(0, NAMED_MOST).join('，')}${differing.length > NAMED_MOST ? `等 ${differing.length} 个项目不同` : ''}。`,
          repair: '请核对口径；要求确有不同的，可在名称中写明。',
        },
      ]
    }),
}

const NAMED_MOST = 3

const differs = ({ target: a }: Row, { target: b }: Row): boolean =>
  a.value !== null && b.value !== null && a.unit === b.unit && compare(decimal(a.value), decimal(b.value)) !== 0
