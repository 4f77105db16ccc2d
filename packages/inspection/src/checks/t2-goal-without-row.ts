import type { Claim } from '../claims.ts'
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
    const pairings = pairingsOf(form)
    // The same figure twice is one promise.
    const isFirst = ({ value, unit }: Claim, at: number): boolean =>
      pairings.findIndex(other => other.claim.value === value && other.claim.unit === unit && other.found.length === 0) === at
    return pairings.flatMap(({ claim, found, unheard }, at) => [
      ...unheard.map(words => ({
        severity: 'warning' as const,
        field: 'annualGoal',
        message: `目标写明“${words}”${claim.text.replace(/^(?:均|都)\s*/, '')}，没有一行指标承接。`,
        repair: '请增加一行对应的指标，或在目标中删去这一项。',
      })),
      ...(found.length === 0 && isFirst(claim, at) && !isMoney(claim.unit) && !summed.has(claim.start)
        ? [
            {
              severity: 'warning' as const,
              field: 'annualGoal',
              message: `目标写明“${claim.text}”（${claim.clause.slice(0, 40)}），没有一行指标承接。`,
              repair: '请增加一行对应的指标，或删去目标中不考核的数字。',
            },
          ]
        : []),
    ])
  },
}
