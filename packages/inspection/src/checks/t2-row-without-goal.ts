import { compact } from '@shenbao/form/fold-text.ts'
import type { Check } from '../finding.ts'
import { rowsOf } from '../row.ts'

/** With fewer rows a name is a detail that a goal may leave out. */
const ROWS_MIN = 3

/** T2, the other way round: several rows speak of something with a name of its own (in quotes) that the goals never mention. */
export const rowWithoutGoal: Check = {
  rule: 'T2',
  title: '成组的指标在目标中有交代',
  basis: '财预〔2015〕88号：绩效指标应当与绩效目标相对应',
  look: form => {
    const goals = compact(form.annualGoal + form.overallGoal)
    if (goals === '') return []
    const named = rowsOf(form).flatMap(({ row }) =>
      [...new Set([...compact(row.name).matchAll(/[“"『「]([^”"』」]{2,12})[”"』」]/g)].map(([, term = '']) => term))].map(
        term => ({ term, row }),
      ),
    )
    return [...Map.groupBy(named, ({ term }) => term)].flatMap(([term, rows]) =>
      rows.length >= ROWS_MIN && !goals.includes(term)
        ? [
            {
              severity: 'info' as const,
              field: 'annualGoal',
              message: `有 ${rows.length} 行指标说的是“${term}”，年度总体目标没有提到。`,
              repair: '请在目标中写明这项工作，或删去这些指标。',
            },
          ]
        : [],
    )
  },
}
