/**
 * CSV as spreadsheet programs open it: UTF-8 with a mark, CRLF, quoted where needed. A cell that a spreadsheet would take for a
 * formula (indicator values begin with `=` or `≥`, and anybody may write into a form) gets a leading apostrophe and stays text.
 */
export const csvMark = '\uFEFF'

export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(',')}\r\n`

const csvCell = (cell: string | number | null): string => {
  if (cell === null) return ''
  const text = String(cell)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
