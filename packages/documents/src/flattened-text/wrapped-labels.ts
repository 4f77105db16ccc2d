import { labelOf } from '@shenbao/form/scheme.ts'
import { keyOf, type Row } from './cells.ts'
import { headerLabelOf } from './header-labels.ts'

/** A label written downwards (`产 / 出 / 指 / 标`) has at most so many pieces. */
const MOST_PIECES = 8
const LONGEST_PIECE = 6

/** Puts a label together that came in pieces on lines of their own: `总体 / 目标`, `主管部门 / 及编码`, `产 / 出 / 指 / 标 / (50分)`. */
export const joinLabelPieces = (rows: readonly Row[]): readonly Row[] => {
  const joined: Row[] = []
  for (let at = 0; at < rows.length; ) {
    const [row] = rows.slice(at, at + 1)
    const pieces = row && isPiece(row) ? piecesFrom(rows, at) : 1
    if (row) joined.push(pieces === 1 ? row : { ...row, ...whole(rows.slice(at, at + pieces)) })
    at += pieces
  }
  return joined
}

const isPiece = ({ text, cells }: Row): boolean => text.length <= 24 && cells.filter(cell => cell !== '').length === 1

const whole = (pieces: readonly Row[]): Pick<Row, 'text' | 'cells'> => {
  const text = pieces.map(({ text }) => text.replace(/[|\s]+/g, '')).join('')
  return { text, cells: [text] }
}

/** How many rows from here on make one label. Pieces that are labels by themselves stay apart. */
const piecesFrom = (rows: readonly Row[], from: number): number => {
  const first = textOf(rows[from])
  let text = first
  let pieces = 1
  for (let at = from + 1; at < rows.length && at < from + MOST_PIECES; at++) {
    const row = rows[at]
    const piece = textOf(row)
    if (!row || !isPiece(row) || piece.length > LONGEST_PIECE || isLabel(piece)) break
    text += piece
    if (isLabel(text) && !(pieces === 1 && isContinuedBy(first, piece))) pieces = at - from + 1
  }
  return pieces
}

const textOf = (row: Row | undefined): string => keyOf(row?.cells.find(cell => cell !== '') ?? '')
const isLabel = (text: string): boolean => headerLabelOf(text) !== null || labelOf(text) !== null

/** `社会效益 / 指标` is read with its rows, which know where such a rest may stand. */
const isContinuedBy = (first: string, rest: string): boolean =>
  labelOf(first) !== null && labelOf(rest) === null && /标$/.test(rest)
