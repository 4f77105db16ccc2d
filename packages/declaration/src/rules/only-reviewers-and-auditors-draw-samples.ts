import type { Rejection } from '@shenbao/kernel/decider.ts'

const drawing = ['bureau-reviewer', 'center-finance', 'auditor'] as const

/** Samples are drawn by those who check results, not by those who are checked. A choice of this product. */
export const onlyReviewersAndAuditorsDrawSamples = (roles: readonly string[]): Rejection | null =>
  drawing.some(role => roles.includes(role))
    ? null
    : {
        code: 'not-yours',
        detail: '抽样由主管部门审核、中心财务或审计查阅人员办理。请联系他们抽取。',
        basis: { kind: 'product', text: '抽查样本由核查人员抽取，不由被查的人抽取' },
      }
