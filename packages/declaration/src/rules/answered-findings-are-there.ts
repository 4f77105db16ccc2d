import type { Place, Rejection } from '@shenbao/kernel/decider.ts'
import type { AskedAnswer } from '../review-sheet-commands.ts'

/**
 * An answer is given to a finding that the inspection makes of the form as it stands, once.
 * Basis: choice of this product; an answer to a finding of an earlier form would be read as one to what stands there now.
 */
export const answeredFindingsAreThere = (answers: readonly AskedAnswer[], known: ReadonlySet<string>): Rejection | null => {
  const places = answers.flatMap(({ finding }, at): readonly Place[] => {
    if (!known.has(finding)) return [{ field: finding, message: `现在的表上没有编号为 ${finding} 的体检提示。` }]
    const isAgain = answers.slice(0, at).some(earlier => earlier.finding === finding)
    return isAgain ? [{ field: finding, message: `编号为 ${finding} 的体检提示答复了不止一次，请只保留一个。` }] : []
  })
  if (places.length === 0) return null
  return {
    code: 'answered-findings-are-there',
    detail: `有 ${places.length} 条答复对不上现在的体检提示，可能表格刚有改动。请刷新审核表后再答复。`,
    basis: { kind: 'product', text: '体检提示按现在的表格逐条答复，每条一次' },
    places,
  }
}
