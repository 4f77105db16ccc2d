import { useEffect, useRef, useState } from 'react'
import { newKey } from '../api/client.ts'
import { sentenceOf } from '../api/problem.ts'
import { withRead } from './intake.ts'
import type { IntakeStore } from './intake-store.ts'
import { type Progress, readByServer, Stopped } from './reading.ts'

/** One file on its way to being read, and what came of it. Read ones leave the list: their forms are in the intake. */
export type Reading = Readonly<{
  key: string
  title: string
  what: File | string
  state: 'waiting' | 'sending' | 'refused' | 'known'
  progress: Progress
  sentence: string | null
}>

const PASTED = '粘贴的文字'

/** Reads files one after the other. `begin` answers when all are done, whether forms were read, and nothing was left to be told. */
export const useReading = (store: IntakeStore) => {
  const [readings, setReadings] = useState<readonly Reading[]>([])
  const stopper = useRef(new AbortController())
  useEffect(() => () => stopper.current.abort(), [])

  const put = (key: string, part: Partial<Reading>): void =>
    setReadings(now => now.map(reading => (reading.key === key ? { ...reading, ...part } : reading)))
  const drop = (key: string): void => setReadings(now => now.filter(reading => reading.key !== key))

  /** How many forms it gave; `null` where there is something to be told instead. */
  const readOne = async ({ key, what }: Reading, signal: AbortSignal): Promise<number | null> => {
    put(key, { state: 'sending' })
    try {
      const { forms } = await readByServer(what, signal, progress => put(key, { progress }))
      const file = typeof what === 'string' ? null : what.name
      let added = 0
      store.change(intake => {
        const next = withRead(
          intake,
          file,
          forms.map(({ form }) => form),
          newKey,
        )
        added = next.added
        return next.intake
      })
      if (added === 0) {
        put(key, { state: 'known', sentence: '这里面的申报表已经在核对中，没有再加。' })
        return null
      }
      drop(key)
      return added
    } catch (trouble) {
      if (trouble instanceof Stopped) {
        drop(key)
        return 0
      }
      put(key, { state: 'refused', sentence: sentenceOf(trouble) })
      return null
    }
  }

  const begin = async (all: readonly (File | string)[]): Promise<boolean> => {
    stopper.current = new AbortController()
    const { signal } = stopper.current
    const wanted = all.map((what): Reading => {
      const title = typeof what === 'string' ? PASTED : what.name
      return { key: newKey(), title, what, state: 'waiting', progress: null, sentence: null }
    })
    setReadings(wanted)
    const outcomes: (number | null)[] = []
    for (const reading of wanted) {
      if (signal.aborted) drop(reading.key)
      else outcomes.push(await readOne(reading, signal))
    }
    return !outcomes.includes(null) && outcomes.some(added => added !== 0)
  }
  const isBusy = readings.some(({ state }) => state === 'waiting' || state === 'sending')
  return { readings, isBusy, begin, drop, stop: () => stopper.current.abort() }
}
