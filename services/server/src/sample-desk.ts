import { type DrawASample, decideSample, type Sample, samplesReader, samplesStream } from '@shenbao/declaration/samples.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import { seesEverything } from '@shenbao/directory/may-see.ts'
import { type EventStore, LogFault, type Position } from '@shenbao/event-store/port.ts'
import { MOST_TRIES, type Recorder, recordFacts } from '@shenbao/handler/record.ts'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { samplingUnits } from '@shenbao/read-models/queries/sampling-units.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { withinOf } from './principal.ts'

/** A sample with who drew it and when. */
export type RecordedSample = Readonly<{ sample: Sample; by: string; at: string; effectiveOn: string }>

export type SampleAsked = Readonly<
  Pick<Sample, 'year' | 'of' | 'method' | 'size' | 'purpose' | 'filter'> & { seed?: string | undefined }
>

export type SampleRecorded =
  | Readonly<{ accepted: true; recorded: RecordedSample; position: Position | null }>
  | Readonly<{ accepted: false; because: Rejection }>

/**
 * Samples for spot checks. An officer draws from what they may see, and sees the samples of their own organisation; who may see
 * everything sees them all. There is no trial draw: every seed that was tried is on record.
 */
export type SampleDesk = Readonly<{
  draw: (officer: Officer, asked: SampleAsked, commandId: string) => Promise<SampleRecorded>
  /** The newest first. */
  list: (officer: Officer) => Promise<readonly RecordedSample[]>
  find: (officer: Officer, id: string) => Promise<RecordedSample | null>
}>

type Needs = Readonly<{ recorder: Recorder; store: Pick<EventStore, 'read'>; models: ReadModels; newId: () => string }>

type Attempt = Readonly<{ commandId: string; commandDigest: string }>
type Kept = Readonly<{ samples: readonly (RecordedSample & Attempt)[]; last: Envelope | null }>

export const newSampleDesk = ({ recorder, store, models, newId }: Needs): SampleDesk => {
  let seen: Kept = { samples: [], last: null }

  const refresh = async (): Promise<Kept> => {
    const { samples, last } = seen
    const news = (await store.read(samplesStream, (last?.revision ?? -1) + 1)).map(({ fact }) => fact)
    const added = news.map(fact => ({
      sample: samplesReader.eventOf(fact).data,
      by: fact.actor,
      at: fact.recordedAt,
      effectiveOn: fact.effectiveOn,
      commandId: fact.commandId,
      commandDigest: fact.commandDigest,
    }))
    const next = { samples: [...samples, ...added], last: news.at(-1) ?? last }
    // Two questions at once may answer in any order: keep the further one.
    if ((next.last?.revision ?? -1) > (seen.last?.revision ?? -1)) seen = next
    return next
  }

  const draw = async (officer: Officer, command: DrawASample, attempt: Attempt, tries = 1): Promise<SampleRecorded> => {
    const { samples, last } = await refresh()
    const earlier = samples.find(known => known.commandId === attempt.commandId)
    if (earlier)
      return earlier.by === officer.officerId && earlier.commandDigest === attempt.commandDigest
        ? { accepted: true, recorded: earlier, position: null }
        : { accepted: false, because: keyReused }
    const { roles, organisationId } = officer
    const decision = decideSample(command, { roles, organisationId, digest: recorder.digest })
    if (!decision.accepted) return decision
    const facts = decision.events.map(({ type, data }) => ({ type, schemaVersion: samplesReader.schemaVersionOf(type), data }))
    const account = { actor: officer.officerId, onBehalfOf: null, ...attempt }
    const answer = await recordFacts(recorder, samplesStream, last, facts, account)
    if (answer.outcome === 'recorded') {
      const recorded = (await refresh()).samples.find(({ sample }) => sample.sampleId === command.sampleId)
      if (!recorded) throw new TypeError(`sample ${command.sampleId} was recorded and is not there`)
      return { accepted: true, recorded, position: answer.position }
    }
    if (tries >= MOST_TRIES) throw new LogFault('同时有多人抽样，请稍后再试。', { settled: true })
    return draw(officer, command, attempt, tries + 1)
  }

  const seenBy = (officer: Officer, samples: Kept['samples']): readonly RecordedSample[] =>
    samples.filter(({ sample }) => seesEverything(officer) || sample.organisationId === officer.organisationId)

  return {
    draw: (officer, { seed, ...asked }, commandId) => {
      const commandDigest = recorder.digest(canonicalJson(JSON.parse(JSON.stringify({ ...asked, seed }))))
      const { year, of, filter } = asked
      const population = samplingUnits(models.db(), of, { ...filter, year, within: withinOf(officer) })
      // Chance comes in here, at the edge; from here on everything follows from what is recorded.
      const chosen = { seed: seed ?? newId(), isSeedChosen: seed !== undefined }
      return draw(officer, { ...asked, ...chosen, sampleId: newId(), population: [...population] }, { commandId, commandDigest })
    },
    list: async officer => seenBy(officer, (await refresh()).samples).toReversed(),
    find: async (officer, id) => seenBy(officer, (await refresh()).samples).find(({ sample }) => sample.sampleId === id) ?? null,
  }
}

const keyReused: Rejection = {
  code: 'key-reused',
  detail: '这个 Idempotency-Key 已用于另一次抽样。请换一个新的再发送。',
}
