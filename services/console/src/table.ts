/** How many columns of a terminal a text takes: Chinese characters and full-width signs take two. */
export const widthOf = (text: string): number => {
  let width = 0
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’…—≥≤×÷]/u.test(
      character,
    )
      ? 2
      : 1
  return width
}

const padded = (text: string, width: number, right: boolean): string => {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? blanks + text : text + blanks
}

/** Aligned columns. Cells are cut at `longest` columns of the terminal; `right` names the columns that stand to the right. */
export const table = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  { longest = 56, right = [] }: Readonly<{ longest?: number; right?: readonly number[] }> = {},
): string => {
  const cells = [heads, ...rows].map(row => row.map(cell => shortened(cell.replace(/\s+/g, ' '), longest)))
  const widths = heads.map((_, column) => Math.max(...cells.map(row => widthOf(row[column] ?? ''))))
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => padded(row[column] ?? '', width, right.includes(column)))
      .join('  ')
      .trimEnd()
  const rule = widths.map(width => '─'.repeat(width)).join('  ')
  return `${[line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join('\n')}\n`
}

const shortened = (text: string, longest: number): string => {
  if (widthOf(text) <= longest) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character) > longest - 2) break
    kept += character
  }
  return `${kept}…`
}
