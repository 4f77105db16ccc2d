import { clockTime } from '../ui/time.tsx'

/** Where what was typed is now. */
export const SavedWords = ({ changed, savedAt }: Readonly<{ changed: number; savedAt: Date | null }>) => (
  <span role="status">{savedWords(changed, savedAt)}</span>
)

export const savedWords = (changed: number, savedAt: Date | null): string => {
  if (changed > 0) return `有 ${changed} 处还没有保存，已留在本页`
  return savedAt ? `已保存 ${clockTime(savedAt)}` : '没有未保存的内容'
}
