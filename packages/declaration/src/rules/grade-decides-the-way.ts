import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Review } from '../state.ts'

/** 优, 良: on to the next step. 中: back to the unit, which revises and submits anew. 差: out. Basis: 财预〔2015〕88号 第二十五条. */
const ways = { 优: ['approve', 'return'], 良: ['approve', 'return'], 中: ['return'], 差: ['reject'] } as const

const advice = {
  优: '审核结果为“优”，可以同意；如需改变结论，请先重新填写审核表。',
  良: '审核结果为“良”，可以协商修改后同意；如需改变结论，请先重新填写审核表。',
  中: '审核结果为“中”，只能退回由单位修改后重新报送。',
  差: '审核结果为“差”，不得进入下一步，只能不予通过。',
} as const

export const gradeDecidesTheWay = (review: Review | null, command: 'approve' | 'return' | 'reject'): Rejection | null => {
  if (!review || (ways[review.grade] as readonly string[]).includes(command)) return null
  return {
    code: 'grade-decides-the-way',
    detail: advice[review.grade],
    basis: { kind: 'law', text: '财预〔2015〕88号第二十五条：按优、良、中、差的审核结果分别办理' },
  }
}
