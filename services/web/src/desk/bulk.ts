import type { Task } from '../api/queries.ts'
import { lookOf, type WorkRow } from './work-rows.ts'

/** 批量同意, 批量退回: which of the ticked rows go in, and which are left out and why. */
export type BulkVerb = 'approve' | 'return'
export const verbWords: Readonly<Record<BulkVerb, string>> = { approve: '同意', return: '退回' }

/** Under which revision each row was ticked: what has come since then was not what the reader ticked. */
export type Ticked = ReadonlyMap<string, number>

export type Left = Readonly<{ row: WorkRow; why: string }>
export type Sorted = Readonly<{ goes: readonly (WorkRow & Readonly<{ task: Task }>)[]; left: readonly Left[] }>

export const mayBeTicked = ({ task }: WorkRow): boolean =>
  task !== null && (task.commands.includes('approve') || task.commands.includes('return'))

/** Why a ticked row has to be looked at by itself; `null` where it may go with the others. */
export const whyLeft = ({ listed, task }: WorkRow, verb: BulkVerb, revision: number): string | null => {
  if (!task?.commands.includes(verb)) return `现在不能批量${verbWords[verb]}，请打开办理`
  if (listed.revision !== revision) return '勾选之后又有变化，请先看变化'
  if (lookOf(listed) === 'changed') return '你看过之后有变化，请先看变化'
  return null
}

export const sorted = (rows: readonly WorkRow[], ticked: Ticked, verb: BulkVerb): Sorted => {
  const goes: (WorkRow & Readonly<{ task: Task }>)[] = []
  const left: Left[] = []
  for (const row of rows) {
    const revision = ticked.get(row.key)
    if (revision === undefined) continue
    const twice = goes.some(({ listed }) => listed.id === row.listed.id)
    const why = twice ? '同一份申报已在办理之列，办完再办这一件' : whyLeft(row, verb, revision)
    if (why === null && row.task !== null) goes.push({ ...row, task: row.task })
    else left.push({ row, why: why ?? '' })
  }
  return { goes, left }
}

/** 已选 3 项，其中 1 项有变化，须逐项看 */
export const tickedWords = (count: number, left: readonly Left[]): string => {
  if (count === 0) return '勾选后可以一起办理'
  return left.length === 0 ? `已选 ${count} 项` : `已选 ${count} 项，其中 ${left.length} 项须逐项看`
}

/** One sentence for the whole. */
export const outcomeWords = (verb: BulkVerb, { done, refused }: Readonly<{ done: number; refused: number }>): string => {
  const word = verbWords[verb]
  if (refused === 0) return `${done} 项都已${word}。`
  return done === 0 ? `${refused} 项都没有办成，原因见下。` : `已${word} ${done} 项，${refused} 项没有办成，原因见下。`
}

/** What has to be looked at first stays refused however often it is sent; all else may go through another time. */
export const isWorthRetrying = ({ outcome, code }: Readonly<{ outcome: string; code?: string | undefined }>): boolean =>
  outcome === 'refused' && code !== 'stale' && code !== 'not-clean'

/** So many at a time, so that there is progress to see and little to repeat after a lost network. */
export const BULK_STEP = 10

export const inSteps = <Item>(items: readonly Item[], step: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / step) }, (_, index) => items.slice(index * step, (index + 1) * step))

/** Where all of them may be sent back to, in the order of the first. */
export const sharedTargets = (targets: readonly (readonly string[])[]): readonly string[] => {
  const [first = [], ...rest] = targets
  return first.filter(target => rest.every(others => others.includes(target)))
}
