import type { Recorded } from '@shenbao/event-store/port.ts'
import { positionOf } from '@shenbao/event-store/position.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import { sm3 } from '../src/node-digest.ts'

const idOf = (text: string): string => {
  const hex = sm3(text)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** A linked stream of `length` facts about one target. */
export const streamOf = (stream: string, length: number, target = '≥150(条/年)', digest = sm3): readonly Envelope[] =>
  linkFacts(
    digest,
    { stream, last: null },
    Array.from({ length }, (_, ordinal) => ({
      id: idOf(`${stream}/${ordinal}`),
      type: 'indicator-target-revised',
      schemaVersion: 1,
      actor: 'drafter',
      onBehalfOf: null,
      commandId: `command-${ordinal}`,
      commandDigest: sm3(`command-${ordinal}`),
      effectiveOn: '2026-03-02',
      recordedAt: '2026-03-02T01:02:03.004Z',
      data: { target, ordinal },
    })),
  )

/** A fact that could stand right behind `before`, made by someone who knows how links are made. */
export const anotherFact = (before: Envelope | undefined): Envelope => {
  const [fact] = before ? linkFacts(sm3, { stream: before.stream, last: before }, [{ ...before, id: idOf('another') }]) : []
  if (!fact) throw new Error('there is nothing to stand behind')
  return fact
}

/** Streams as a feed would deliver them: in turns, a fact of each. */
export const interleaved = (...streams: readonly (readonly Envelope[])[]): readonly Envelope[] => {
  const longest = Math.max(...streams.map(({ length }) => length))
  return Array.from({ length: longest }, (_, turn) => streams.flatMap(facts => facts.slice(turn, turn + 1))).flat()
}

export const pagesOf = (facts: readonly Envelope[], size = 4): readonly (readonly Recorded[])[] => {
  const recorded = facts.map((fact, index) => ({ position: positionOf(index + 1), fact }))
  return Array.from({ length: Math.ceil(facts.length / size) }, (_, page) => recorded.slice(page * size, (page + 1) * size))
}
