import { type Label, labelOf } from '@shenbao/form/scheme.ts'
import { keyOf } from './cells.ts'

/** A label as printed in a row, with the column it stands in. */
export type PrintedLabel = Readonly<{ label: Label; text: string; column: number }>

/** A filled cell and its column. */
export type Cell = Readonly<{ text: string; column: number }>

/**
 * What stands before the names of a row, and where the names begin. `fragment`: the rest of a label cut off in an
 * earlier row.
 */
export type LeadingLabels = Readonly<{ labels: readonly PrintedLabel[]; fragment: boolean; next: number }>

/** What stands over all indicators at the side of the table. */
export const GROUP = /^(?:(?:项目|年度|本年度|年度总体)?绩效(?:指标)?(?:体系)?|(?:项目)?支出绩效指标|年度绩效目标)$/

/** The end of a label whose beginning stands elsewhere. */
const FRAGMENT = /^(?:指标|标|度指标|意度指标|满意度指标?|益指标|影响指标|响指标|成本指标|本指标|境成本指标|对象满意度指标)$/

/** Whether `rest` completes the damaged label `start` (`社会效益` + `指标`, `服务对象` + `满意度指标`). */
export const completes = (start: string, rest: string): Label | null => {
  if (!FRAGMENT.test(keyOf(rest)) || /指标$/.test(keyOf(start))) return null
  return labelOf(start + rest)
}

/**
 * Takes the labels at the front of a row. A number between labels is their weight where the table has such a column. A word
 * that could be a label is the row's name when a value follows and the labels are already there.
 */
export const takeLabels = (
  cells: readonly Cell[],
  context: Readonly<{ weightsBetween: boolean; isValue: (text: string) => boolean }>,
): LeadingLabels => {
  const labels: PrintedLabel[] = []
  let fragment = false
  let at = 0
  for (; at < cells.length; at++) {
    const { text, column } = cells[at] ?? { text: '', column: 0 }
    const following = cells[at + 1]
    const whole = following ? completes(text, following.text) : null
    const label = whole ?? labelOf(text)
    const before = labels.at(-1)?.label.name
    const named =
      label !== null && whole === null && labels.length > 0 && isName(text, label, before, following?.text, context.isValue)
    if (label && !named) {
      labels.push({ label, text: whole ? text + (following?.text ?? '') : text, column })
      if (whole) at++
    } else if (labels.length === 0 && GROUP.test(keyOf(text))) continue
    else if (FRAGMENT.test(keyOf(text)) && labels.length === 0) fragment = true
    else if (FRAGMENT.test(keyOf(text)) && !/指标$/.test(keyOf(labels.at(-1)?.text ?? ''))) continue
    else if (!(context.weightsBetween && labels.length > 0 && following && /^\d{1,3}(?:\.\d+)?分?$/.test(text))) break
  }
  return { labels, fragment, next: at }
}

/** The points of a branch (`(50分)`, `(0-20)分`) on a line of their own. */
export const isPoints = (text: string): boolean => /^\(?\d{1,3}(?:-\d{1,3})?\)?分\)?$/.test(keyOf(text))

const isName = (
  text: string,
  label: Label,
  before: string | undefined,
  following: string | undefined,
  isValue: (text: string) => boolean,
): boolean =>
  isNameLikeLabel(text, following, isValue) || (following !== undefined && label.name === before && !/指标?$/.test(keyOf(text)))

/** 满意度 or 社会效益 without 指标 may be a short name: behind other labels it is one when a value follows. */
export const isNameLikeLabel = (text: string, following: string | undefined, isValue: (text: string) => boolean): boolean =>
  following !== undefined && !/指标?$/.test(keyOf(text)) && isValue(following)
