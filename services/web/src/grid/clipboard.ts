/**
 * What Excel and WPS put on the clipboard as text: cells between tabs, rows between line ends; a cell with either of them, or with
 * a quote, stands in quotes, and quotes within it are doubled.
 */
export type Table = readonly (readonly string[])[]

export const readTable = (text: string): Table => {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  const put = (): void => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else isQuoted = false
    } else if (sign === '"' && cell === '' && closes(text, at)) isQuoted = true
    else if (sign === '\t') put()
    else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at += 1
      put()
      rows.push([])
    } else cell += sign
  }
  put()
  const last = rows.at(-1)
  return last?.length === 1 && last[0] === '' && rows.length > 1 ? rows.slice(0, -1) : rows
}

/** A quote that begins a cell and never ends one was typed by a person. */
const closes = (text: string, from: number): boolean => {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') continue
    if (text[at + 1] === '"') at += 1
    else return at + 1 === text.length || /[\t\r\n]/.test(text[at + 1] ?? '')
  }
  return false
}

export const writeTable = (table: Table): string =>
  table.map(row => row.map(cell => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\r\n')

/** One value copied into a rectangle fills it; a table stands as it is, from the upper left corner. */
export const spread = (table: Table, rows: number, columns: number): Table => {
  const [only] = table
  if (table.length !== 1 || only?.length !== 1) return table
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => only[0] ?? ''))
}
