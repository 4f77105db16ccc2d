import { foldWidth } from '@shenbao/form/fold-text.ts'

const FIGURE =
  /(?:\d+(?:\.\d+)?\s*[-~–至]\s*)?\d+(?:\.\d+)?\s*(?:%|‰|个?工作日|个?小时|分钟|个月|天|日|周|人次|人|次|件|份|万|元|项|级)|[一二三四五六七八九十两]+个?半?(?:个?工作日|小时|分钟|个?月|天|周)/g

/** Dates are no figures: 2026年12月30日前. */
const DATE = /(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底|末|份)?|\d{4}年/g

/** The figures with a unit that stand in a text, as written: 90%, 1-3个工作日, 一个半小时. */
export const figuresIn = (text: string): readonly string[] =>
  [...foldWidth(text).replace(DATE, '').matchAll(FIGURE)].map(([figure]) => figure.replace(/\s+/g, ''))
