import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Move } from '../route.ts'
import { passersOf, persons, type Who, type Work } from '../work.ts'

/**
 * Whoever passed the stage before does not pass the next one as well: a chain of reviews by one person is one review.
 * Basis: practice of reviewing level by level (逐级审核).
 */
export const nobodyPassesTwoStagesInARow = (work: Work, move: Move, by: Who): Rejection | null => {
  if (move.kind !== 'pass') return null
  const before = passersOf(work, move)
  return persons(by).some(person => before.includes(person))
    ? {
        code: 'two-stages-in-a-row',
        detail: '上一环节已由你审核通过，这一环节请由其他人员审核。',
        basis: { kind: 'practice', text: '逐级审核：相邻两级审核由不同的人承担' },
      }
    : null
}
