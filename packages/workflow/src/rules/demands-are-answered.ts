import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Move, type Route, stageNamed } from '../route.ts'
import { passingMove } from '../signing.ts'
import { unansweredDemands } from '../talk.ts'
import type { Work } from '../work.ts'

/**
 * What a reviewer marked 必改 is answered, changed or explained, before the author hands the case in again.
 * Basis: choice of this product; reviewers of published practice list what must be changed before 退回修改 is over.
 * Not checked: whether the answer is a good one; whoever made the comment confirms it.
 */
export const demandsAreAnswered = (route: Route, work: Work, move: Move): Rejection | null => {
  const { kind, drafts } = move
  if (kind !== 'step' || drafts === undefined) return null
  const speaksOfIt = (stage: string): boolean => passingMove(stageNamed(route, stage))?.move.decides?.includes(drafts) === true
  const open = unansweredDemands(work.talk).filter(({ stage }) => speaksOfIt(stage))
  if (open.length === 0) return null
  return {
    code: 'demands-unanswered',
    detail: `还有 ${open.length} 条必改批注没有答复。请逐条修改或说明后再送审。`,
    basis: { kind: 'product', text: '必改批注答复之前不能再次送审' },
    places: open.map(({ anchor, text }) => ({ ...(anchor === null ? {} : { indicator: anchor }), message: text })),
  }
}
