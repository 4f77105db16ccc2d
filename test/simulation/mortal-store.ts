import type { EventStore } from '../../packages/event-store/src/port.ts'

/** What a program sees of the log until it dies. A dead program hears no answer any more and stores nothing. */
export type MortalStore = Readonly<{
  store: EventStore
  /** Lets it die at the call of the log that is so many from now, before the log did what was asked or after it. */
  dieAt: (calls: number, moment: 'before' | 'after') => void
  /** Takes that back, if it has not died yet. */
  live: () => void
  dead: () => boolean
  /** Settles when it dies. */
  death: Promise<void>
}>

/** `turns`: how many turns each call lets pass first, so that those who work at once take turns in every order. */
export const mortalStore = (store: EventStore, turns: () => number): MortalStore => {
  const { promise: death, resolve } = Promise.withResolvers<void>()
  let left = Number.POSITIVE_INFINITY
  let moment: 'before' | 'after' = 'before'
  let isDead = false

  const never = <Answer>(): Promise<Answer> => new Promise<Answer>(() => undefined)
  const die = <Answer>(): Promise<Answer> => {
    isDead = true
    resolve()
    return never()
  }
  const mortal =
    <Asked extends readonly unknown[], Answer>(call: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      for (let turn = turns(); turn > 0; turn--) await Promise.resolve()
      if (isDead) return never()
      left -= 1
      if (left === 0 && moment === 'before') return die()
      const isLast = left === 0
      const answer = await call(...asked)
      if (isLast) return die()
      return isDead ? never() : answer
    }
  return {
    store: {
      ...store,
      append: mortal(store.append),
      read: mortal(store.read),
      readAll: mortal(store.readAll),
      head: mortal(store.head),
    },
    dieAt: (calls, when) => {
      left = calls
      moment = when
    },
    live: () => {
      left = Number.POSITIVE_INFINITY
    },
    dead: () => isDead,
    death,
  }
}
