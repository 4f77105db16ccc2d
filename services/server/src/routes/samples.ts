import { sampleMethods, sampleMethodWords } from '@shenbao/declaration/draw-sample.ts'
import { LONGEST_SEED, redraw, sampledThings } from '@shenbao/declaration/samples.ts'
import type { Directory } from '@shenbao/directory/directory.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { listedDeclaration } from '@shenbao/read-models/queries/list-declarations.ts'
import { sampledRowName } from '@shenbao/read-models/queries/sampling-units.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import type { DirectoryDesk } from '../directory-desk.ts'
import { nameOfActor } from '../names.ts'
import { ownProblem, problemReplies, refused } from '../problems.ts'
import type { RecordedSample, SampleDesk } from '../sample-desk.ts'
import type { SignedIn } from '../signed-in.ts'
import { Year } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const Text = z.string().nullable()
const Line = z.string().min(1).max(200)
const Filter = z.strictObject({
  unit: Line.optional().describe('单位编号，或表上写的实施单位'),
  phase: Line.optional(),
  grade: z.enum(['优', '良', '中', '差']).optional(),
})
const MOST_DRAWN = 500
const Asked = z.strictObject({
  year: z.int().min(2000).max(2100),
  size: z.int().min(1).max(MOST_DRAWN),
  of: z.enum(sampledThings).default('evaluations').describe('抽申报、抽已提交自评的申报，或抽自评的指标行'),
  by: z.enum(sampleMethods).default('equal').describe('equal 等概率；amount 按年度资金申请总额'),
  seed: z.string().min(1).max(LONGEST_SEED).optional().describe('种子；不填由系统给出。无论哪种都记录在案'),
  purpose: z.string().max(500).default(''),
  filter: Filter.default({}),
})
const Listed = {
  id: z.string(),
  at: z.string(),
  effectiveOn: z.string(),
  by: z.string(),
  byName: z.string(),
  year: z.int(),
  of: z.enum(sampledThings),
  method: z.enum(sampleMethods),
  methodInWords: z.string(),
  size: z.int(),
  seed: z.string(),
  isSeedChosen: z.boolean().describe('种子由抽样人指定；false 为系统给出'),
  purpose: z.string(),
  filter: Filter.extend({ grade: z.string().optional() }),
  population: z.strictObject({ count: z.int(), digest: z.string() }),
}
const ListedSample = z.strictObject(Listed)
const Drawn = z.strictObject({
  id: z.string(),
  declaration: z.string(),
  indicator: Text,
  indicatorName: Text,
  name: Text,
  unit: Text,
  phase: Text,
  annualRequest: Text,
})
const Whole = z
  .strictObject({
    ...Listed,
    drawn: z.array(Drawn).readonly().describe('按抽出的先后'),
    check: z.strictObject({ isSame: z.boolean(), isPopulationWhole: z.boolean(), sentence: z.string() }),
    units: z
      .array(z.strictObject({ id: z.string(), amount: Text }))
      .readonly()
      .describe('总体：编号从小到大，金额为元'),
  })
  .meta({ id: 'Sample', description: '一次抽样：种子、总体、结果，和重抽的核对' })

export type ListedSample = z.output<typeof ListedSample>
export type Sample = z.output<typeof Whole>

type Needs = Readonly<{
  reads: Before
  writes: Before
  signedIn: SignedIn
  samples: SampleDesk
  models: ReadModels
  desk: DirectoryDesk
  digest: Digest
  newId: () => string
}>

export const sampleRoutes = (app: App, needs: Needs): void => {
  const { reads, signedIn, samples, models, desk, digest } = needs
  const tags = ['抽样']
  drawing(app, needs, tags)

  app.get(
    '/api/samples',
    {
      onRequest: reads,
      schema: {
        summary: '抽过的样本，新的在前；只列本单位抽的，审计和管理员看全部',
        tags,
        querystring: z.strictObject({ year: Year.optional() }),
        response: { 200: z.strictObject({ items: z.array(ListedSample).readonly() }), ...problemReplies },
      },
    },
    async request => {
      const { year } = request.query
      const directory = await desk.current()
      const found = await samples.list(signedIn.officerOf(request))
      return { items: found.filter(({ sample }) => year === undefined || sample.year === year).map(listedOut(directory)) }
    },
  )

  app.get(
    '/api/samples/:id',
    {
      onRequest: reads,
      schema: {
        summary: '一次抽样的全部：种子、总体、抽中的，并当场重抽核对',
        tags,
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: Whole, ...problemReplies },
      },
    },
    async request => {
      const found = await samples.find(signedIn.officerOf(request), request.params.id)
      if (!found) throw ownProblem('not-found')
      return wholeOut(await desk.current(), models, digest)(found)
    },
  )
}

const drawing = (app: App, { writes, signedIn, samples, models, desk, digest, newId }: Needs, tags: string[]): void => {
  app.post(
    '/api/samples',
    {
      onRequest: writes,
      schema: {
        summary: '按种子抽取样本并记录；主管部门审核、中心财务、审计查阅人员可以办理',
        description: '没有试抽：每一次抽样连同种子都记录在案。可带 Idempotency-Key，重发时返回第一次的样本。',
        tags,
        headers: z.looseObject({ 'idempotency-key': z.uuid('应为 UUID').optional() }),
        body: Asked,
        response: { 201: Whole, ...problemReplies },
      },
    },
    async (request, reply) => {
      const { by: method, ...asked } = request.body
      const officer = signedIn.officerOf(request)
      const answer = await samples.draw(officer, { ...asked, method }, request.headers['idempotency-key'] ?? newId())
      if (!answer.accepted) throw refused(answer.because)
      if (answer.position !== null) reply.header('shenbao-position', answer.position)
      return reply.code(201).send(wholeOut(await desk.current(), models, digest)(answer.recorded))
    },
  )
}

const listedOut =
  (directory: Directory) =>
  ({ sample, by, at, effectiveOn }: RecordedSample): z.output<typeof ListedSample> => ({
    id: sample.sampleId,
    at,
    effectiveOn,
    by,
    byName: nameOfActor(directory, by),
    year: sample.year,
    of: sample.of,
    method: sample.method,
    methodInWords: sampleMethodWords[sample.method],
    size: sample.size,
    seed: sample.seed,
    isSeedChosen: sample.isSeedChosen,
    purpose: sample.purpose,
    filter: sample.filter as z.output<typeof ListedSample>['filter'],
    population: { count: sample.population.length, digest: sample.populationDigest },
  })

const wholeOut =
  (directory: Directory, models: ReadModels, digest: Digest) =>
  (found: RecordedSample): z.output<typeof Whole> => {
    const { isSame, isPopulationWhole, sentence } = redraw(found.sample, digest)
    return {
      ...listedOut(directory)(found),
      drawn: found.sample.drawn.map(id => drawnOut(models, id)),
      check: { isSame, isPopulationWhole, sentence },
      units: found.sample.population.map(({ id, amount }) => ({
        id,
        amount: amount === null ? null : yuanOfFen(BigInt(amount)),
      })),
    }
  }

const drawnOut = (models: ReadModels, id: string): z.output<typeof Drawn> => {
  const [declaration = id, indicator] = id.split('/')
  const listed = listedDeclaration(models.db(), declaration)
  return {
    id,
    declaration,
    indicator: indicator ?? null,
    indicatorName: indicator === undefined ? null : sampledRowName(models.db(), declaration, indicator),
    name: listed?.name ?? null,
    unit: listed?.unit ?? null,
    phase: listed?.phase ?? null,
    annualRequest: listed?.annualRequest == null ? null : yuanOfFen(listed.annualRequest),
  }
}
