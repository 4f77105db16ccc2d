import { problemKinds } from '@shenbao/declaration/evaluation-problems.ts'
import { type ListedProblem, listProblems } from '@shenbao/read-models/queries/list-problems.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import { csvLine, csvMark } from '../csv.ts'
import { withinOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { evaluationFilters } from './evaluations.ts'
import type { App, Before } from './route-plugin.ts'

/** What each kind of problem is called on a list. */
const kindTitles: Readonly<Record<(typeof problemKinds)[number], string>> = {
  'zero-budget': '预算为零',
  'over-spent': '超预算执行',
  'low-execution': '执行率偏低',
  'budget-changed': '年中调整预算',
  'plausibility-red': '高产出低支出存疑',
  'weights-not-100': '分值不合百',
  'lost-points': '未达标失分',
  'over-achieved': '超额完成',
  'review-deviation': '自评与核查差异大',
  rescored: '核查减分',
  'no-discrimination': '全部满分',
  'judged-met-throughout': '定性全部自评达成',
  'evidence-missing': '缺少佐证',
  'evidence-detached': '佐证已撤下',
  'evidence-day': '佐证日期不符',
}

const Text = z.string().nullable()
const Severity = z.enum(['error', 'warning', 'info'])
const Kind = z.enum(problemKinds)
const Listed = z
  .strictObject({
    declaration: z.string(),
    declarationName: Text,
    unitId: z.string(),
    unit: Text,
    year: z.int(),
    kind: z.string(),
    title: z.string(),
    severity: z.string(),
    indicator: Text,
    indicatorName: Text,
    sentence: z.string(),
    basis: z.strictObject({ kind: z.string(), text: z.string() }),
  })
  .meta({ id: 'EvaluationProblem' })
export type EvaluationProblem = z.output<typeof Listed>
const filters = {
  ...evaluationFilters,
  kind: Kind.optional(),
  severity: Severity.optional(),
  declaration: z.uuid('应为申报编号').optional(),
}

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels }>

export const evaluationProblemRoutes = (app: App, { reads, signedIn, models }: Needs): void => {
  const tags = ['自评']
  app.get(
    '/api/evaluations/problems',
    {
      onRequest: reads,
      schema: {
        summary: '问题清单：自评中该有人看一眼的，每条一句话和依据，重的在前',
        tags,
        querystring: z.strictObject(filters),
        response: {
          200: z.strictObject({ items: z.array(Listed).readonly(), counts: z.record(z.string(), z.int()) }),
          ...problemReplies,
        },
      },
    },
    async request => {
      const found = listProblems(models.db(), { ...request.query, within: withinOf(signedIn.officerOf(request)) })
      const counts: Record<string, number> = {}
      for (const { kind } of found) counts[kind] = (counts[kind] ?? 0) + 1
      return { items: found.map(problemOut), counts }
    },
  )

  app.get(
    '/api/evaluations/problems.csv',
    {
      onRequest: reads,
      schema: {
        summary: '问题清单，表格文件',
        tags,
        produces: ['text/csv'],
        querystring: z.strictObject(filters),
        response: { 200: z.unknown().describe('CSV，UTF-8，带字节序标记'), ...problemReplies },
      },
    },
    async (request, reply) => {
      const found = listProblems(models.db(), { ...request.query, within: withinOf(signedIn.officerOf(request)) })
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="problems.csv"')
      return reply.send(csvMark + [titles, ...found.map(cellsOf)].map(csvLine).join(''))
    },
  )
}

const titleOf = (kind: string): string => Object.entries(kindTitles).find(([known]) => known === kind)?.[1] ?? kind

const problemOut = ({ basisKind, basis, ...problem }: ListedProblem): z.output<typeof Listed> => ({
  ...problem,
  title: titleOf(problem.kind),
  basis: { kind: basisKind, text: basis },
})

const severities: Readonly<Record<string, string>> = { error: '错误', warning: '警告', info: '提示' }
const titles = ['程度', '类型', '项目名称', '实施单位', '年度', '指标', '说明', '依据', '申报编号']

const cellsOf = (problem: ListedProblem): readonly (string | number | null)[] => [
  severities[problem.severity] ?? problem.severity,
  titleOf(problem.kind),
  problem.declarationName,
  problem.unit,
  problem.year,
  problem.indicatorName,
  problem.sentence,
  problem.basis,
  problem.declaration,
]
