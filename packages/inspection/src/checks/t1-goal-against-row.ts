import type { Check, Spotted } from '../finding.ts'
import { pairingsOf, type Verdict } from '../pairing.ts'
import { shown } from '../row.ts'

const settle = '请核对哪一个是真实要求，把两处改为一致。'

/** How much it matters that the goal and the row differ so, what is wrong, and what to do. `same` is none. */
export const disagreements: Readonly<
  Record<Exclude<Verdict, 'same'>, readonly [Spotted['severity'], what: string, repair: string]>
> = {
  weaker: ['error', '指标低于目标的承诺', settle],
  stricter: ['warning', '两处数值不一致', settle],
  other: ['warning', '两处数值不一致', settle],
  bound: ['info', '一处含本数，一处不含', '请统一为“不低于（≥）”或“高于（>）”。'],
}

/**
 * T1: what the goal promises in figures and what the row of the same matter asks for. Weaker than promised is an error, because the
 * row is what is scored; another figure or another bound is for a person to settle.
 */
export const goalAgainstRow: Check = {
  rule: 'T1',
  title: '年度总体目标与指标值一致',
  basis: '财预〔2015〕88号：绩效指标应当与绩效目标相对应',
  look: form =>
    pairingsOf(form).flatMap(({ claim, found }) =>
      found.flatMap(({ row, verdict }) => {
        if (verdict === 'same') return []
        const [severity, what, repair] = disagreements[verdict]
        const message = `目标写“${claim.text}”，指标“${row.row.name}”写“${shown(row.target)}”：${what}。`
        return [{ indicator: row.row.id, field: 'target', severity, message, repair }]
      }),
    ),
}
