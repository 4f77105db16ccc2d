import type { Rejection } from '@shenbao/kernel/decider.ts'

/** 批复 is an official document: it carries its number. No other approval does. */
export const approvalCarriesADocumentNumber = (
  isFinalApproval: boolean,
  documentNumber: string | undefined,
): Rejection | null => {
  const given = documentNumber !== undefined && documentNumber.trim() !== ''
  if (isFinalApproval === given) return null
  return {
    code: 'approval-carries-a-document-number',
    detail: isFinalApproval ? '请填写批复文号后再批复。' : '这个环节不需要批复文号，请去掉文号后再同意。',
    basis: { kind: 'practice', text: '谁批复预算，谁批复目标：绩效目标随预算以正式文件批复' },
  }
}
