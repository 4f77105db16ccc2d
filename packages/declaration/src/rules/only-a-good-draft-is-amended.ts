import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Review } from '../state.ts'

/** The reviewer may improve the targets directly only after grading the draft 良. Basis: 财预〔2015〕88号 第二十五条. */
export const onlyAGoodDraftIsAmended = (review: Review | null): Rejection | null =>
  review?.grade === '良'
    ? null
    : {
        code: 'only-a-good-draft-is-amended',
        detail: '只有审核结果为“良”的申报才能协商修改：请先填写审核表，或退回由单位修改。',
        basis: { kind: 'law', text: '财预〔2015〕88号第二十五条：审核结果为“良”的，可与单位协商，直接完善绩效目标' },
      }
