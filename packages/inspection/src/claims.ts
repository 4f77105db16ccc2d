import { foldWidth } from '@shenbao/form/fold-text.ts'
import type { Comparison } from '@shenbao/form/target.ts'

/** A number that the text of the goal promises: how much of what, and which way it is bound. */
export type Claim = Readonly<{
  /** The words before the number, back to the last punctuation mark; names the matter. */
  before: string
  /** The words after the unit, up to the next punctuation mark. */
  after: string
  op: Comparison
  /** Decimal text as written. */
  value: string
  unit: string
  /** As it stands in the text: 不低于 95%. */
  text: string
  /** Which clause of the text it stands in. */
  clause: string
}>

const UNIT =
  '%|‰|万卷|万份|万人次|万人|万次|万元|亿元|元|人次|户次|人|户|家|个|件|份|次|套|块|卷|台|辆|项|篇|条|场|期|册|张|只|部|所|处|座|公里|平方米|亩|吨|分钟|个?小时|个?工作日|天|个月'
const NUMBER = new RegExp(
  `(不低于|不少于|不高于|不超过|不大于|不小于|高于|低于|超过|少于|大于|小于|达到?|控制在|至少|≥|≤|>|<|=)?\\s*(?:均|都)?(?:达到?|为)?\\s*(\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s*(${UNIT})\\s*(以上|以下|以内|之内|及以上|内)?`,
  'g',
)

const operators: Readonly<Record<string, Comparison>> = {
  不低于: '>=',
  不少于: '>=',
  不小于: '>=',
  至少: '>=',
  '≥': '>=',
  高于: '>',
  超过: '>',
  大于: '>',
  '>': '>',
  不高于: '<=',
  不超过: '<=',
  不大于: '<=',
  控制在: '<=',
  '≤': '<=',
  低于: '<',
  少于: '<',
  小于: '<',
  '<': '<',
}

/**
 * The promises in figures of a text. Left out: what describes the present or the thing itself (安装满 2 年, 共 4 个系统 stays), numbers of
 * a list, years, telephone numbers, and ranges, which say too little to be held against a row.
 */
export const claimsOf = (text: string): readonly Claim[] =>
  clausesOf(text).flatMap(clause =>
    [...clause.matchAll(NUMBER)].flatMap(match => {
      const [whole, word = '', value = '', unit = '', tail = ''] = match
      const start = match.index
      const before = clause.slice(0, start)
      if (/[\d.:~–—-]$/.test(before) || /^\s*[-~–—]\s*\d/.test(clause.slice(start + whole.length))) return []
      if (/(?:满|已|现有|历年|截至|自)\s*$/.test(before)) return []
      const after = clause.slice(start + whole.length)
      return [{ before, after, op: operatorOf(word, tail), value: value.replaceAll(',', ''), unit, text: whole.trim(), clause }]
    }),
  )

const operatorOf = (word: string, tail: string): Comparison => {
  if (word !== '' && operators[word] !== undefined && word !== '控制在') return operators[word] ?? '='
  if (/以上/.test(tail)) return '>='
  if (/以下|以内|之内|内/.test(tail) || word === '控制在') return '<='
  return '='
}

/** Sentences and their parts; a list number at the beginning is no part of what is said. */
export const clausesOf = (text: string): readonly string[] =>
  foldWidth(text)
    .split(/[\n。;；,，、!?]/)
    .map(clause =>
      clause
        .trim()
        .replace(/^(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)]\s*/, '')
        .trim(),
    )
    .filter(clause => clause !== '')
