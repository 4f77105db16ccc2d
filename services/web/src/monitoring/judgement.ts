import type { judgements } from '@shenbao/declaration/events.ts'

export type Judgement = (typeof judgements)[number]

/** 财预〔2020〕10号: the three grades of what is said in words. */
export const judgementTitles: Readonly<Record<Judgement, string>> = {
  met: '达成年度指标',
  partly: '部分达成年度指标并具有一定效果',
  unmet: '未达成年度指标且效果较差',
}
