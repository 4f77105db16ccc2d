import { clausesOf } from '../claims.ts'
import type { Check } from '../finding.ts'
import { likeness } from '../likeness.ts'
import { plainName, rowsOf } from '../row.ts'

const WHEN =
  /(?:第?[一二三四1-4]季度|上半年|下半年|(?:1[0-2]|[1-9])月(?:底|末|中旬|上旬|下旬|份|\d{1,2}日)?(?:前|底前)?|年中|年底前?)/
/** So much of the row's name has to stand in the clause. */
const ALIKE = 0.45

/** P1: the goal says when, and the row on its timeliness does not. */
export const dateInText: Check = {
  rule: 'P1',
  title: '目标写明的时间落在时效指标中',
  basis: '审核实践：时效指标写明完成时间',
  look: form => {
    const timely = rowsOf(form).filter(
      ({ level2, target }) => level2 === '时效指标' && !WHEN.test(target.raw) && target.meaning?.kind !== 'by-date',
    )
    return clausesOf(form.annualGoal).flatMap(clause => {
      const when = WHEN.exec(clause)?.[0]
      if (when === undefined) return []
      const [best] = timely
        .map(row => ({ row, likeness: likeness(row.name, plainName(clause)) }))
        .filter(found => found.likeness >= ALIKE)
        .sort((a, b) => b.likeness - a.likeness)
      if (!best) return []
      return [
        {
          severity: 'warning' as const,
          indicator: best.row.row.id,
          field: 'target',
          message: `目标写明“${when}”（${clause.slice(0, 30)}），时效指标“${best.row.row.name}”没有写时间。`,
          repair: '请在时效指标中写明完成时间，例如“2026年6月30日前”。',
        },
      ]
    })
  },
}
