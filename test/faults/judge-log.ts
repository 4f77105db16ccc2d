import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { verifyLog } from '../../packages/audit/src/verify-log.ts'
import type { Recorded } from '../../packages/event-store/src/port.ts'
import { digestOfFact } from '../../packages/kernel/src/envelope.ts'
import type { Acknowledged } from './kill-process.ts'

/** What is wrong with a log after a crash, each as the places concerned. All empty: nothing is. */
export type Judgement = Readonly<{
  /** Acknowledged, and not there. */
  lost: readonly string[]
  /** Acknowledged, and there with another content. */
  altered: readonly string[]
  /** There more than once, by place or by id. */
  twice: readonly string[]
  /** Of an append of several facts, some are there and others are not. */
  half: readonly string[]
  /** A revision that does not follow the one before it in its stream. */
  gaps: readonly string[]
  /** A position that is not after the one before it. */
  unordered: readonly string[]
  /** Breaks in the chains of digests. */
  breaks: readonly string[]
}>

export const SOUND: Judgement = { lost: [], altered: [], twice: [], half: [], gaps: [], unordered: [], breaks: [] }

const placeOf = ({ fact }: Recorded): string => `${fact.stream}@${fact.revision}`

export const judgeLog = async (acknowledged: Acknowledged, log: readonly Recorded[]): Promise<Judgement> => {
  const places = new Map(log.map(recorded => [placeOf(recorded), recorded.fact]))
  const seen = [...acknowledged].map(([place, digest]) => [place, digest, places.get(place)] as const)
  const { breaks } = await verifyLog([log], sm3)
  return {
    lost: seen.filter(([, , fact]) => fact === undefined).map(([place]) => place),
    altered: seen.filter(([, digest, fact]) => fact && digestOfFact(sm3, fact) !== digest).map(([place]) => place),
    twice: [...repeated(log.map(placeOf)), ...repeated(log.map(({ fact }) => fact.id))],
    half: halfStored(log),
    gaps: [...Map.groupBy(log, ({ fact }) => fact.stream).values()].flatMap(facts =>
      facts.filter(({ fact }, index) => fact.revision !== index).map(placeOf),
    ),
    unordered: log.filter(({ position }, index) => position <= (log[index - 1]?.position ?? '')).map(({ position }) => position),
    breaks: breaks.map(({ stream, revision, reason }) => `${stream}@${revision}: ${reason}`),
  }
}

/** Each fact says how many there were in its append. */
const halfStored = (log: readonly Recorded[]): readonly string[] =>
  [...Map.groupBy(log, ({ fact }) => `${fact.stream} ${fact.commandId}`)].flatMap(([append, facts]) => {
    const size = facts[0]?.fact.data['size']
    return size === undefined || size === facts.length ? [] : [append]
  })

const repeated = (texts: readonly string[]): readonly string[] => {
  const seen = new Set<string>()
  return texts.filter(text => seen.size === seen.add(text).size)
}
