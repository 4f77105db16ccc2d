import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { FenText } from '@shenbao/kernel/money.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { z } from 'zod'
import { type Draw, drawable, drawSample, populationDigest, sampleMethods, sorted } from './draw-sample.ts'
import { onlyReviewersAndAuditorsDrawSamples } from './rules/only-reviewers-and-auditors-draw-samples.ts'

/** What is drawn: declarations of the year, those with a self-evaluation, or single rows of these (`declaration/indicator`). */
export const sampledThings = ['declarations', 'evaluations', 'rows'] as const

/**
 * A sample for a spot check (抽查), in the stream `samples`: with the population as it was, so that anybody can draw it again years
 * later. Who had a seed in mind and who left it to the system, the fact says.
 */
export const SampleDrawn = defineEvent(
  'sample-drawn',
  1,
  z.strictObject({
    sampleId: z.uuid(),
    /** Of whoever drew it. */
    organisationId: z.string().min(1),
    year: z.int(),
    of: z.enum(sampledThings),
    method: z.enum(sampleMethods),
    size: z.int().positive(),
    seed: z.string().min(1),
    isSeedChosen: z.boolean(),
    purpose: z.string(),
    /** What was asked for besides the year; absent members were not asked for. */
    filter: z.strictObject({ unit: z.string().optional(), phase: z.string().optional(), grade: z.string().optional() }),
    population: z.array(z.strictObject({ id: z.string().min(1), amount: FenText.nullable() })).min(1),
    populationDigest: z.string().min(1),
    drawn: z.array(z.string().min(1)).min(1),
  }),
)
export const samplesEvents = [SampleDrawn] as const
export type Sample = Readonly<EventOf<typeof SampleDrawn>['data']>

export const samplesStream = 'samples'
/** How the facts of the stream `samples` come back from the log. */
export const samplesReader = readerOf(samplesEvents, [])

/** One fact holds the whole population; a larger one is narrowed down first. */
export const MOST_UNITS = 5_000
export const LONGEST_SEED = 100

export type DrawASample = Omit<Sample, 'organisationId' | 'populationDigest' | 'drawn'>

/** What comes in with the command. */
export type AskedOfSamples = Readonly<{ roles: readonly string[]; organisationId: string; digest: Digest }>

/** Refused codes: `not-yours` `sample-population-empty` `sample-population-too-large` `sample-too-large`. */
export const decideSample = (
  command: DrawASample,
  { roles, organisationId, digest }: AskedOfSamples,
): Decision<EventOf<typeof SampleDrawn>> => {
  const refused = onlyReviewersAndAuditorsDrawSamples(roles)
  if (refused) return reject(refused)
  const population = [...sorted(command.population)]
  if (population.length === 0)
    return reject({ code: 'sample-population-empty', detail: '符合条件的一项也没有。请放宽年度、单位或阶段等条件。' })
  if (population.length > MOST_UNITS)
    return reject({
      code: 'sample-population-too-large',
      detail: `符合条件的有 ${population.length} 项，一次最多从 ${MOST_UNITS} 项中抽取。请按单位或阶段缩小范围。`,
    })
  const most = drawable(command.method, population)
  if (command.size > most)
    return reject({
      code: 'sample-too-large',
      detail: `${command.method === 'amount' ? '有金额的' : '符合条件的'}只有 ${most} 项，抽不出 ${command.size} 项。请减少数量。`,
    })
  return accept(
    SampleDrawn.of({
      ...command,
      organisationId,
      population,
      populationDigest: populationDigest(population, digest),
      drawn: [...drawSample(command, digest)],
    }),
  )
}

/** Whether drawing again gives what was recorded, and what that proves, in words. */
export type Redrawn = Readonly<{ isSame: boolean; isPopulationWhole: boolean; drawn: readonly string[]; sentence: string }>

export const redraw = (sample: Sample, digest: Digest): Redrawn => {
  const { population, seed, size, method } = sample
  const again: Draw = { population, seed, size, method }
  const drawn = drawSample(again, digest)
  const isPopulationWhole = populationDigest(population, digest) === sample.populationDigest
  const isSame = drawn.length === sample.drawn.length && drawn.every((id, place) => id === sample.drawn[place])
  return { isSame, isPopulationWhole, drawn, sentence: redrawnWords(isSame, isPopulationWhole) }
}

const redrawnWords = (isSame: boolean, isPopulationWhole: boolean): string => {
  if (!isPopulationWhole) return '总体与所记摘要不符，记录可能被改动。请用 verify 核查。'
  return isSame
    ? '同一种子、同一总体重抽，结果一致。'
    : '同一种子、同一总体重抽，结果与记录不同，记录可能被改动。请用 verify 核查。'
}
