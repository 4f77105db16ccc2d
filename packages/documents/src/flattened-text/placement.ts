import type { IndicatorFlag } from '@shenbao/form/form.ts'
import { belongsTogether, level1Of, type SchemeId } from '@shenbao/form/scheme.ts'
import { strongMeaning, weakMeaning } from './name-meaning.ts'
import type { PrintedRow } from './table-rows.ts'

/** A row with its place in the tree and what a person must look at. */
export type PlacedRow = Readonly<{
  row: PrintedRow
  level1: string | null
  level2: string | null
  flags: readonly IndicatorFlag[]
}>

/** What a row's own labels say. `repaired`: a label stood in the wrong cell. */
type Own = Readonly<{ level1: string | null; level2: string | null; conflict: boolean; repaired: boolean }>

type Block = {
  level1: string | null
  level2: string | null
  rows: number[]
  ownLevel1: boolean
  /** The row that carries the labels of the block. */
  first: number
  /** Rows whose own labels contradict each other, and rows that have their labels by inference. */
  conflicts: Set<number>
  inferred: Set<number>
}

const COST = '成本指标'

/**
 * Gives every row its 一级 and 二级指标. A label holds for its own row and those below until the next one, as merged cells read; where
 * the conversion has set it in the middle of its cell, a row above the label that by its name belongs to it is given to it.
 * What was not printed beside a row in the plain way is flagged as inferred.
 */
export const placeRows = (rows: readonly PrintedRow[]): readonly PlacedRow[] => {
  const scheme: SchemeId = rows.some(({ labels }) => labels.some(({ label }) => /.成本指标$/.test(label.name)))
    ? '2021'
    : costScheme(rows)
  const owns = rows.map(row => ownLabels(row, scheme))
  const blocks = blocksOf(rows, owns, scheme)
  const moved = moveAboveLabels(rows, owns, blocks)
  const parents = parentsOf(blocks, scheme)
  const placed: PlacedRow[] = []
  for (const [at, block] of blocks.entries())
    for (const index of block.rows) {
      const row = rows[index]
      const own = owns[index]
      if (!row || !own || isLabelAlone(row)) continue
      const parent = parents[at] ?? { level1: null, inferred: true }
      const inferred = parent.inferred || moved.has(index) || block.inferred.has(index) || crossesBreak(rows, owns, index, block)
      const conflict =
        block.conflicts.has(index) || contradictsNeighbour(row, own, blocks, at) || !fits(scheme, parent.level1, block.level2)
      placed.push({
        row,
        level1: parent.level1,
        level2: block.level2,
        flags: flagsOf(row, inferred || parent.level1 === null, conflict),
      })
    }
  return placed
}

const isLabelAlone = (row: PrintedRow | undefined): boolean => row === undefined || (row.name === '' && row.target === '')

const flagsOf = (row: PrintedRow, inferred: boolean, conflict: boolean): readonly IndicatorFlag[] => [
  ...(inferred ? (['level-inferred'] as const) : []),
  ...(conflict ? (['level-conflict'] as const) : []),
  ...(row.split ? (['split-row'] as const) : []),
  ...(row.shifted ? (['shifted-row'] as const) : []),
]

const fits = (scheme: SchemeId, level1: string | null, level2: string | null): boolean =>
  level1 === null || level2 === null || belongsTogether(scheme, level1, level2)

/** 成本指标 without its 2021 sub-labels: under 产出 when it comes after output labels, else a branch. */
const costScheme = (rows: readonly PrintedRow[]): SchemeId => {
  const names = rows.flatMap(({ labels }) => labels.map(({ label }) => label.name))
  const cost = names.indexOf(COST)
  return cost > 0 && names.slice(0, cost).some(name => level1Of('2015', name) === '产出指标' || name === '产出指标')
    ? '2015'
    : '2021'
}

const ownLabels = (row: PrintedRow, scheme: SchemeId): Own => {
  let [level1, level2]: [string | null, string | null] = [row.otherLevel1, row.otherLevel2]
  let [conflict, repaired] = [false, false]
  for (const { label, column } of row.labels) {
    const first =
      label.level === 'either' ? scheme === '2021' && column !== row.columns?.level2 && level1 === null : label.level === 1
    if (first && level1 === null) level1 = label.name
    else if (first && label.name === '满意度指标') level2 ??= '服务对象满意度指标'
    else if (first) {
      conflict ||= level1 !== label.name
      level1 = label.name
    } else {
      // The same 二级 label twice stands once in the cell of the 一级: that one's own name is lost.
      repaired ||= level2 === label.name
      conflict ||= level2 !== null
      level2 = label.name
    }
  }
  return { level1, level2, conflict, repaired }
}

const parentIn = (scheme: SchemeId, level2: string | null): string | null =>
  level2 === null ? null : (level1Of(scheme, level2) ?? level1Of(scheme === '2015' ? '2021' : '2015', level2))

/** Every label opens a block; a 一级 label alone that fits the running 二级 only names it (it stood in the middle of its cell). */
const blocksOf = (rows: readonly PrintedRow[], owns: readonly Own[], scheme: SchemeId): Block[] => {
  const blocks: Block[] = []
  for (const [index, own] of owns.entries()) {
    const last = blocks.at(-1)
    if (own.level1 === null && own.level2 === null && last) last.rows.push(index)
    else if (own.level2 === null && own.level1 !== null && last && joins(last, own.level1, scheme)) {
      last.rows.push(index)
      last.level1 ??= own.level1
    } else if (
      last &&
      own.level1 === null &&
      own.level2 !== null &&
      last.level2 === null &&
      waits(last, own.level2, rows, scheme)
    ) {
      last.level2 = own.level2
      last.inferred = new Set(last.rows)
      last.rows.push(index)
    } else blocks.push(opened(own, index))
  }
  for (const block of blocks) {
    if (block.level1 !== '满意度指标' || block.level2 !== null) continue
    block.level2 = '服务对象满意度指标'
    block.inferred = new Set(block.rows)
  }
  return mergeLeading(blocks)
}

