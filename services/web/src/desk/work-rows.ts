import { decimalText, parseDecimal, round, sum } from '@shenbao/kernel/decimal.ts'
import type { Listed, Task } from '../api/queries.ts'

/** One line of a list of work: a declaration and, where it waits for the reader, what is asked of them. */
export type WorkRow = Readonly<{
  /** A declaration that waits in two stages, or for two people the reader stands in for, is two rows. */
  key: string
  listed: Listed
  task: Task | null
}>

export const taskKey = ({ id, waitingStage, onBehalfOf }: Task): string => [id, waitingStage ?? '', onBehalfOf ?? ''].join(' ')

/** What waits for the reader in the order of the server (due first), and below it the others of the batch. */
export const rowsOf = (
  tasks: readonly Task[],
  batch: readonly Listed[],
): Readonly<{ mine: readonly WorkRow[]; others: readonly WorkRow[] }> => {
  const waiting = new Set(tasks.map(({ id }) => id))
  return { mine: tasks.map(rowOfTask), others: batch.filter(({ id }) => !waiting.has(id)).map(rowOfListed) }
}

export const rowOfTask = (task: Task): WorkRow => ({ key: taskKey(task), listed: task, task })

const rowOfListed = (listed: Listed): WorkRow => ({ key: listed.id, listed, task: null })

/** The list as it stands, each line knowing the task it is, so that it can be decided from there. */
export const rowsWithTasks = (batch: readonly Listed[], tasks: readonly Task[]): readonly WorkRow[] => {
  const byId = new Map(tasks.toReversed().map(task => [task.id, task]))
  return batch.map(listed => {
    const task = byId.get(listed.id) ?? null
    return { key: listed.id, listed, task }
  })
}

export const stagesOf = ({ stage }: Pick<Listed, 'stage'>): readonly string[] => (typeof stage === 'string' ? [stage] : stage)

/** `first`: the reader never acted on it nor marked it as read. `changed`: something was recorded since they did. */
export type Look = 'first' | 'changed' | 'same'

export const lookOf = ({ seenRevision, revision }: Pick<Listed, 'seenRevision' | 'revision'>): Look => {
  if (seenRevision === null) return 'first'
  return seenRevision < revision ? 'changed' : 'same'
}

/** Bold until it has been seen; what is not the reader's own work never was anything to miss. */
export const isUnseen = ({ listed, task }: WorkRow): boolean =>
  lookOf(listed) === 'changed' || (task !== null && lookOf(listed) === 'first')

export type Sum = Readonly<{ count: number; yuan: string; blank: number }>

/** Exact to the fen; a blank amount is counted and not taken for nought. */
export const sumOf = (listed: readonly Pick<Listed, 'annualRequest'>[]): Sum => {
  const amounts = listed.flatMap(({ annualRequest }) => (annualRequest === null ? [] : (parseDecimal(annualRequest) ?? [])))
  return { count: listed.length, yuan: decimalText(round(sum(amounts), 2)), blank: listed.length - amounts.length }
}

/** 首轮, 第 2 轮, … : each return begins another one. */
export const roundWords = (returned: number): string => (returned === 0 ? '首轮' : `第 ${returned + 1} 轮`)

export type Narrowing = 'changed' | 'errors' | 'again'
export const narrowings: Readonly<Record<Narrowing, Readonly<{ words: string; keeps: (row: WorkRow) => boolean }>>> = {
  changed: { words: '有变化', keeps: ({ listed }) => lookOf(listed) === 'changed' },
  errors: { words: '有错误', keeps: ({ listed }) => listed.findings.error > 0 },
  again: { words: '再报', keeps: ({ listed }) => listed.round > 0 },
}
export const isNarrowing = (text: string | null): text is Narrowing => text !== null && Object.hasOwn(narrowings, text)
