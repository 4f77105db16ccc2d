import { labelOf } from '@shenbao/form/scheme.ts'
import { keyOf, type Row } from './cells.ts'

/**
 * A table that gives the indicators of the whole project on one side and those of the year on the other. `border` is the
 * column where the second side begins, `later` whether that one is the year's.
 */
export type Sides = Readonly<{ from: number; border: number; end: number; later: boolean }>

const THIRD = /^三级指标/
const SECOND = /^二级指标/

/** The sides of a table as its title row names them; `null` where there is one side only. */
export const sidesOf = ({ cells }: Row): Sides | null => {
  const keys = cells.map(keyOf)
  const thirds = keys.flatMap((key, at) => (THIRD.test(key) ? [at] : []))
  const [first, second, more] = thirds
  if (first === undefined || second === undefined || more !== undefined) return null
  const seconds = keys.flatMap((key, at) => (SECOND.test(key) ? [at] : []))
  const border = seconds.find(at => at > first && at < second) ?? second
  const from = seconds.find(at => at < first) ?? first
  const titles = (start: number, end: number) => keys.slice(start, end).join(' ')
  const later = !(isYear(titles(from, border)) && !isYear(titles(border, keys.length)))
  return { from, border, end: keys.length, later }
}

const isYear = (titles: string): boolean => /年度|当年|本年/.test(titles) && !/长期|中期|实施期|周期/.test(titles)

/** The row with the year's side only; where that is empty, the other side stands in, so that no indicator is lost. */
export const yearSide = (row: Row, sides: Sides, columnsCount: boolean): Row => {
  const [first, second] = columnsCount || isAligned(row, sides) ? byColumn(row, sides) : byOrder(row)
  const [year, other] = sides.later ? [second, first] : [first, second]
  if (holdsName(year)) return { ...row, cells: year }
  return { ...row, cells: holdsName(other) ? other : year }
}

/** Whether every 二级 label stands where the title row has that column. */
const isAligned = ({ cells }: Row, { from, border }: Sides): boolean => {
  const at = cells.flatMap((cell, column) => (labelOf(cell)?.level === 2 ? [column] : []))
  return at.length > 0 && at.every(column => column === from || column === border)
}

const byColumn = ({ cells }: Row, { from, border, end }: Sides): readonly [readonly string[], readonly string[]] => {
  const without = (start: number, stop: number) => cells.map((cell, at) => (at >= start && at < stop ? '' : cell))
  return [without(border, end), without(from, border)]
}

/** Where columns do not count: the second label of the same kind begins the second side, else the second half does. */
const byOrder = ({ cells }: Row): readonly [readonly string[], readonly string[]] => {
  const filled = cells.filter(cell => cell !== '')
  const start = filled.findIndex(cell => labelOf(cell) === null)
  if (start === -1) return [filled, filled]
  const own = filled.slice(0, start)
  const rest = filled.slice(start)
  const labels = own.map(cell => labelOf(cell)?.name)
  const again = rest.findIndex(cell => {
    const label = labelOf(cell)
    return label !== null && labels.includes(label.name)
  })
  const half = again !== -1 ? again : rest.length > 2 && rest.length % 2 === 0 ? rest.length / 2 : rest.length
  const behind = rest.slice(half).filter((cell, at) => at > 0 || again === -1 || labelOf(cell) === null)
  return [
    [...own, ...rest.slice(0, half)],
    [...own, ...behind],
  ]
}

const holdsName = (cells: readonly string[]): boolean =>
  cells.some(cell => cell !== '' && labelOf(cell) === null && keyOf(cell) !== '绩效指标')