const opened = ({ level1, level2, conflict, repaired }: Own, index: number): Block => ({
  level1,
  level2,
  rows: [index],
  ownLevel1: level1 !== null,
  first: index,
  conflicts: new Set(conflict ? [index] : []),
  inferred: new Set(repaired ? [index] : []),
})

const joins = (last: Block, level1: string, scheme: SchemeId): boolean =>
  last.level2 !== null && last.level1 !== level1 && last.level1 === null && parentIn(scheme, last.level2) === level1

/** Whether a block that knows only its 一级 has been waiting for this 二级, printed a row late. */
const waits = (last: Block, level2: string, rows: readonly PrintedRow[], scheme: SchemeId): boolean =>
  last.level1 !== null &&
  parentIn(scheme, level2) === last.level1 &&
  last.rows.filter(row => !isLabelAlone(rows[row])).length <= 1

/** Rows before the first label belong to it: it stands in the middle of its cell. */
const mergeLeading = (blocks: readonly Block[]): Block[] => {
  const [first, second, ...rest] = blocks
  if (!first || !second || first.level1 !== null || first.level2 !== null) return [...blocks]
  const inferred = new Set([...second.inferred, ...first.rows])
  return [{ ...second, rows: [...first.rows, ...second.rows], inferred }, ...rest]
}

/** A label in a column that is not for labels of its level; one in its own column without a name is an empty branch. */
const isMisplaced = (row: PrintedRow | undefined): boolean => {
  const columns = row?.columns ?? null
  return columns !== null && (row?.labels ?? []).some(({ column }) => column !== columns.level1 && column !== columns.level2)
}

/** Moves rows above a label to it where their names say so, and gives a label alone in a wrong column the row it was set beside. */
const moveAboveLabels = (rows: readonly PrintedRow[], owns: readonly Own[], blocks: readonly Block[]): ReadonlySet<number> => {
  const moved = new Set<number>()
  const unlabelled = (index: number) => owns[index]?.level1 === null && owns[index]?.level2 === null
  const give = (from: Block, to: Block, at: number) => {
    const given = from.rows.splice(at)
    to.rows.unshift(...given)
    for (const index of given) moved.add(index)
  }
  let centred = false
  for (const [at, next] of blocks.entries()) {
    const block = blocks[at - 1]
    if (!block) continue
    const alone = next.rows.every(index => isLabelAlone(rows[index]) && isMisplaced(rows[index]))
    const start = startOf(next, block, rows, unlabelled, strongMeaning)
    if (start !== -1) give(block, next, start)
    else if (alone && block.rows.length > 1 && unlabelled(block.rows.at(-1) ?? -1)) give(block, next, -1)
    centred ||= start !== -1 || alone
  }
  for (const [at, next] of centred ? blocks.entries() : []) {
    const block = blocks[at - 1]
    const start = block ? startOf(next, block, rows, unlabelled, weakMeaning) : -1
    if (block && start !== -1) give(block, next, start)
  }
  return moved
}

/** The first row of the block, after its own label, from which on all speak for the next one or for none. */
const startOf = (
  next: Block,
  block: Block,
  rows: readonly PrintedRow[],
  unlabelled: (index: number) => boolean,
  meaning: (name: string) => string | null,
): number => {
  let start = -1
  for (let at = block.rows.length - 1; at > 0; at--) {
    const index = block.rows[at] ?? -1
    const speaksFor = meaning(rows[index]?.name ?? '')
    if (!unlabelled(index) || (speaksFor !== null && speaksFor === block.level2)) break
    if (speaksFor !== null && speaksFor === next.level2) start = at
  }
  return start
}

/** The 一级 of each block: printed, else running on from above where it fits, else the one the scheme gives the 二级. */
const parentsOf = (
  blocks: readonly Block[],
  scheme: SchemeId,
): readonly Readonly<{ level1: string | null; inferred: boolean }>[] => {
  let running: string | null = null
  return blocks.map(block => {
    const parent = parentIn(scheme, block.level2)
    if (block.level1 !== null) {
      running = block.level1
      return { level1: running, inferred: !block.ownLevel1 }
    }
    if (running !== null && (parent === null || parent === running)) return { level1: running, inferred: false }
    running = parent ?? running
    return { level1: running, inferred: true }
  })
}

/** Whether a page break lies between a row and the labels it lives on. */
const crossesBreak = (rows: readonly PrintedRow[], owns: readonly Own[], index: number, block: Block): boolean => {
  for (let at = index; at >= 0; at--) {
    const own = owns[at]
    if (own?.level1 !== null && own?.level1 !== undefined) return false
    if (rows[at]?.broken && !(at === index && block.first === index && own?.level2 !== null && block.ownLevel1)) return true
  }
  return false
}

/** A row printed beside one label whose name speaks for the label next to it: nobody but a person can say which is right. */
const contradictsNeighbour = (row: PrintedRow, own: Own, blocks: readonly Block[], at: number): boolean => {
  const speaksFor = strongMeaning(row.name)
  const block = blocks[at]
  if (speaksFor === null || own.level2 === null || !block || speaksFor === block.level2) return false
  return blocks[at - 1]?.level2 === speaksFor || blocks[at + 1]?.level2 === speaksFor
}
