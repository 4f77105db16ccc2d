import type { Opened } from '../src/contract/contract-test.ts'
import { LogDefect } from '../src/defect.ts'
import { memoryEventStore } from '../src/memory.ts'
import type { EventStore, Recorded } from '../src/port.ts'
import type { Kept } from '../src/stored-text.ts'

/** A log in memory with one fault built in, and the test of the suite that must notice. */
export type BrokenStore = Readonly<{ fault: string; noticedBy: string; open: () => Promise<Opened> }>

type Breakage = (sound: EventStore, kept: Kept[]) => Partial<EventStore>

const broken = (fault: string, noticedBy: string, breakage: Breakage): BrokenStore => ({
  fault,
  noticedBy,
  open: async () => {
    const kept: Kept[] = []
    const openOn = (): EventStore => {
      const sound = memoryEventStore(kept)
      return { ...sound, ...breakage(sound, kept) }
    }
    const store = openOn()
    const tamper = async (stream: string, revision: number, change: (text: string) => string): Promise<void> => {
      const index = kept.findIndex(row => row.stream === stream && row.revision === revision)
      const row = kept[index]
      if (row) kept[index] = { ...row, text: change(row.text) }
    }
    return { store, reopen: async () => openOn(), tamper, close: store.close }
  },
})

/** Moves facts to the end of the stream, as a store does that appends regardless. */
const appendRegardless = async (sound: EventStore, stream: string, facts: Parameters<EventStore['append']>[2]) => {
  const end = (await sound.read(stream)).length
  const moved = facts.map((fact, index) => ({ ...fact, revision: end + index }))
  return await sound.append(stream, end - 1, moved)
}

const appendingBreakages: readonly BrokenStore[] = [
  broken('takes "must not exist" for "no expectation"', 'a first append needs a stream that must not exist', sound => ({
    append: async (stream, expected, facts) =>
      expected === -1 ? await appendRegardless(sound, stream, facts) : await sound.append(stream, expected, facts),
  })),
  broken('lets a caller run ahead of the stream', 'an append names the exact revision, neither above nor below', sound => ({
    append: async (stream, expected, facts) =>
      expected > (await sound.read(stream)).length - 1
        ? await appendRegardless(sound, stream, facts)
        : await sound.append(stream, expected, facts),
  })),
  broken('answers a conflict with the expectation', 'an append names the exact revision, neither above nor below', sound => ({
    append: async (stream, expected, facts) => {
      const answer = await sound.append(stream, expected, facts)
      return answer.outcome === 'conflict' ? { ...answer, revision: expected } : answer
    },
  })),
  broken('lets two writers at one revision both believe they won', 'of two writers at one revision exactly one wins', sound => ({
    append: async (stream, expected, facts) => {
      const answer = await sound.append(stream, expected, facts)
      if (answer.outcome === 'appended' || expected !== -1) return answer
      return { outcome: 'appended', revision: facts.length - 1, position: (await sound.head()) ?? '', repeated: false }
    },
  })),
  broken(
    'stores the first half of a large append and acknowledges all',
    'a large append is stored whole and in order',
    sound => ({
      append: async (stream, expected, facts) => {
        const half = facts.slice(0, Math.max(1, Math.min(facts.length, 500)))
        const answer = await sound.append(stream, expected, half)
        return answer.outcome === 'appended' ? { ...answer, revision: expected + facts.length } : answer
      },
    }),
  ),
  broken(
    'stores what comes before a wrong fact',
    'what no caller may ask for is thrown as a defect and stores nothing',
    sound => ({
      append: async (stream, expected, facts) => {
        try {
          return await sound.append(stream, expected, facts)
        } catch (defect) {
          if (facts.length > 1) await sound.append(stream, expected, facts.slice(0, 1)).catch(() => undefined)
          throw defect
        }
      },
    }),
  ),
  broken('takes an empty append for done', 'what no caller may ask for is thrown as a defect and stores nothing', sound => ({
    append: async (stream, expected, facts) =>
      facts.length === 0
        ? { outcome: 'appended', revision: expected, position: (await sound.head()) ?? '', repeated: true }
        : await sound.append(stream, expected, facts),
  })),
  broken('goes on after it was closed', 'a closed log refuses everything with a fault that says so', () => ({
    close: async () => undefined,
  })),
]

