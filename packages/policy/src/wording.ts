import { compact } from '@shenbao/form/fold-text.ts'
import type { Judgement } from './evaluation.ts'

/**
 * What the words of an 实际完成值 say by themselves. Only what leaves no doubt is judged; anything else (基本完成, 效果较好, a figure
 * in a sentence) is left to a person.
 */
export const judgementOfWords = (actual: string): Judgement | null => {
  const words = wordsOf(actual)
  if (PARTLY.test(words)) return 'partly'
  if (UNMET.test(words)) return 'unmet'
  return MET.test(words) ? 'met' : null
}

/** Whether the actual repeats the target word for word; signs, widths and spaces aside. */
export const repeatsTarget = (actual: string, target: string): boolean => signsAside(actual) === signsAside(target)

const DONE = '(?:达成|完成|达到|实现|达标|完结)'
/** `提前`, `提前一个月`, `提前15天`. */
const EARLY = '提前(?:[一二两三四五六七八九十半\\d]{1,3}个?(?:天|日|周|月|季度))?'
const HOW = `(?:${EARLY}|已经?|均|都|全部|全面|按时|按期|按计划|按要求|如期|准时|及时|圆满|顺利|100%|百分之百|，|,)*`
const OBJECT =
  '(?:了|到)?(?:本|全)?(?:年度|年初|预期|预定|既定|设定|计划|绩效|总体|申报|目标|指标|任务|要求|标准|水平|效果|值|的)*'

const MET = new RegExp(`^(?:项目|任务|工作|指标|目标)?${HOW}${DONE}${OBJECT}$`)
const PARTLY = new RegExp(`^(?:已)?部分${DONE}${OBJECT}(?:[,，]?并?具有一定效果)?$`)
/** 未全部完成 and 未完全达成 are not here: something was done, how much a person has to say. */
const UNMET = new RegExp(
  `^(?:均|都|全部)?(?:尚未|仍未|未能|没有|未)(?:能)?(?:按时|按期|如期|及时)?${DONE}${OBJECT}(?:[,，]?且效果较差)?$`,
)

const wordsOf = (text: string): string => compact(text).replace(/[。;；.、!！]+$/, '')

const signsAside = (text: string): string =>
  wordsOf(text)
    .replace(/[()]/g, '')
    .replace(/≥=?|≧|⩾|=>/g, '>=')
    .replace(/≤=?|≦|⩽|=</g, '<=')
