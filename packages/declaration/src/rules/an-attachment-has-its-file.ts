import type { Rejection } from '@shenbao/kernel/decider.ts'

/** A fact that speaks of a file is recorded only once the file is on disk: what was said to be proven can be shown. */
export const anAttachmentHasItsFile: Rejection = {
  code: 'file-not-kept',
  detail: '没有收到这个文件，不能登记为佐证材料。请重新选择文件上传。',
  basis: { kind: 'product', text: '先存好文件，再登记佐证材料' },
}
