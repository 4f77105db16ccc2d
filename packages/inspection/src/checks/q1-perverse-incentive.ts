import type { Check } from '../finding.ts'
import { isRate, rowsOf, shown } from '../row.ts'

/** Q1: the more trouble there is, the better the score. */
export const perverseIncentive: Check = {
  rule: 'Q1',
  title: '指标不鼓励多发生坏事',
  basis: '审核实践：数量指标避免逆向激励',
  look: form =>
    rowsOf(form).flatMap(({ row, name, target }) => {
      const { op, unit, value } = target
      const isCount = value !== null && !isRate(unit) && (op === '>=' || op === '>')
      if (
        !isCount ||
        !/(?:争议|纠纷|投诉|信访|违法|违规|案件|事故|举报)/.test(name) ||
        !/处理|办理|代理|查处|受理|处置|调解|驻点|化解/.test(name)
      )
        return []
      return [
        {
          severity: 'info' as const,
          indicator: row.id,
          field: 'target',
          message: `“${row.name}”要求“${shown(target)}”：坏事发生得越多，得分越高。`,
          repair: '可改为比率（如办结率、化解率）或时效，不以发生数量为目标。',
        },
      ]
    }),
}
