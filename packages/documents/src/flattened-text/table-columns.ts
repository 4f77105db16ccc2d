import { labelOf } from '@shenbao/form/scheme.ts'
import { keyOf, type Row } from './cells.ts'

/** What a column right of the 三级指标 holds; `remark` columns may be left out at the end of a row, `actual` is not asked for. */
export type TailColumn = Readonly<{
  holds: 'target' | 'operator' | 'unit' | 'weight' | 'score' | 'actual' | 'remark' | 'other'
  index: number
  title: string
}>

/** The columns of an indicator table as its title row names them. `titles` tells which columns have a title at all. */
export type Columns = Readonly<{
  level1: number
  level2: number
  name: number
  tail: readonly TailColumn[]
  titles: ReadonlySet<number>
  /** The column of running numbers, -1 without one. */
  numbering: number
  /** Whether weights stand between the levels as well (`一级指标 | 分值 | 二级指标 | …`). */
  weightsBetween: boolean
  /** Whether a cell can be told by its column; not where a second title row has lost its place. */
  countable: boolean
}>

const LEVEL1 = /^一级指标/
const LEVEL2 = /^二级指标/
const LEVEL3 = /^(?:三级指标|(?:绩效|具体)?指标(?:名称|内容))/

/** Whether a title is that of the value asked for. */
const isTarget = (key: string): boolean =>
  /(?:指标|目标|预期|计划|绩效|实现|年初|设定)值|(?:计划|目标)(?:水平|标准值)|^(?:年度|绩效|预期)目标$|^预期(?:指标|水平)$/.test(
    key,
  ) && !/实际|完成值|历史|上年|去年|往年|前年|参考|依据|解释|说明|类型|状态/.test(key)

const holdsOf = (key: string): TailColumn['holds'] => {
  if (isTarget(key)) return 'target'
  if (/单位/.test(key)) return 'unit'
  if (/性质|符号|方向|比较|运算/.test(key)) return 'operator'
  if (/分值|权重/.test(key)) return 'weight'
  if (/得分|评分$/.test(key)) return 'score'
  if (/实际|完成(?:值|情况)|执行情况/.test(key) && !/原因|偏差/.test(key)) return 'actual'
  return /备注|说明|解释|原因|措施|依据|标准|来源|描述|公式|评分|方法|可能性/.test(key) ? 'remark' : 'other'
}

/** Reads a title row; `null` when the row is none. Without a 三级指标 the last level that has a title holds the names. */
export const columnsOf = ({ cells }: Row): Columns | null => {
  const keys = cells.map(keyOf)
  const [level1, level2] = [keys.findIndex(key => LEVEL1.test(key)), keys.findLastIndex(key => LEVEL2.test(key))]
  const level3 = keys.findLastIndex(key => LEVEL3.test(key))
  const named = level3 === -1 && level1 !== -1 && keys.slice(level2 + 1).some(isTarget)
  if ((level3 === -1 && !named) || (level1 === -1 && level2 === -1)) return null
  const name = named ? level2 : level3
  const tail = keys.flatMap((key, index): TailColumn[] =>
    index > name && key !== '' ? [{ holds: holdsOf(key), index, title: key }] : [],
  )
  const titles = new Set(keys.flatMap((key, index) => (key === '' ? [] : [index])))
  const weightsBetween = keys.slice(0, name).some(key => /分值|权重/.test(key))
  const numbering = keys.findIndex(key => /^(?:序号|编号|行次)$/.test(key))
  return {
    level1,
    level2: named ? level1 : level2,
    name,
    tail: oneTarget(tail),
    titles,
    numbering,
    weightsBetween,
    countable: true,
  }
}

/** Of several columns of values the year's own is meant. */
const oneTarget = (tail: readonly TailColumn[]): readonly TailColumn[] => {
  const targets = tail.filter(({ holds }) => holds === 'target')
  if (targets.length < 2) return tail
  const meant = targets.findLast(({ title }) => /年度|本年|当年|预期/.test(title)) ?? targets[0]
  return tail.map(column => (column.holds === 'target' && column !== meant ? { ...column, holds: 'other' } : column))
}

/** The beginning of a title whose noun (`指标值`, `完成值`) wrapped into the next row. */
const CUT_TITLE = /^(?:年度|本年度?|当年|年初|预期|全年|实际)$/
const REST = /^(?:指标值|目标值|完成值|实际值|实现值|值)$/

/**
 * A second title row: under 指标值 it splits that column (`2021年实际实现值 | 预期2022年实现值`), or it holds the rest of titles that
 * wrapped (`年度 | 实际` over `指标值 | 完成值`). `null` when the row is none.
 */
export const withSubtitles = (columns: Columns, { cells }: Row): Columns | null => {
  const keys = cells.map(keyOf)
  const filled = keys.flatMap((key, index) => (key === '' ? [] : [{ key, index }]))
  if (filled.length === 0) return null
  const cut = columns.tail.filter(({ title }) => CUT_TITLE.test(title))
  if (cut.length === filled.length && filled.every(({ key }) => REST.test(key))) return withRests(columns, cut, filled)
  const isTitle = (key: string) => /(?:值|情况|指标|目标)$/.test(key) && labelOf(key) === null && !/^[<>=≥≤\d]+%?$/.test(key)
  if (filled.length < 2 || !filled.every(({ key }) => isTitle(key)) || !filled.some(({ key }) => isTarget(key))) return null
  const at = columns.tail.findIndex(({ holds }) => holds === 'target')
  if (at === -1) return null
  const parts = filled.map(({ key, index }): TailColumn => ({ holds: holdsOf(key), index, title: key }))
  const countable = filled.every(({ index }) => index > columns.name)
  return { ...columns, countable, tail: [...columns.tail.slice(0, at), ...oneTarget(parts), ...columns.tail.slice(at + 1)] }
}

const withRests = (columns: Columns, cut: readonly TailColumn[], rests: readonly { key: string }[]): Columns => {
  const whole = columns.tail.map(column => {
    const at = cut.indexOf(column)
    const title = column.title + (at === -1 ? '' : (rests[at]?.key ?? ''))
    return at === -1 ? column : { ...column, title, holds: holdsOf(title) }
  })
  return { ...columns, tail: oneTarget(whole) }
}
