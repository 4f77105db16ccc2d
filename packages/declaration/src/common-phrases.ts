/** 常用意见: offered where a sentence is asked for, never put in by themselves. */
export const phrases = {
  agreeing: ['同意。', '情况属实，同意上报。', '指标明确、可衡量，同意。', '资金与绩效目标匹配，同意。'],
  returning: [
    '目标值偏低，请说明依据或提高。',
    '指标不可衡量，请写明数值和单位。',
    '绩效目标与预算金额不匹配，请核对。',
    '指标与项目内容关联不足，请调整。',
    '请按批注逐条修改后再送审。',
  ],
  objecting: ['目标依据不足，不同意。', '投入与产出不匹配，不同意。'],
  passingOn: ['因出差，请代为办理。', '按分工由你办理。', '请从业务角度把关。', '请从财务角度把关。'],
  urging: ['请尽快办理。', '即将到期，请优先办理。'],
} as const
export type Phrases = keyof typeof phrases
