import type { Check } from '../finding.ts'
import { pairingsOf } from '../pairing.ts'
import { isMoney } from '../row.ts'
import { sumsOf } from '../sums.ts'

/** T2: a count that the goal promises and that no row carries: nobody will be asked for it at the year's end. Money is not spoken of: the funds say it. */
export const goalWithoutRow: Check = {
  rule: 'T2',
  title: '目标中的数量有指标承接',
  basis: '财预〔2015〕88号：绩效指标是绩效目标的细化和量化',
  look: form => {
    const summed = new Set(sumsOf(form).flatMap(({ parts }) => parts))
    return pairingsOf(form).flatMap(({ claim, found }) =>
      found.length === 0 && !isMoney(claim.unit) && !summed.has(claim.start)
        ? [
            {
              severity: 'warning' as const,
              field: 'annualGoal',
              message: `目标写明“${claim.text}”（${claim.clause.slice(0, 40)}），没有一行指标承接。`,
              repair: '请增加一行对应的指标，或删去目标中不考核的数字。',
            },
          ]
        : [],
    )
  },
}
