import type { Envelope } from '@shenbao/kernel/envelope.ts'

/**
 * Where a fact stands in the one order of all facts. Opaque text to everyone but the adapter, with one promise: of two
 * positions of one log, the later one is the greater text (`<` on strings). Numbers may be missing in between.
 */
export type Position = string

/** A fact as it was recorded: the envelope, and where it stands in this log. The position takes no part in any digest. */
export type Recorded = Readonly<{ position: Position; fact: Envelope }>

export type Appended =
  /** On disk. `repeated` when exactly these facts (same ids) already stood at this very place: a retry, stored once. */
  | Readonly<{
      outcome: 'appended'
      revision: number
      position: Position
      repeated: boolean
    }>
  /** Somebody was faster, or the caller was ahead of the stream. Nothing was stored. `revision` is -1 when there is no stream. */
  | Readonly<{ outcome: 'conflict'; revision: number }>

/**
 * The log, the only truth. An adapter is anything that passes `contract-suite.ts`.
 *
 * Faults (disk full, server away, closed) are thrown as `LogFault`, what no caller may ask for as `LogDefect`; a conflict is a
 * value, because it is expected.
 */
export type EventStore = Readonly<{
  /**
   * Appends whole or not at all, and answers only when the facts are on disk. `expected` is the exact revision of the last
   * fact of the stream, -1 for "must not exist": there is no way to append regardless. The facts carry stream and revision
   * themselves (`expected + 1`, `expected + 2` …); a disagreement is a defect of the caller and is thrown, and so are an empty
   * append, a wrong shape and an id that stands elsewhere in the log. `judge-append.ts` has the rule.
   */
  append: (stream: string, expected: number, facts: readonly Envelope[]) => Promise<Appended>
  /** The facts of one stream from a revision on, oldest first; empty when there are none. */
  read: (stream: string, from?: number) => Promise<readonly Recorded[]>
  /** A page of the feed: at most `limit` facts strictly after `after` (`null`: from the beginning), in the order of the log. */
  readAll: (after: Position | null, limit: number) => Promise<readonly Recorded[]>
  /** The feed without end: what is there after `after`, then what comes, each fact once, until the signal is raised. */
  follow: (after: Position | null, signal: AbortSignal) => AsyncIterable<Recorded>
  /** The position of the last fact, `null` for an empty log. */
  head: () => Promise<Position | null>
  close: () => Promise<void>
}>

/**
 * The log could not do what was asked, for reasons outside the program. `settled` says whether the outcome of an append is known;
 * `at` names the fact that could not be read, where the fault is about one.
 */
export class LogFault extends Error {
  override readonly name = 'LogFault'
  readonly settled: boolean
  readonly at: Readonly<{ stream: string; revision: number }> | null
  constructor(message: string, options: { cause?: unknown; settled: boolean; at?: { stream: string; revision: number } }) {
    super(message, { cause: options.cause })
    this.settled = options.settled
    this.at = options.at ?? null
  }
}
