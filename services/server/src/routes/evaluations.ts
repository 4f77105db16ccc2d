import type { Directory } from '@shenbao/directory/directory.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { distributionOf, evaluationsBy, indicatorStatistics } from '@shenbao/read-models/queries/evaluation-statistics.ts'
import { type RankedEvaluation, rankEvaluations } from '@shenbao/read-models/queries/rank-evaluations.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import { csvLine, csvMark } from '../csv.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { withinOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { Year } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const Text = z.string().nullable()
const Evaluation = z
  .strictObject({
    id: z.string(),
    name: Text,
    year: z.int(),
    unitId: z.string(),
    unit: Text,
    departmentId: z.string(),
    department: Text,
    nature: Text,
    category: Text,
    phase: z.string(),
    annualRequest: Text.describe('年度资金申请总额，元'),
    budgetAnnual: Text.describe('全年预算数，元'),
    budgetExecuted: Text.describe('全年执行数，元'),
    executionRate: Text,
    selfTotal: Text,
    selfGrade: Text,
    reviewTotal: Text.describe('核查得分：现在的核查结果；无人核查时为 null'),
    reviewGrade: Text,
    rescoredRows: z.int(),
    deviates: z.boolean().describe('核查得分与自评得分相差超过政策包的界限'),
    finalTotal: Text,
    grade: Text,
    difference: Text,
    rank: z.int().nullable(),
    flags: z.array(z.string()).readonly(),
    problems: z.int().describe('问题清单的条数'),
  })
  .meta({ id: 'Evaluation' })
const Grades = z.record(z.string(), z.int())
const Group = z.strictObject({
  key: Text,
  name: Text,
  count: z.int(),
  confirmed: z.int(),
  grades: Grades,
  average: Text,
  lowest: Text,
  highest: Text,
  deviating: z.int(),
})
const Distribution = z.strictObject({
  count: z.int(),
  confirmed: z.int(),
  withoutTotal: z.int(),
  grades: Grades,
  average: Text,
  histogram: z.array(z.strictObject({ from: z.string(), to: z.string(), count: z.int() })).readonly(),
  groups: z.array(Group).readonly(),
})
const Kind = z.strictObject({
  level1: Text,
  level2: Text,
  rows: z.int(),
  withoutScore: z.int(),
  averageShare: Text.describe('平均得分率，0 至 1'),
  belowFull: z.int(),
  full: z.int(),
  fullShare: Text.describe('满分行占比；为 1 时这类指标没有区分度'),
  overAchieved: z.int(),
  rescored: z.int(),
})

export type Evaluation = z.output<typeof Evaluation>
export type Distribution = z.output<typeof Distribution>
export type IndicatorKind = z.output<typeof Kind>

const Line = z.string().min(1).max(200)
export const evaluationFilters = {
  year: Year.optional(),
  unit: Line.optional().describe('单位编号，或表上写的实施单位'),
  department: Line.optional().describe('主管部门编号，或表上写的主管部门'),
  grade: z.enum(['优', '良', '中', '差']).optional().describe('确认后的等次；未确认的按自评等次'),
}

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels; desk: DirectoryDesk }>

export const evaluationRoutes = (app: App, { reads, signedIn, models, desk }: Needs): void => {
  const tags = ['自评']
  app.get(
    '/api/evaluations',
    {
      onRequest: reads,
      schema: {
        summary: '评价结果：得分、等次、名次，分布，按指标类型的得分率',
        description:
          '名次按确认后的得分，得分相同名次相同。分布和统计对未确认的用自评得分。by 决定 distribution.groups 按什么分组；level 决定 indicators 按一级还是二级指标。',
        tags,
        querystring: z.strictObject({
          ...evaluationFilters,
          by: z.enum(evaluationsBy).optional(),
          level: z.enum(['level1', 'level2']).optional(),
        }),
        response: {
          200: z.strictObject({
            items: z.array(Evaluation).readonly(),
            distribution: Distribution,
            indicators: z.array(Kind).readonly(),
          }),
          ...problemReplies,
        },
      },
    },
    async request => {
      const { by = 'unit', level = 'level2', ...asked } = request.query
      const filter = { ...asked, within: withinOf(signedIn.officerOf(request)) }
      const directory = await desk.current()
      const items = rankEvaluations(models.db(), filter).map(named(directory))
      return {
        items: items.map(evaluationOut),
        distribution: distributionOf(items, by),
        indicators: indicatorStatistics(models.db(), filter, level),
      }
    },
  )

  app.get(
    '/api/evaluations.csv',
    {
      onRequest: reads,
      schema: {
        summary: '评价结果，表格文件',
        tags,
        produces: ['text/csv'],
        querystring: z.strictObject(evaluationFilters),
        response: { 200: z.unknown().describe('CSV，UTF-8，带字节序标记'), ...problemReplies },
      },
    },
    async (request, reply) => {
      const filter = { ...request.query, within: withinOf(signedIn.officerOf(request)) }
      const items = rankEvaluations(models.db(), filter).map(named(await desk.current()))
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="evaluations.csv"')
      return reply.send(csvMark + [titles, ...items.map(cellsOf)].map(csvLine).join(''))
    },
  )
}

/** A unit is one organisation however its name is written on the form. */
const named =
  ({ organisations }: Directory) =>
  (item: RankedEvaluation): RankedEvaluation => ({
    ...item,
    unit: item.unit ?? organisations[item.unitId]?.name ?? null,
    department: item.department ?? organisations[item.departmentId]?.name ?? null,
  })

const evaluationOut = ({ annualRequest, ...item }: RankedEvaluation): z.output<typeof Evaluation> => ({
  ...item,
  annualRequest: annualRequest === null ? null : yuanOfFen(annualRequest),
})

const titles = [
  '名次',
  '项目名称',
  '实施单位',
  '主管部门',
  '年度',
  '年度资金申请总额（元）',
  '全年预算数（元）',
  '全年执行数（元）',
  '执行率',
  '自评得分',
  '自评等次',
  '核查得分',
  '差异',
  '差异超限',
  '最终得分',
  '等次',
  '问题数',
  '申报编号',
]

const cellsOf = (item: RankedEvaluation): readonly (string | number | null)[] => [
  item.rank,
  item.name,
  item.unit,
  item.department,
  item.year,
  item.annualRequest === null ? null : yuanOfFen(item.annualRequest),
  item.budgetAnnual,
  item.budgetExecuted,
  item.executionRate,
  item.selfTotal,
  item.selfGrade,
  item.reviewTotal,
  item.difference,
  item.deviates ? '是' : '否',
  item.finalTotal,
  item.grade,
  item.problems,
  item.id,
]
