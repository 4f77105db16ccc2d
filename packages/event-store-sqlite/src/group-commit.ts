import type { DatabaseSync } from 'node:sqlite'
import { LogDefect } from '@shenbao/event-store/defect.ts'
import { judgeAppend } from '@shenbao/event-store/judge-append.ts'
import { type Appended, LogFault } from '@shenbao/event-store/port.ts'
import { positionOf } from '@shenbao/event-store/position.ts'
import type { Kept } from '@shenbao/event-store/stored-text.ts'
import { checksumOf, type factQueries } from './fact-rows.ts'
import { faultOf, isFull, isIoError } from './sqlite-fault.ts'

/** Facts in one transaction before it is closed and the rest waits for the next: bounds how long one turn holds the thread. */
const GROUP_FACTS = 500

export type Request = Readonly<{ stream: string; expected: number; rows: readonly Kept[] }>
type Waiting = Readonly<{ request: Request; resolve: (appended: Appended) => void; reject: (reason: unknown) => void }>
type Outcome = Readonly<{ appended: Appended }> | Readonly<{ refused: unknown }>

export type GroupCommit = Readonly<{
  append: (request: Request) => Promise<Appended>
  /** Commits at once what still waits. */
  flush: () => void
  commits: () => number
}>

/**
 * Appends that arrive in one turn of the event loop share one transaction and one fsync. Each is judged by itself, after those
 * before it: a conflict or a defect stores nothing and leaves its neighbours alone. A fault of the disk rejects the whole group.
 *
 * When the commit itself fails nobody can tell whether the disk will show the group after a crash (`settled: false`: retry with
 * the same ids); except on a full disk, because the frame that would have completed the group is the last one and found no room.
 * After a failed fsync the operating system may report success for data it has dropped, so nothing more is written until the log
 * is opened anew.
 */
export const groupCommit = (
  database: DatabaseSync,
  file: string,
  queries: ReturnType<typeof factQueries>,
  committed: () => void,
): GroupCommit => {
  const insert = database.prepare('insert into facts (stream, revision, id, envelope, checksum) values (?, ?, ?, ?, ?)')
  const queue: Waiting[] = []
  let commits = 0
  let broken: unknown = null

  const store = ({ stream, expected, rows }: Request): Appended => {
    const judgement = judgeAppend(expected, rows, {
      head: queries.headOf(stream),
      idAt: revision => queries.placeOf(stream, revision)?.id,
      isKnown: queries.isKnown,
    })
    if (judgement.verdict === 'conflict') return { outcome: 'conflict', revision: judgement.revision }
    const revision = expected + rows.length
    if (judgement.verdict === 'repeated') {
      const place = queries.placeOf(stream, revision)
      if (!place) throw new RangeError(`${stream} lost revision ${revision} while it was being judged`)
      return { outcome: 'appended', revision, position: place.position, repeated: true }
    }
    let position = 0
    for (const { revision, id, text } of rows)
      position = Number(insert.run(stream, revision, id, text, checksumOf(text)).lastInsertRowid)
    return { outcome: 'appended', revision, position: positionOf(position), repeated: false }
  }

  const outcomesOf = (group: readonly Waiting[]): readonly Outcome[] =>
    group.map(({ request }) => {
      try {
        return { appended: store(request) }
      } catch (refused) {
        // Only a defect may pass: it was found before anything was inserted. A fault of the disk ends the group.
        if (refused instanceof LogDefect) return { refused }
        throw refused
      }
    })

  /** Runs the group in one transaction. Throws a `LogFault` that holds for all of it. */
  const commitGroup = (group: readonly Waiting[]): readonly Outcome[] => {
    let committing = false
    try {
      database.exec('begin immediate')
      const outcomes = outcomesOf(group)
      committing = true
      database.exec('commit')
      commits += 1
      return outcomes
    } catch (error) {
      if (committing && isIoError(error)) broken = error
      if (database.isTransaction) rollBack()
      throw faultOf(error, file, !committing || (isFull(error) && broken === null))
    }
  }

  const rollBack = (): void => {
    try {
      database.exec('rollback')
    } catch (error) {
      broken = error
    }
  }

  const commitNext = (): void => {
    const group = takeGroup(queue)
    try {
      if (broken !== null) throw stopped(file, broken)
      const outcomes = commitGroup(group)
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index]
        if (outcome && 'appended' in outcome) resolve(outcome.appended)
        else reject(outcome?.refused)
      }
      committed()
    } catch (fault) {
      for (const { reject } of group) reject(fault)
    }
  }

  const turn = (): void => {
    if (queue.length === 0) return
    commitNext()
    if (queue.length > 0) setImmediate(turn)
  }

  return {
    append: request =>
      new Promise((resolve, reject) => {
        if (queue.push({ request, resolve, reject }) === 1) setImmediate(turn)
      }),
    flush: () => {
      while (queue.length > 0) commitNext()
    },
    commits: () => commits,
  }
}

const takeGroup = (queue: Waiting[]): readonly Waiting[] => {
  let facts = 0
  const end = queue.findIndex(({ request }) => {
    facts += request.rows.length
    return facts >= GROUP_FACTS
  })
  return queue.splice(0, end === -1 ? queue.length : end + 1)
}

const stopped = (file: string, cause: unknown): LogFault =>
  new LogFault(`日志 ${file} 上次写入时磁盘出错，已停止写入。请检查磁盘，然后重启服务。`, { cause, settled: true })
