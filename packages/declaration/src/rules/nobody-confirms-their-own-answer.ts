import type { Rejection } from '@shenbao/kernel/decider.ts'
import { persons, type Who } from '@shenbao/workflow/work.ts'
import type { Rectification } from '../rectification.ts'

/** Whoever answered does not say that the answer is enough, in whatever office, by themselves or through a deputy. */
export const nobodyConfirmsTheirOwnAnswer = ({ number, answers }: Rectification, by: Who): Rejection | null => {
  const answerers = answers.flatMap(({ told }) => persons(told))
  return persons(by).some(person => answerers.includes(person))
    ? {
        code: 'own-answer',
        detail: `第 ${number} 号整改是你答复的，不能由你确认或退回，请由下达岗位的其他人员办理。`,
        basis: { kind: 'product', text: '答复与确认由不同的人办理' },
      }
    : null
}