const retryingBreakages: readonly BrokenStore[] = [
  broken('stores a retry once more', 'a retry is answered like the first time and stored once', sound => ({
    append: async (stream, expected, facts) => {
      const answer = await sound.append(stream, expected, facts)
      if (answer.outcome === 'conflict' || !answer.repeated) return answer
      const again = facts.map((fact, index) => ({ ...fact, id: fact.id.replace(/^0/, String((index % 9) + 1)) }))
      await appendRegardless(sound, stream, again)
      return answer
    },
  })),
  broken('answers a retry with a conflict', 'a retry is answered like the first time and stored once', sound => ({
    append: async (stream, expected, facts) => {
      const answer = await sound.append(stream, expected, facts)
      return answer.outcome === 'appended' && answer.repeated ? { outcome: 'conflict', revision: answer.revision } : answer
    },
  })),
  broken('answers a retry with the position of the head', 'a retry is answered like the first time and stored once', sound => ({
    append: async (stream, expected, facts) => {
      const answer = await sound.append(stream, expected, facts)
      return answer.outcome === 'appended' ? { ...answer, position: (await sound.head()) ?? '' } : answer
    },
  })),
  broken('knows a retry by its first fact only', 'facts of which only some are in place are a conflict', sound => ({
    append: async (stream, expected, facts) => {
      const there = (await sound.read(stream, expected + 1))[0]
      return there && there.fact.id === facts[0]?.id
        ? { outcome: 'appended', revision: expected + facts.length, position: there.position, repeated: true }
        : await sound.append(stream, expected, facts)
    },
  })),
  broken(
    'takes an id that stands elsewhere for a retry',
    'an id that stands elsewhere in the log is a defect, never a retry and never a conflict',
    sound => ({
      append: async (stream, expected, facts) => {
        try {
          return await sound.append(stream, expected, facts)
        } catch (defect) {
          if (!(defect instanceof LogDefect) || !defect.message.includes('elsewhere')) throw defect
          return { outcome: 'appended', revision: expected + facts.length, position: '', repeated: true }
        }
      },
    }),
  ),
]

