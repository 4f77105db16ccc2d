/** The 二级指标 that the words of a name speak for, as people use them; `null` where they speak for none. */
export const strongMeaning = (name: string): string | null => {
  if (/满意(?:度|率)/.test(name)) return '服务对象满意度指标'
  if (/及时(?:率|性|度)|按时(?:完成|率)|准时|时效|完成时间|完工时间|响应时间|修复时间/.test(name)) return '时效指标'
  return /合格率|准确率|正确率|达标率|验收通过率|优良率/.test(name) ? '质量指标' : null
}

/** Weaker words, good only where the layout has already shown that labels stand beside their rows. */
export const weakMeaning = (name: string): string | null => (/完成率|完成数|数量|人数|次数|个数/.test(name) ? '数量指标' : null)
