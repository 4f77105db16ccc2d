import { compact } from '@shenbao/form/fold-text.ts'
import { type Label, labelOf } from '@shenbao/form/scheme.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import type { TextLine } from './cells.ts'

/** The titles of the indicators with nothing between them, down to the one column of values. */
const TITLES = /^(?:绩效指标)?(一级指标)(二级指标)(三级指标|指标内容|指标名称)((?:年度|绩效|预期)?(?:指标|目标)值)(备注)?$/

/** Labels of the head where they follow each other on a line. */
const HEAD =
  /(?:项目名称|(?:项目|业务|地方|市级|县级)?主管(?:部门|单位)(?:及代码|及编码)?|(?:项目)?(?:实施|执行|资金使用)单位|项目负责人(?:及(?:联系)?电话)?|联系电话|项目(?:属性|类别|类型|性质)|总体目标|年度目标)/g

/**
 * Parts the cells of a table that came with nothing between them, one row a line: labels at the front, the value where the
 * rest of the line begins to read as one. Lines of other tables stay as they are.
 */
export const partGluedLines = (lines: readonly TextLine[]): readonly TextLine[] => {
  const title = lines.findIndex(({ text }) => text.length < 60 && TITLES.test(compact(text)) && !/\S[\s|]+\S/.test(text.trim()))
  if (title === -1) return lines
  return lines.map((line, at) => ({
    ...line,
    text: at < title ? partedHead(line.text) : at > title ? partedRow(line.text) : partedTitles(line.text),
  }))
}

const partedTitles = (text: string): string => (TITLES.exec(compact(text)) ?? []).slice(1).filter(Boolean).join('\t')

const partedHead = (text: string): string =>
  text.length < 400 && text.trim().search(HEAD) === 0 ? text.trim().replace(HEAD, '\t$&\t').replace(/\t+/g, '\t').trim() : text

/** Longest line that is taken for a row. */
const LONGEST = 400

const partedRow = (text: string): string => {
  const row = text.trim()
  if (row.length > LONGEST) return text
  const first = labelAtFront(row, 1)
  const second = labelAtFront(row.slice(first.length), 2)
  const rest = row.slice(first.length + second.length)
  const at = valueStart(rest)
  return [first, second, rest.slice(0, at), rest.slice(at)].join('\t')
}

/** The longest label of that level that the text begins with; only a whole label counts, a name may begin like one. */
const labelAtFront = (text: string, level: Label['level']): string => {
  const end = /^.{2,16}?指标(?:[(（][^()（）]{1,16}[)）])?/.exec(text)?.[0] ?? ''
  const label = labelOf(end)
  if (!label) return ''
  return label.level === level || (label.level === 'either' && level === 2) ? end : ''
}

const OPERATOR = /[<>=≥≤≧≦＜＞＝]|不低于|不少于|不高于|不超过|大于|小于/
/** A grade with its adverb; a bare `改善` may as well end a name. */
const GRADE =
  /(?:稳步|显著|明显|有效|持续|逐步|不断|大幅|进一步|全面)(?:提高|提升|改善|增强|加强|保障|降低|减少|下降|优化|完善|巩固|增加|促进|推进|推动|发展)$|(?:长期|良好|及时|优良)$/

/** Where the value begins; the length of the text where there is none. */
const valueStart = (text: string): number => {
  for (let at = 2; at < text.length; at++) {
    const before = text.charAt(at - 1)
    const begins = OPERATOR.test(text.slice(at, at + 3)) ? text.slice(at).search(OPERATOR) === 0 : /[\d.]/.test(text.charAt(at))
    if (!begins || /[\d.<>=≥≤]/.test(before)) continue
    const { op, meaning } = parseTarget(text.slice(at))
    if ((op !== null && op !== 'text') || meaning) return at
  }
  const grade = GRADE.exec(text)
  return grade && grade.index >= 2 ? grade.index : text.length
}
