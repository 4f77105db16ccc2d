import { labelOf } from '@shenbao/form/scheme.ts'
import { keyOf, type Row } from './cells.ts'

/** What a column right of the 三级指标 holds. */
export type TailColumn = Readonly<{ holds: 'target' | 'operator' | 'unit' | 'weight' | 'other'; index: number }>

/** The columns of an indicator table as its title row names them. `titles` tells which columns have a title at all. */
export type Columns = Readonly<{
  level1: number
  level2: number
  name: number
  tail: readonly TailColumn[]
  titles: ReadonlySet<number>
  /** Whether weights stand between the levels as well (`一级指标 | 分值 | 二级指标 | …`). */
  weightsBetween: boolean
  /** Whether a cell can be told by its column; not where a second title row has lost its place. */
  countable: boolean
}>

const LEVEL1 = /^一级指标/
const LEVEL2 = /^二级指标/
const LEVEL3 = /^(?:三级指标|(?:绩效)?指标(?:名称|内容))/

const isTarget = (key: string): boolean =>
  /(?:指标|目标|预期|计划|绩效|实现)值|^(?:年度|绩效|预期)目标$|^指标值|目标值/.test(key) &&
  !/实际|完成值|历史|上年|参考|依据|解释|说明/.test(key)

const holdsOf = (key: string): TailColumn['holds'] => {
  if (/单位/.test(key) && !isTarget(key)) return 'unit'
  if (/性质|符号|方向|比较|运算/.test(key)) return 'operator'
  if (/分值|权重/.test(key)) return 'weight'
  return isTarget(key) ? 'target' : 'other'
}

/** Reads a title row; `null` when the row is none. */
export const columnsOf = ({ cells }: Row): Columns | null => {
  const keys = cells.map(keyOf)
  const name = keys.findLastIndex(key => LEVEL3.test(key))
  const [level1, level2] = [keys.findIndex(key => LEVEL1.test(key)), keys.findLastIndex(key => LEVEL2.test(key))]
  if (name === -1 || (level1 === -1 && level2 === -1)) return null
  const tail = keys.flatMap((key, index): TailColumn[] => (index > name && key !== '' ? [{ holds: holdsOf(key), index }] : []))
  const titles = new Set(keys.flatMap((key, index) => (key === '' ? [] : [index])))
  const weightsBetween = keys.slice(0, name).some(key => /分值|权重/.test(key))
  return { level1, level2, name, tail: oneTarget(tail, keys), titles, weightsBetween, countable: true }
}

/** Of several columns of values the year's own is meant. */
const oneTarget = (tail: readonly TailColumn[], keys: readonly string[]): readonly TailColumn[] => {
  const targets = tail.filter(({ holds }) => holds === 'target')
  if (targets.length < 2) return tail
  const meant = targets.findLast(({ index }) => /年度|本年|当年|预期/.test(keys[index] ?? '')) ?? targets[0]
  return tail.map(column => (column.holds === 'target' && column !== meant ? { ...column, holds: 'other' } : column))
}

/** A second title row under 指标值 (`2021年实际实现值 | 预期2022年实现值`) splits that column; `null` when the row is none. */
export const withSubtitles = (columns: Columns, { cells }: Row): Columns | null => {
  const keys = cells.map(keyOf)
  const filled = keys.flatMap((key, index) => (key === '' ? [] : [{ key, index }]))
  const isTitle = (key: string) => /(?:值|情况|指标|目标)$/.test(key) && labelOf(key) === null && !/^[<>=≥≤\d]+%?$/.test(key)
  if (filled.length < 2 || !filled.every(({ key }) => isTitle(key)) || !filled.some(({ key }) => isTarget(key))) return null
  const at = columns.tail.findIndex(({ holds }) => holds === 'target')
  if (at === -1) return null
  const parts = filled.map(({ key, index }): TailColumn => ({ holds: holdsOf(key), index }))
  const countable = filled.every(({ index }) => index > columns.name)
  return { ...columns, countable, tail: [...columns.tail.slice(0, at), ...oneTarget(parts, keys), ...columns.tail.slice(at + 1)] }
}
