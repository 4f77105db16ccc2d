import type { Principal } from './principal.ts'
import { awaitsAnswer, isOpen, settledBy } from './rectification.ts'
import type { RectificationCommand, RectificationCommandType } from './rectification-commands.ts'
import type { Declaration } from './state.ts'

/** Later than any day, so that the day is in nobody's way. */
const LAST_DAY = '9999-12-31'

/**
 * The barest command of its type, to ask whether the declaration, not the wording, stands in the way; `null` where nothing is waiting
 * that it could be about.
 */
export const specimenOfRectification = (
  type: RectificationCommandType,
  { rectifications, adjustments }: Declaration,
  { chairs }: Principal,
): RectificationCommand | null => {
  const words = '—'
  if (type === 'issue-rectification') return { type, source: 'monitoring', findings: words, measure: 'correct', dueOn: LAST_DAY }
  if (type === 'answer-rectification') {
    const open = rectifications.find(awaitsAnswer)
    return open ? { type, number: open.number, text: words } : null
  }
  const theirs = rectifications.filter(one => isOpen(one) && chairs.some(({ role }) => role === one.issuedAs))
  const waiting = theirs.find(
    one => one.state === 'answered' || (type === 'close-rectification' && settledBy(adjustments, one) !== null),
  )
  if (!waiting) return null
  return type === 'return-rectification' ? { type, number: waiting.number, reason: words } : { type, number: waiting.number }
}
