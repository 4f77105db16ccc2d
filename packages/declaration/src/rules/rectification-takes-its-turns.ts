import type { Rejection } from '@shenbao/kernel/decider.ts'
import { awaitsAnswer, isOpen, type Rectification } from '../rectification.ts'
import type { RectificationCommandType } from '../rectification-commands.ts'

/**
 * 通知 → 答复 → 确认: the unit answers what is open, the issuing office returns or closes what was answered. One that an approved
 * adjustment has settled may be closed without an answer.
 */
export const rectificationTakesItsTurns = (
  type: Exclude<RectificationCommandType, 'issue-rectification'>,
  rectification: Rectification,
  settledByAdjustment: number | null,
): Rejection | null => {
  const { number } = rectification
  const refused = (code: string, detail: string): Rejection => ({ code, detail, basis })
  if (!isOpen(rectification)) return refused('rectification-closed', `第 ${number} 号整改已经销号，不用再办理。`)
  if (type === 'answer-rectification')
    return awaitsAnswer(rectification)
      ? null
      : refused('rectification-answered', `第 ${number} 号整改已经答复，请等下达部门确认；退回后可以再答复。`)
  if (rectification.state === 'answered') return null
  if (type === 'close-rectification' && settledByAdjustment !== null) return null
  return refused('rectification-unanswered', `第 ${number} 号整改还没有答复，请等单位答复后再办理。`)
}

const basis = { kind: 'practice', text: '整改通知、单位反馈、确认销号依次办理' } as const
