import type { Shown } from '../editing/saver.ts'
import { clockTime } from '../ui/time.tsx'

/** Where what was typed is now, always in words. */
export const SavedLine = ({ shown: { status, savedAt, sentence, saving } }: Readonly<{ shown: Shown }>) => {
  const held = saving.pending.length + saving.conflicts.length + (saving.flying?.edits.length ?? 0)
  const words = {
    saved: savedAt === null ? '没有未保存的改动' : `已保存 ${clockTime(savedAt)}`,
    saving: '正在保存……',
    unsaved: '有改动，即将保存',
    waiting: '有内容还不能保存，请看表上的说明',
    offline: `连不上服务器，${held} 处改动已留在本机，连上后自动保存`,
    conflict: `有 ${saving.conflicts.length} 处与别人的改动相冲突，请在表上选择`,
    refused: sentence ?? `有 ${saving.refusals.length} 处没有保存，请看表上的说明`,
  }[status]
  const tone = {
    saved: 'green',
    saving: 'mute',
    unsaved: 'mute',
    waiting: 'amber',
    offline: 'amber',
    conflict: 'red',
    refused: 'red',
  }[status]
  return (
    <span className={tone} role="status">
      {status === 'saved' && savedAt !== null && <span aria-hidden="true">✓ </span>}
      {words}
    </span>
  )
}
