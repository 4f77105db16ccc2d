import type { Check, Spotted } from '../finding.ts'
import { type Pairing, pairingsOf } from '../pairing.ts'
import { shown } from '../row.ts'

/**
 * T1: what the goal promises in figures and what the row of the same matter asks for. Weaker than promised is an error, because the
 * row is what is scored; another figure or another bound is for a person to settle.
 */
export const goalAgainstRow: Check = {
  rule: 'T1',
  title: '年度总体目标与指标值一致',
  basis: '财预〔2015〕88号：绩效指标应当与绩效目标相对应',
  look: form => pairingsOf(form).flatMap(pairing => spottedIn(pairing)),
}

const spottedIn = ({ claim, row, verdict }: Pairing): readonly Spotted[] => {
  if (!row) return []
  const says = `目标写“${claim.text}”，指标“${row.row.name}”写“${shown(row.target)}”`
  const at = { indicator: row.row.id, field: 'target' }
  const repair = '请核对哪一个是真实要求，把两处改为一致。'
  switch (verdict) {
    case 'same':
    case 'none':
      return []
    case 'weaker':
      return [{ ...at, severity: 'error', message: `${says}：指标低于目标的承诺。`, repair }]
    case 'stricter':
      return [{ ...at, severity: 'warning', message: `${says}：两处数值不一致。`, repair }]
    case 'bound':
      return [
        { ...at, severity: 'info', message: `${says}：一处含本数，一处不含。`, repair: '请统一为“不低于（≥）”或“高于（>）”。' },
      ]
  }
}
