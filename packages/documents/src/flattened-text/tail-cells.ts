import { parseTarget } from '@shenbao/form/target.ts'
import type { TailColumn } from './table-columns.ts'

/** What stands behind a name: its value as one cell, its weight, and how badly the cells fit the columns (0: plainly). */
export type Tail = Readonly<{ target: string; weight: string | null; strain: number }>

/** Wider tables are none; what goes on is not looked at. */
const MOST_CELLS = 16

/**
 * Gives the cells behind a name to the columns of the table, in order, where empty cells have been lost: each column takes a
 * cell that can be its own or stays empty, so that the whole fits best.
 */
export const tailOf = (cells: readonly string[], columns: readonly TailColumn[]): Tail => {
  const [first = ''] = cells
  if (columns.length < 2 || !columns.some(({ holds }) => holds === 'target') || cells.length > MOST_CELLS)
    return { target: first, weight: null, strain: first === '' ? EMPTY_TARGET : strainOf('target', first, false) }
  const scored = columns.some(({ holds }) => holds === 'weight' || holds === 'score')
  const { picks, strain } = bestFit(cells, columns.slice(0, MOST_CELLS), scored)
  const at = (holds: TailColumn['holds']) => cells[picks[columns.findIndex(column => column.holds === holds)] ?? -1]
  return {
    target: composed(at('operator'), at('target') ?? '', at('unit')),
    weight: weightOf(at('weight')),
    strain,
  }
}

const EMPTY_TARGET = 1
/** A cell that no column takes. */
const LEFT_OVER = 2

type Fit = Readonly<{ strain: number; picks: readonly number[] }>

const bestFit = (cells: readonly string[], columns: readonly TailColumn[], scored: boolean): Fit => {
  // fits[c]: the best way to give the first c cells to the columns seen so far; -1 marks an empty column.
  let fits: readonly (Fit | null)[] = cells.concat('').map((_, c) => (c === 0 ? { strain: 0, picks: [] } : null))
  for (const { holds } of columns) {
    fits = fits.map((skipped, c) => {
      const before = c === 0 ? null : (fits[c - 1] ?? null)
      const taken = before && {
        strain: before.strain + strainOf(holds, cells[c - 1] ?? '', scored),
        picks: [...before.picks, c - 1],
      }
      const left = skipped && { strain: skipped.strain + emptyStrain(holds), picks: [...skipped.picks, -1] }
      return taken && (!left || taken.strain <= left.strain) ? taken : left
    })
  }
  const whole = fits.map((fit, c) => fit && { ...fit, strain: fit.strain + LEFT_OVER * (cells.length - c) })
  return whole.reduce<Fit>((best, fit) => (fit && fit.strain < best.strain ? fit : best), { strain: 1000, picks: [] })
}

const emptyStrain = (holds: TailColumn['holds']): number =>
  holds === 'target' ? EMPTY_TARGET : holds === 'remark' ? 0.1 : holds === 'actual' ? 0.6 : 0.3

const SIGN = /^(?:[<>=≥≤≧≦═＜＞＝]{1,2}|[大小高低多少等不]+于(?:等于)?)$/
const NATURE = /^(?:定性|定量|正向|反向|负向|逆向)(?:指标)?$/
const PLAIN = /^\d{1,3}(?:\.\d+)?分?$/

const strainOf = (holds: TailColumn['holds'], cell: string, scored: boolean): number => {
  const plain = PLAIN.test(cell)
  switch (holds) {
    case 'operator':
      return SIGN.test(cell) || NATURE.test(cell) ? 0 : 5
    case 'unit':
      return /^[-—/]?\d/.test(cell) || SIGN.test(cell) || cell.length > 12 ? 5 : 0
    case 'weight':
    case 'score':
      return plain ? 0 : 10
    case 'target':
      return SIGN.test(cell) || NATURE.test(cell) ? 5 : plain && scored ? 1 : isFigure(cell) ? 0 : 0.2
    case 'actual':
      return plain && scored ? 0.5 : isFigure(cell) ? 0 : 0.2
    case 'remark':
      return plain ? 2 : isFigure(cell) ? 1 : 0.15
    case 'other':
      return 0.1
  }
}

const isFigure = (cell: string): boolean => {
  const { op, meaning } = parseTarget(cell)
  return (op !== null && op !== 'text') || meaning !== undefined
}

/** Operator, number and unit from columns of their own, put together as one value. */
export const composed = (operator: string | undefined, value: string, unit: string | undefined): string => {
  if (value === '') return ''
  const { op, unit: written } = parseTarget(value)
  if (op === null || op === 'text') return value
  const sign = operator !== undefined && SIGN.test(operator) && /^[\d.]/.test(value) ? operator : ''
  return `${sign}${value}${written === null ? (unit ?? '').replace(/^[-—/]$/, '') : ''}`
}

export const weightOf = (text: string | undefined): string | null => /^(\d+(?:\.\d+)?)分?$/.exec(text ?? '')?.[1] ?? null
