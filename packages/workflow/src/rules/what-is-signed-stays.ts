import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { StageDefinition } from '../route.ts'
import type { Work } from '../work.ts'

/**
 * While a stage waits for more signatures, what was signed there already is not rewritten: an act that drafts, or that has fields of
 * its own to write, is refused. Whoever signed takes the signature back first, or the case is returned.
 * Basis: choice of this product; a signature is under what its giver saw.
 * Not checked: acts that write nothing of the case itself (审核表, notes), and what was written before the first signature.
 */
export const whatIsSignedStays = (work: Work, stage: StageDefinition, act: string): Rejection | null => {
  const written = stage.acts?.[act]
  if (written?.drafts === undefined && written?.fields === undefined) return null
  const slots = work.signings[stage.name]?.slots ?? []
  return slots.some(({ signedBy }) => signedBy.length > 0)
    ? {
        code: 'signed-content',
        detail: '这个环节已有人对现在的内容签署意见，不能再改。请其先拿回意见，或者退回后修改。',
        basis: { kind: 'product', text: '签署之后、环节通过之前，所签的内容不再改动' },
      }
    : null
}
