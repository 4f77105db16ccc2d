import { isValue, type PrintedRow } from './table-rows.ts'

/**
 * Puts cells together that ran over two lines: a label cut in two, a value on a line of its own, a name that plainly goes
 * on. A line that could be a row by itself stays one.
 */
export const joinWrapped = (rows: readonly PrintedRow[]): readonly PrintedRow[] => {
  const joined: PrintedRow[] = []
  for (const row of rows) {
    const last = joined.at(-1)
    const whole = last && joinedWith(last, row)
    if (whole) joined.splice(-1, 1, whole)
    else joined.push(row.fragment ? splitLabel(joined, row) : row)
  }
  return joined
}

/** The row that carries the rest of a label, and the one that carries its beginning, are both marked. */
const splitLabel = (before: PrintedRow[], row: PrintedRow): PrintedRow => {
  const at = before.findLastIndex(({ labels }) => labels.length > 0)
  const owner = before[at]
  const label = owner?.labels.at(-1)
  if (!owner || !label || /指标$/.test(label.text.replace(/\s/g, ''))) return row
  before.splice(at, 1, { ...owner, split: true })
  return { ...row, split: true }
}

const joinedWith = (last: PrintedRow, row: PrintedRow): PrintedRow | null => {
  if (row.labels.length > 0 || row.otherLevel1 !== null || row.otherLevel2 !== null || last.name === '') return null
  if (row.name === '' && row.target !== '' && last.target === '') return { ...last, target: row.target, split: true }
  if (row.name === '' && row.columns !== null && !isValue(row.target))
    return { ...last, target: last.target + row.target, split: true }
  if (row.name !== '' && goesOn(last.name, row.name) && (last.target === '' || row.target === ''))
    return {
      ...last,
      name: last.name + row.name,
      target: last.target === '' ? row.target : last.target,
      weight: last.weight ?? row.weight,
      split: true,
    }
  return null
}

/** Whether a name is cut in the middle: an open bracket or quotation, a joining word at its end, a bare suffix as its rest. */
const goesOn = (start: string, rest: string): boolean =>
  isOpen(start) ||
  /[、，,的和与及或“（(]$/.test(start) ||
  /^[、，,）)”的]/.test(rest) ||
  /^(?:[一-鿿]|率|度|数|性|额|比例|标|量|情况|完成率|合格率|及时率|满意度|及时性)$/.test(rest)

const isOpen = (text: string): boolean => {
  const count = (characters: string) => [...text.slice(0, 500)].filter(character => characters.includes(character)).length
  return count('(（') > count(')）') || count('“') > count('”') || count('《') > count('》')
}
