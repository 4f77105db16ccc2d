import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type Declaration, indicatorOf } from '../state.ts'

/** Evidence belongs to a row of the form as it stands, or to the whole declaration. While it is drafted no row has a result to prove. */
export const evidenceStandsBehindWhatIsThere = (
  { form }: Pick<Declaration, 'form'>,
  indicatorId: string | null,
  isDraft: boolean,
): Rejection | null => {
  if (indicatorId === null) return null
  if (indicatorOf(form, indicatorId) === null)
    return {
      code: 'no-such-indicator',
      detail: `没有编号为 ${indicatorId} 的指标，可能已被删除。请刷新后重新选择指标，或作为整份申报的材料上传。`,
      basis: { kind: 'product', text: '佐证材料对应申报表中现有的指标' },
      places: [{ field: 'indicator', message: '没有这个指标。' }],
    }
  return isDraft
    ? {
        code: 'nothing-to-prove-yet',
        detail:
          '起草时还没有完成情况可以证明。立项依据、测算依据请作为整份申报的材料上传（不选指标），完成情况的佐证在执行和自评时上传。',
        basis: { kind: 'practice', text: '佐证材料证明指标的完成情况' },
      }
    : null
}
