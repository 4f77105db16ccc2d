import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Around } from '../around.ts'
import type { Move } from '../route.ts'
import type { Signing } from '../signing.ts'
import { authorsOf, passersOf, type Who, type Work } from '../work.ts'

type At = Readonly<{ work: Work; move: Move; signing: Signing; asking: Readonly<{ by: Who; around: Around }> }>

/**
 * A task is passed on (转办、委派、加签) only to somebody who may decide: serving, not the author, not the one who passed the stage
 * before, and not asked for a signature here already.
 * Basis: 不相容岗位相分离, practice of internal control; passing a task on opens no way around it.
 * Not checked: whether they hold a seat of the stage; asking another office is what these verbs are for.
 */
export const whoeverTakesATaskMayDecide = ({ work, move, signing, asking }: At, officer: string): Rejection | null => {
  if (!asking.around.people.serves(officer))
    return {
      code: 'not-serving',
      detail: '没有这位在任人员。请从人员名单中选择。',
      basis: { kind: 'product', text: '工作只能交给在任人员' },
    }
  if (authorsOf(work, move).includes(officer))
    return {
      code: 'own-draft',
      detail: '对方是起草人，不能审核自己起草的内容。请另选一人。',
      basis: { kind: 'practice', text: '不相容岗位相分离：起草与审核由不同的人承担，转办、委派、加签也不例外' },
    }
  if (passersOf(work, move).includes(officer))
    return {
      code: 'two-stages-in-a-row',
      detail: '对方已审核过上一环节。请另选一人。',
      basis: { kind: 'practice', text: '逐级审核：相邻两级审核由不同的人承担' },
    }
  const signs = signing.slots.some(
    slot =>
      slot.state !== 'removed' && (slot.officer === officer || slot.delegate === officer || slot.signedBy.includes(officer)),
  )
  return signs
    ? {
        code: 'signs-already',
        detail: '对方已经在这个环节的签署人中，不必重复。',
        basis: { kind: 'product', text: '同一环节每人只签一次' },
      }
    : null
}
