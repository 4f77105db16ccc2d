import type { LibraryEntry } from '@shenbao/server/routes/library.ts'
import type { Edit, EditedRow, RowKey } from '../editing/edits.ts'

type Levels = Readonly<{ level1: string | null; level2: string | null }>

/** Behind which row one of these levels belongs: with its like, else with its 一级指标, else at the end. */
export const placeOf = (rows: readonly EditedRow[], { level1, level2 }: Levels): RowKey | null => {
  const like = rows.findLast(row => row.level1 === level1 && row.level2 === level2)
  const kin = rows.findLast(row => row.level1 === level1)
  return (like ?? kin ?? rows.at(-1))?.key ?? null
}

/** Rows of the library put on the form in one act, each in its place, with its usual value and what was last agreed about it. */
export const insertionOf = (
  rows: readonly EditedRow[],
  entries: readonly Pick<LibraryEntry, 'level1' | 'level2' | 'name' | 'usual' | 'plan'>[],
  newKey: () => RowKey,
): readonly Edit[] => {
  let now = rows
  return entries.map(({ level1, level2, name, usual, plan }) => {
    const row = newKey()
    const after = placeOf(now, { level1, level2 })
    const contents = { level1, level2, name, target: usual.target, weight: null, plan }
    const behind = now.findIndex(({ key }) => key === after)
    now = now.toSpliced(behind < 0 ? now.length : behind + 1, 0, { key: row, ...contents })
    return { kind: 'add', row, after, contents }
  })
}
