/** 常用意见 of a row: put into the line, to be finished there. */
export const rowPhrases: readonly string[] = [
  '目标值偏低，请说明依据或提高。',
  '指标不可衡量，请写明数值和单位。',
  '写成可以计分的时限。',
  '与年度总体目标中的数字不一致，请核对。',
  '与绩效目标关联不足，请调整。',
  '归类不当，请调整一级、二级指标。',
  '与另一行重复，请合并。',
  '请补充佐证材料和数据来源。',
]
