const HARM =
  '(?:事故|投诉|上访|信访|伤亡|死亡|违规|违纪|违法|舆情|案件|事件|泄露|泄密|纠纷|返贫|举报|火灾|感染|污染|拖欠|欠薪|丢失|损毁|瘫痪|险情|群访|闹访|行为)'

/**
 * Words that say "none at all": 零事故, 无有责投诉, 不发生安全事故. What is merely good work (无差错, 零距离, 零容忍) is not counted as a
 * zero: nobody counts it.
 */
const zeroWords: readonly RegExp[] = [
  /^(?:为|降为|保持为?)?零(?:次|件|起|例|人|个|宗)?$/,
  /^(?:不|未|无)(?:发生|出现)$/,
  new RegExp(`^(?:实现|确保|保持)?零(?:[一-鿿]{0,6})(?:${HARM}|差错|失误|故障|发生)(?:率|数)?(?:发生)?$`),
  new RegExp(
    `^(?:全年|年内|确保|实现)?(?:无|未|不|没有)(?:发生|出现|产生|有|引发|造成)?(?:任何)?[一-鿿、]{0,12}${HARM}(?:发生|出现)?$`,
  ),
]

/** Words that contain a zero word without meaning one: it may still happen sometimes, or the negation is of something else. */
const notZero = /基本|尽量|减少|降低|不断|不超过|不高于|无法|不少|不低|不得|不良|及时|处理|处置|有效[防控]|不规范|未来/

/** Whether compacted text clearly asks for none. */
export const asksForNone = (text: string): boolean =>
  text.length <= 24 && !notZero.test(text) && zeroWords.some(pattern => pattern.test(text))
