import type { EventStore, Recorded } from '../port.ts'

/** What the suite needs of a test runner. tap's `t` is one; a recorder that proves the suite can fail is another. */
export type ContractTest = Readonly<{
  test: (name: string, run: (t: ContractTest) => Promise<void>) => PromiseLike<unknown>
  ok: (value: unknown, message: string) => unknown
  equal: (found: unknown, wanted: unknown, message: string) => unknown
  strictSame: (found: unknown, wanted: unknown, message: string) => unknown
  comment: (message: string) => unknown
}>

/** A fresh, empty log for one test. */
export type Opened = Readonly<{
  store: EventStore
  /** The same log opened anew, after `store` was closed; absent where nothing outlives the store. */
  reopen?: () => Promise<EventStore>
  /** Changes the stored text of one fact behind the store's back; absent where it cannot be reached. */
  tamper?: (stream: string, revision: number, change: (text: string) => string) => Promise<void>
  /** Closes whatever is still open and removes the log. */
  close: () => Promise<void>
}>

export type ContractOptions = Readonly<{
  /** How long a store may keep silent before it counts as hanging. Never waited for by a store that answers. */
  patienceMilliseconds?: number
  /** `false` for servers that cannot look up an id across streams: refusing such a defect is then left to the caller. */
  seesIdsElsewhere?: boolean
}>

/** What the parts of the suite are given. */
export type Lane = Readonly<{
  t: ContractTest
  /** Opens a log, runs the body, closes the log whatever happens. */
  onFreshLog: (name: string, run: (t: ContractTest, opened: Opened) => Promise<void>) => Promise<void>
  /** The answer, or an error when the store keeps silent. */
  inTime: <Answer>(answer: Promise<Answer>) => Promise<Answer>
  seesIdsElsewhere: boolean
}>

/** What the call threw; an error of its own when it threw nothing. */
export const thrownBy = async (call: () => Promise<unknown>): Promise<unknown> => {
  let answer: unknown
  try {
    answer = await call()
  } catch (thrown) {
    return thrown
  }
  throw new Error(`nothing was thrown, but answered ${JSON.stringify(answer)}`)
}

/** Everything a feed delivers until it ends or throws. */
export const collect = async (feed: AsyncIterable<Recorded>): Promise<readonly Recorded[]> => {
  const collected: Recorded[] = []
  for await (const recorded of feed) collected.push(recorded)
  return collected
}