const readingBreakages: readonly BrokenStore[] = [
  broken(
    'keeps what it was handed instead of a copy',
    'what was handed over or read can be changed without changing the log',
    sound => {
      const given = new Map<string, Recorded['fact']>()
      return {
        append: async (stream, expected, facts) => {
          for (const fact of facts) given.set(fact.id, fact)
          return await sound.append(stream, expected, facts)
        },
        read: async (stream, from) =>
          (await sound.read(stream, from)).map(({ position, fact }) => ({ position, fact: given.get(fact.id) ?? fact })),
      }
    },
  ),
  broken('drops members it does not like', 'what is read is exactly what was stored', sound => ({
    readAll: async (after, limit) =>
      (await sound.readAll(after, limit))
        .map(({ position, fact }) => ({ position, fact: { ...fact, data: { ...fact.data } } }))
        .map(recorded => {
          Reflect.deleteProperty(recorded.fact.data, '')
          return recorded
        }),
  })),
  broken('does not tell streams apart by case', 'what is read is exactly what was stored', sound => ({
    read: async (stream, from) => await sound.read(stream.toLowerCase(), from),
  })),
  broken('reads a stream from its beginning, whatever was asked', 'a stream is read from a revision on', sound => ({
    read: async stream => await sound.read(stream),
  })),
  broken('orders the feed by stream', 'the feed is one order of all facts, and its positions sort as text', sound => ({
    readAll: async (after, limit) =>
      (await sound.readAll(after, limit)).toSorted((a, b) => (a.fact.stream < b.fact.stream ? -1 : 1)),
  })),
  broken(
    'writes positions without leading zeros',
    'the feed is one order of all facts, and its positions sort as text',
    sound => {
      const short = (recorded: Recorded): Recorded => ({ ...recorded, position: recorded.position.replace(/^0+/, '') })
      const long = (position: string | null): string | null => position?.padStart(16, '0') ?? null
      return { readAll: async (after, limit) => (await sound.readAll(long(after), limit)).map(short) }
    },
  ),
  broken('loses a fact when it resumes', 'the feed is resumed strictly after a position, in pages of any size', sound => ({
    readAll: async (after, limit) => {
      const page = await sound.readAll(after, limit + 1)
      return after === null ? page.slice(0, limit) : page.slice(1)
    },
  })),
  broken('repeats the fact it resumes from', 'the feed is resumed strictly after a position, in pages of any size', sound => ({
    readAll: async (after, limit) =>
      await sound.readAll(after === null ? null : String(Math.max(0, Number(after) - 1)).padStart(16, '0'), limit),
  })),
  broken('ignores the size of a page', 'the feed is resumed strictly after a position, in pages of any size', sound => ({
    readAll: async after => await sound.readAll(after, 1_000_000),
  })),
]

const followingBreakages: readonly BrokenStore[] = [
  broken('ends a feed when it has caught up', 'a follower catches up and then lives on, each fact once', sound => ({
    follow: async function* (after) {
      yield* await sound.readAll(after, 1_000_000)
    },
  })),
  broken('loses the tail beyond one page', 'a follower catches up and then lives on, each fact once', sound => ({
    follow: async function* (after, signal) {
      yield* await sound.readAll(after, 256)
      yield* sound.follow(await sound.head(), signal)
    },
  })),
  broken(
    'repeats the last fact when it resumes',
    'a follower resumes strictly after a position, and may begin at the end',
    sound => ({
      follow: (after, signal) =>
        sound.follow(after === null ? null : String(Math.max(0, Number(after) - 1)).padStart(16, '0'), signal),
    }),
  ),
  broken(
    'keeps everybody waiting while a follower catches up',
    'a follower that catches up lets others have their turn',
    sound => ({
      follow: async function* (after, signal) {
        const page = await sound.readAll(after, 1_000_000)
        yield* page
        yield* sound.follow(page.at(-1)?.position ?? after, signal)
      },
    }),
  ),
  broken('does not hear the signal while it waits', 'a follower stops on its signal, wherever it is', sound => ({
    follow: (after, signal) => sound.follow(after, signal.aborted ? signal : new AbortController().signal),
  })),
]

const keepingBreakages: readonly BrokenStore[] = [
  broken('forgets the last fact when it is closed', 'everything is there when the log is opened again', (sound, kept) => ({
    close: async () => {
      await sound.close()
      kept.pop()
    },
  })),
  broken('steps over what it cannot read', 'a fact changed behind our back is reported, and other streams are not', sound => ({
    read: async (stream, from) => await sound.read(stream, from).catch(() => []),
  })),
  broken(
    'is silent for good once a fact is damaged',
    'a fact changed behind our back is reported, and other streams are not',
    sound => ({
      read: async (stream, from) => {
        await sound.readAll(null, 1_000_000)
        const whole = await sound.readAll(null, 1_000_000)
        const head = await sound.head()
        if (whole.at(-1)?.position !== head) throw new Error('the log is damaged')
        return await sound.read(stream, from)
      },
    }),
  ),
]

export const brokenStores: readonly BrokenStore[] = [
  ...appendingBreakages,
  ...retryingBreakages,
  ...readingBreakages,
  ...followingBreakages,
  ...keepingBreakages,
]
