import { type EventStore, LogFault } from '@shenbao/event-store/port.ts'

/**
 * What goes wrong at an append: somebody else was faster (`conflict`, nothing stored), the log failed with nothing stored
 * (`before`) or with everything stored and no answer (`after`); or the same append arrives `twice`, and only the second is
 * answered.
 */
export type Fault = 'conflict' | 'before' | 'after' | 'twice'

/** By the number of the append, counted from 0 since the store was wrapped. */
export type FaultPlan = (append: number, stream: string) => Fault | null

/** A log that behaves, except at the appends the plan names. `appends` tells how many were asked for so far. */
export const faultyStore = (store: EventStore, plan: FaultPlan): EventStore & Readonly<{ appends: () => number }> => {
  let asked = 0
  return {
    ...store,
    appends: () => asked,
    append: async (stream, expected, facts) => {
      const fault = plan(asked, stream)
      asked += 1
      if (fault === 'conflict') return { outcome: 'conflict', revision: expected + 1 }
      if (fault === 'before') throw new LogFault('写入前失败', { settled: true })
      const appended = await store.append(stream, expected, facts)
      if (fault === 'twice') return store.append(stream, expected, facts)
      if (fault === 'after') throw new LogFault('写入后没有回音', { settled: false })
      return appended
    },
  }
}

/** The fault at one append, and none ever after. */
export const faultAt =
  (place: number, fault: Fault): FaultPlan =>
  append =>
    append === place ? fault : null
