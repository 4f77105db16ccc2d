import type { EvaluationFlag } from '@shenbao/policy/score.ts'
import type { RowFlag } from '@shenbao/policy/scored-row.ts'

/** What is to be noticed about a score, in words. */
const rowWords: Readonly<Record<RowFlag, string>> = {
  'reason-required': '请填写偏差原因和改进措施',
  'over-achieved': '远超目标：目标可能定低了',
  'needs-judgement': '请选择达成情况并给分',
  'out-of-band': '所给的分不在达成情况对应的范围内，请改正',
  'differs-from-rule': '所给的分与算式不同，以算式为准',
  'no-figure': '指标值要求填数，请填写数值',
  'direction-doubtful': '指标值用“=”，方向不明',
  'default-weight': '分值未填，按政策包分配',
  'zero-weight': '分值为零，不计分',
}
const sheetWords: Readonly<Record<EvaluationFlag, string>> = {
  'weights-not-100': '分值与预算执行率权重合计不是 100',
  'default-weights': '有的分值未填，按政策包分配',
  reweighted: '预算执行率不计分，总分由指标得分折算',
  'reason-required': '预算为零，请说明原因',
  'over-spent': '执行数超过全年预算，请核对',
  'plausibility-red': '产出得分高而支出少，请核对',
  'plausibility-yellow': '预算结余较多，请核对',
}

const wordsIn = (words: Readonly<Record<string, string>>, flags: readonly string[]): readonly string[] =>
  flags.flatMap(flag => (Object.hasOwn(words, flag) ? (words[flag] ?? []) : []))

/** Weights that follow from the pack are said once, of the whole sheet. */
export const rowFlagWords = (flags: readonly string[]): readonly string[] =>
  wordsIn(
    rowWords,
    flags.filter(flag => flag !== 'default-weight'),
  )
export const sheetFlagWords = (flags: readonly string[]): readonly string[] => wordsIn(sheetWords, flags)
