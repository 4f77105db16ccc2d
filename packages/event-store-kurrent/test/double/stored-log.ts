/** What the double keeps: the events of all streams in one order, with the numbering habits of a real server. */

export type Stored = Readonly<{
  stream: string
  revision: number
  id: string
  type: string
  contentType: string
  data: Uint8Array
  metadata: Uint8Array
  commit: bigint
  prepare: bigint
}>

export type Proposed = Pick<Stored, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>

/** What an append expects of its stream; an exact revision, -1 for "must not exist", or one of the two loose forms. */
export type Expected = number | 'any' | 'exists'

export type Answer =
  | Readonly<{ outcome: 'stored' | 'repeated'; last: Stored }>
  /** `current` is -1 where there is no such stream. */
  | Readonly<{ outcome: 'conflict'; current: number }>

export type StoredLog = Readonly<{
  append: (stream: string, expected: Expected, proposed: readonly Proposed[]) => Answer
  ofStream: (stream: string) => readonly Stored[]
  all: () => readonly Stored[]
  /** Deletes a stream softly: it reads as missing, may be begun again, and goes on counting where it was. */
  deleteSoftly: (stream: string) => void
  /** Changes the bytes of one event behind everybody's back. */
  tamper: (stream: string, revision: number, change: (text: string) => string) => void
  /** Calls back after each append, with what was appended; the answer takes the listener away. */
  listen: (heard: (appended: readonly Stored[]) => void) => () => void
}>

/** Above what JavaScript counts exactly, so that whoever makes a number of it loses something. */
const FIRST_POSITION = 2n ** 53n + 11n
/** Between two events of a real log stand headers, padding and records that no reader is shown. */
const GAP = 37n
/** A server writes about itself all the time. */
const STATISTICS_EVERY = 5

export const newStoredLog = (): StoredLog => {
  const all: Stored[] = []
  const listeners = new Set<(appended: readonly Stored[]) => void>()
  let position = FIRST_POSITION
  let appends = 0

  const deletedBelow = new Map<string, number>()
  const everOf = (stream: string): readonly Stored[] => all.filter(event => event.stream === stream)
  const ofStream = (stream: string): readonly Stored[] =>
    everOf(stream).filter(({ revision }) => revision >= (deletedBelow.get(stream) ?? 0))

  const store = (stream: string, proposed: readonly Proposed[]): readonly Stored[] => {
    const first = everOf(stream).length
    return proposed.map((event, index) => {
      const stored = { ...event, stream, revision: first + index, commit: position, prepare: position }
      position += GAP + BigInt(event.data.length)
      all.push(stored)
      return stored
    })
  }

  const append: StoredLog['append'] = (stream, expected, proposed) => {
    const before = ofStream(stream)
    const current = before.at(-1)?.revision ?? -1
    if (typeof expected === 'number' && current > expected) {
      const there = before.slice(expected + 1, expected + 1 + proposed.length)
      const last = there.at(-1)
      const isRepeated = there.length === proposed.length && there.every(({ id }, index) => id === proposed[index]?.id)
      return isRepeated && last ? { outcome: 'repeated', last } : { outcome: 'conflict', current }
    }
    if (typeof expected === 'number' ? current !== expected : expected === 'exists' && current < 0)
      return { outcome: 'conflict', current }
    appends += 1
    const noise = appends % STATISTICS_EVERY === 0 ? store('$stats-127.0.0.1:2113', [serverEvent('$statsCollected')]) : []
    const stored = store(stream, proposed)
    for (const heard of listeners) heard([...noise, ...stored])
    const last = stored.at(-1)
    if (!last) throw new RangeError('an append of nothing')
    return { outcome: 'stored', last }
  }

  store('$users', [serverEvent('$UsersCollected')])
  store('another-product', [serverEvent('OrderPlaced'), serverEvent('OrderPaid')])
  return {
    append,
    ofStream,
    deleteSoftly: stream => void deletedBelow.set(stream, everOf(stream).length),
    all: () => all,
    tamper: (stream, revision, change) => {
      const index = all.findIndex(event => event.stream === stream && event.revision === revision)
      const event = all[index]
      if (event) all[index] = { ...event, data: new TextEncoder().encode(change(new TextDecoder().decode(event.data))) }
    },
    listen: heard => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

let written = 0

/** An event that is none of ours: the server's own, or another product's on the same server. */
export const serverEvent = (type: string): Proposed => {
  written += 1
  return {
    id: `ffffffff-0000-4000-8000-${String(written).padStart(12, '0')}`,
    type,
    contentType: 'application/json',
    data: new TextEncoder().encode('{"count":1}'),
    metadata: new Uint8Array(),
  }
}
