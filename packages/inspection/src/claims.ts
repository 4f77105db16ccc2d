import { foldWidth } from '@shenbao/form/fold-text.ts'
import type { Comparison } from '@shenbao/form/target.ts'

/** A number that the text of the goal promises: how much of what, and which way it is bound. */
export type Claim = Readonly<{
  /** Where `text` stands in the goal, in UTF-16 units, end exclusive. */
  start: number
  end: number
  /** As it stands in the text: 不低于 95%. */
  text: string
  op: Comparison
  /** Decimal text as written. */
  value: string
  unit: string
  /** The words of its clause. */
  clause: string
  /** What is enumerated before the number, last first: 排除率 and 运行率 of 排除率、运行率均达到 100%. The last one is what stands right before it. */
  subjects: readonly string[]
}>

/** A part of the text between two marks, without the number of a list before it. */
export type Clause = Readonly<{ text: string; start: number }>

const COUNTED =
  '人次|户次|家次|车次|班次|场次|批次|件次|项次|人|名|户|家|个|件|份|次|套|块|卷|台|辆|项|篇|条|场|期|册|张|只|部|所|处|座|间|栋|幢|盏|株|棵|例|宗|笔|枚|幅|艘|架|本|门|公里|千米|平方米|平方公里|立方米|平米|㎡|亩|公顷|吨|公斤|千克|学时|课时'
const UNIT = `%|‰|[十百千万亿]{0,2}(?:${COUNTED}|元)|分钟|个?小时|个?工作日|天|个月`
const COMPARED =
  '不低于|不得低于|不少于|不得少于|不高于|不得高于|不超过|不得超过|不大于|不小于|高于|低于|超过|少于|大于|小于|达到?|控制在|至少|≥|≤|>|<|='
const NUMBER = new RegExp(
  `(${COMPARED})?\\s*(?:均|都)?(?:达到?|为)?\\s*(\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s*(${UNIT})\\s*(及?以上|以下|以内|之内|内)?`,
  'g',
)

const operators: Readonly<Record<string, Comparison>> = {
  不低于: '>=',
  不得低于: '>=',
  不少于: '>=',
  不得少于: '>=',
  不小于: '>=',
  至少: '>=',
  '≥': '>=',
  高于: '>',
  超过: '>',
  大于: '>',
  '>': '>',
  不高于: '<=',
  不得高于: '<=',
  不超过: '<=',
  不得超过: '<=',
  不大于: '<=',
  '≤': '<=',
  低于: '<',
  少于: '<',
  小于: '<',
  '<': '<',
}

/** What is there already, or what a thing has to be, is no promise: 安装满 2 年, 现有职工 80 人, 较上年增长 5%. */
const GIVEN = /(?:满|截至|自|历年|每)\s*$|(?:现有|已有|原有|目前|约有|共有|拥有|下辖|管辖|上年|去年|同比|较)[一-鿿\s]{0,6}$/

/**
 * The promises in figures of a text. Left out: what describes the present or the thing itself, the numbers of a list, years, telephone
 * numbers, and ranges, which say too little to be held against a row.
 */
export const claimsOf = (text: string): readonly Claim[] => {
  const folded = foldInPlace(text)
  return clausesIn(folded, SENTENCES).flatMap(({ text: sentence, start: at }) => {
    let from = 0
    return [...sentence.matchAll(NUMBER)].flatMap((match): readonly Claim[] => {
      const [whole, word = '', value = '', unit = '', tail = ''] = match
      const [left, after] = [sentence.slice(from, match.index), sentence.slice(match.index + whole.length)]
      from = match.index + whole.length
      // 均 speaks of all that was named since the last number, across commas.
      const before = /均|都/.test(left.slice(-2) + whole) ? left : left.slice(left.search(LAST_PART))
      if (/[\d.:~–—-]$/.test(left) || /^\s*[-~–—至]\s*\d/.test(after) || GIVEN.test(before)) return []
      const start = at + match.index + (whole.length - whole.trimStart().length)
      const end = start + whole.trim().length
      const claim = {
        start,
        end,
        text: text.slice(start, end),
        op: operatorOf(word, tail),
        value: value.replaceAll(',', ''),
        unit,
      }
      return [{ ...claim, clause: `${before}${whole}${after.split(/[\d,]/)[0] ?? ''}`.trim(), subjects: subjectsOf(before) }]
    })
  })
}

/** What stands behind the last comma that is not inside a number. */
const LAST_PART = /(?:[^,]|(?<=\d),(?=\d{3}))*$/

const operatorOf = (word: string, tail: string): Comparison => {
  const said = operators[word]
  if (said !== undefined) return said
  if (tail.endsWith('以上')) return '>='
  return tail !== '' || word === '控制在' ? '<=' : '='
}

const subjectsOf = (before: string): readonly string[] =>
  before
    .split(/[、,]|以及|(?<!参)与|(?<![调饱缓温])和(?![谐平解睦])|及(?![时格其])/)
    .map(part => part.replace(/(?:均|都|分别|要|应|须|需|力争|确保|保证|实现|完成|达到?|为|是)+$/g, '').trim())
    .filter(part => part !== '')
    .reverse()

/** Where one statement ends and the next begins, and where a part of it does. */
const SENTENCES = /[^\n。;!?]+/g
const PARTS = /(?:[^\n。;,、!?]|(?<=\d),(?=\d{3}(?!\d)))+/g

/** Sentences and their parts; a list number at the beginning is no part of what is said. */
export const clausesOf = (text: string): readonly string[] => clausesIn(foldInPlace(text), PARTS).map(clause => clause.text)

const clausesIn = (folded: string, marks: RegExp): readonly Clause[] =>
  [...folded.matchAll(marks)].flatMap(match => {
    const [whole] = match
    const lead = /^\s*(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、)]\s*)?/.exec(whole)?.[0].length ?? 0
    const text = whole.slice(lead).trimEnd()
    return text === '' ? [] : [{ text, start: match.index + lead }]
  })

/** Folded without any character changing its place: what folding leaves out becomes a blank. */
const foldInPlace = (text: string): string => [...text].map(character => foldWidth(character).padEnd(character.length)).join('')
