/** “您是不是要写…？”: the known word that is nearest to a misspelt one, where one is near enough. */
export const didYouMean = (written: string, known: readonly string[]): string => {
  const [nearest] = known
    .map(word => ({ word, distance: distanceBetween(written, word) }))
    .filter(({ word, distance }) => distance <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance)
  return nearest ? `是不是想写「${nearest.word}」？` : ''
}

/** Names longer than this are not compared: nothing known is as long. */
const LONGEST = 64

/** How many letters have to be put in, taken out, changed or swapped with their neighbour. */
const distanceBetween = (a: string, b: string): number => {
  if (a.length > LONGEST || b.length > LONGEST) return Number.POSITIVE_INFINITY
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    rows.push(line)
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      line.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
  }
  return at(a.length, b.length)
}
