import { schemes } from '@shenbao/form/scheme.ts'
import type { Check, Spotted } from '../finding.ts'
import { type Row, rowsOf } from '../row.ts'

const branches = [...schemes['2015'], ...schemes['2021']]
const repair = '请对照原件核对这一行的一级、二级指标。'

const misplaced = ({ row, level1, level2 }: Row): string | null => {
  if (row.flags.includes('level-conflict')) return `“${row.name}”：原件印出的一级指标与二级指标不相配。`
  if (level1 === '' || level2 === '') return `“${row.name}”没有写明一级或二级指标。`
  // Several kinds printed in one cell (社会、经济、生态效益) still say whose they are.
  const namesIts = level2.includes(level1.replace(/指标$/, ''))
  const fits = namesIts || branches.some(branch => branch.level1 === level1 && branch.level2.includes(level2))
  return fits ? null : `“${level2}”不属于“${level1}”（“${row.name}”）。`
}

/**
 * L1: a row stands under labels that belong together. What page breaks and merged cells took from the file, and the reader put back
 * from what stands around it, is named once for the whole form: it is mostly right, and a finding a row would be read by nobody.
 */
export const levels: Check = {
  rule: 'L1',
  title: '一级、二级指标对应，没有版式损坏',
  basis: '财预〔2015〕88号、财预〔2021〕101号：绩效指标体系的层级',
  look: form => {
    const rows = rowsOf(form)
    const wrong = rows.flatMap(row => {
      const message = misplaced(row)
      return message === null
        ? []
        : [{ row, spotted: { severity: 'warning' as const, indicator: row.row.id, field: 'level2', message, repair } }]
    })
    const restored = rows.filter(({ row }) =>
      row.flags.some(flag => flag === 'level-inferred' || flag === 'split-row' || flag === 'shifted-row'),
    )
    const others = restored.filter(row => !wrong.some(found => found.row === row))
    return [...wrong.map(({ spotted }) => spotted), ...inOne(others)]
  },
}

const NAMED_MOST = 3

const inOne = (rows: readonly Row[]): readonly Spotted[] =>
  rows.length === 0
    ? []
    : [
        {
          severity: 'info',
          field: 'indicators',
          message: `有 ${rows.length} 行在原件中被分页或合并单元格拆开，已按上下文放回：${rows
            .slice(0, NAMED_MOST)
            .map(({ row }) => `“${row.name}”`)
            .join('、')}${rows.length > NAMED_MOST ? '等' : ''}。`,
          repair: '请对照原件核对这些行的一级、二级指标和指标值。',
        },
      ]
