import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { AskedAnswer } from '../review-sheet-commands.ts'

/**
 * A reviewer who does not follow a finding says why: the approver reads it, and the finding stays quiet from then on.
 * Basis: choice of this product; a finding that is waved away without a word protects nobody.
 */
export const overrulingNeedsAReason = (answers: readonly AskedAnswer[]): Rejection | null => {
  const silent = answers.filter(({ verdict, reason }) => verdict === 'overruled' && (reason ?? '').trim() === '')
  if (silent.length === 0) return null
  return {
    code: 'overruling-needs-a-reason',
    detail: `有 ${silent.length} 条体检提示不采纳，却没有说明理由。请逐条写明为什么可以不改。`,
    basis: { kind: 'product', text: '不采纳体检提示须说明理由，批复前可查' },
    places: silent.map(({ finding }) => ({ field: finding, message: '请写明不采纳的理由。' })),
  }
}
