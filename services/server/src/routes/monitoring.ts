import { commandTitles } from '@shenbao/declaration/commands.ts'
import { deviationCauses, likelihoods, Period } from '@shenbao/declaration/events.ts'
import { type MonitoringSheet, monitoringSheetOf, periodsOf, usualPeriod } from '@shenbao/declaration/monitoring-sheet.ts'
import { deviationCauseTitles, likelihoodTitles } from '@shenbao/declaration/words.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { fenOfYuan, yuanOfFen } from '@shenbao/kernel/money.ts'
import { DEFAULT_PACK_ID, findPack } from '@shenbao/policy/packs.ts'
import { lights } from '@shenbao/policy/warning-lights.ts'
import { listMonitoring, type MonitoredDeclaration, monitoringOrders } from '@shenbao/read-models/queries/list-monitoring.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { DaysLeft } from '../days-left.ts'
import type { DeclarationDesk } from '../declaration-desk.ts'
import { withinOf } from '../principal.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { Year } from './paging.ts'
import { RectificationOut, rectificationsOut } from './rectification-shape.ts'
import type { App, Before } from './route-plugin.ts'

const Blank = z.string().nullable()
const Light = z.enum(lights).nullable().describe('red 红灯 · yellow 黄灯 · green 绿灯 · blue 蓝灯；不能亮灯时为 null')
const PeriodOfQuery = Period.optional().describe('1 月至该月，如 2026-07')
const Place = z.strictObject({ indicator: z.string().optional(), field: z.string().optional(), message: z.string() })

const Row = z.strictObject({
  indicator: z.string(),
  level1: Blank,
  level2: Blank,
  name: z.string(),
  initialTarget: Blank.describe('年初指标值'),
  target: z.string().describe('年度指标值'),
  actual: Blank,
  forecast: Blank,
  light: Light,
  formula: z.string().describe('亮灯的依据，写出算式'),
  deviates: z.boolean(),
  likelihood: z.enum(likelihoods).nullable(),
  likelihoodTitle: Blank,
  judgement: z.enum(['met', 'partly', 'unmet']).nullable(),
  causes: z.array(z.enum(deviationCauses)).readonly(),
  causeTitles: z.array(z.string()),
  cause: Blank,
  remedy: Blank,
  note: Blank,
  removed: z.boolean(),
})
const Sheet = z
  .strictObject({
    id: z.string(),
    revision: z.int(),
    period: z.string(),
    month: z.int(),
    periods: z.array(z.string()).readonly().describe('已填报的期间'),
    usualPeriod: z.string().describe('政策包规定的监控期间'),
    filled: z.boolean(),
    funds: z.strictObject({
      initial: z.strictObject({ annualRequest: Blank, currentYearAppropriation: Blank, carryover: Blank, annualOther: Blank }),
      annual: Blank,
      executed: Blank,
      executionRate: Blank.describe('执行率，百分数'),
      forecastExecuted: Blank,
      forecastSurplus: Blank,
      light: Light,
      formula: z.string(),
    }),
    annualGoal: z.string(),
    rows: z.array(Row),
    light: Light.describe('项目的灯：各指标中最差的；资金的灯另列'),
    lights: z.record(z.enum([...lights, 'unlit']), z.int()),
    missing: z.array(Place).readonly(),
    rectifications: z.array(RectificationOut),
    likelihoods: z.array(z.strictObject({ value: z.string(), title: z.string() })),
    causes: z.array(z.strictObject({ value: z.string(), title: z.string() })),
    command: z.strictObject({ type: z.literal('record-progress'), title: z.string() }),
  })
  .meta({ id: 'MonitoringSheet', description: '项目支出绩效目标执行监控表' })

export type MonitoringAnswer = z.output<typeof Sheet>

const Monitored = z.strictObject({
  id: z.string(),
  name: Blank,
  unitId: z.string(),
  unit: Blank,
  phase: z.string(),
  annualRequest: Blank,
  executed: Blank,
  executionRate: Blank,
  budgetLight: Light,
  light: Light,
  red: z.int(),
  yellow: z.int(),
  missing: z.int(),
  filled: z.boolean(),
  openRectifications: z.int(),
  overdueRectifications: z.int(),
})
export type Monitored = z.output<typeof Monitored>
const MonitoredList = z.strictObject({
  year: z.int(),
  period: z.string(),
  periods: z.array(z.string()).readonly(),
  items: z.array(Monitored),
  counts: z.record(z.enum([...lights, 'unlit', 'all', 'filled', 'openRectifications']), z.int()),
})
export type MonitoredList = z.output<typeof MonitoredList>
const LightOfQuery = z.enum([...lights, 'unlit']).optional()
const Flag = z
  .enum(['true', 'false'])
  .optional()
  .transform(text => (text === undefined ? undefined : text === 'true'))
const List = z.strictObject({
  year: Year.optional(),
  period: PeriodOfQuery,
  light: LightOfQuery,
  budgetLight: LightOfQuery,
  filled: Flag,
  rectifying: Flag.describe('只列还有整改没有销号的'),
  budgetFrom: z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined) return undefined
      const fen = fenOfYuan(text)
      if (fen !== null) return fen
      context.issues.push({ code: 'custom', message: '应为元，如 2000000.00', input: text })
      return z.NEVER
    })
    .describe('重点监控：预算不低于（元）'),
  executionBelow: z
    .string()
    .regex(/^\d{1,6}(\.\d{1,2})?$/, '应为百分数，如 60')
    .optional()
    .describe('重点监控：执行率低于（%），没有填报的按 0 计'),
  sort: z
    .enum(monitoringOrders)
    .optional()
    .describe('listed 登记次序 · light 最差的在前 · execution 执行率低的在前 · budget · rectifications'),
})

type Needs = Readonly<{
  reads: Before
  signedIn: SignedIn
  models: ReadModels
  declarations: DeclarationDesk
  world: World
  clock: Clock
  daysLeft: DaysLeft
}>

export const monitoringRoutes = (app: App, { reads, signedIn, models, declarations, world, clock, daysLeft }: Needs): void => {
  const tags = ['绩效监控']

  app.get(
    '/api/declarations/:id/monitoring',
    {
      onRequest: reads,
      schema: {
        summary: '一份申报的执行监控表：资金和指标进度、预警灯及其算式、还缺什么',
        tags,
        params: z.strictObject({ id: z.uuid() }),
        querystring: z.strictObject({ period: PeriodOfQuery }),
        response: { 200: Sheet, ...problemReplies },
      },
    },
    async request => {
      const seen = await declarations.now(signedIn.officerOf(request), request.params.id)
      if (!seen) throw ownProblem('not-found')
      const { declaration, revision } = seen
      const pack = world.policy(declaration.policy)
      const usual = usualPeriod(declaration, pack)
      const periods = periodsOf(declaration)
      const latest = periods.includes(usual) ? usual : (periods.at(-1) ?? usual)
      const period = request.query.period ?? latest
      if (!period.startsWith(`${declaration.year}-`))
        throw ownProblem('malformed', { detail: `监控期间 ${period} 不在 ${declaration.year} 年度内，请改正。` })
      return {
        id: declaration.id,
        revision,
        periods,
        usualPeriod: usual,
        ...sheetOut(monitoringSheetOf(declaration, pack, period)),
        rectifications: rectificationsOut(declaration, await daysLeft()),
        likelihoods: likelihoods.map(value => ({ value, title: likelihoodTitles[value] })),
        causes: deviationCauses.map(value => ({ value, title: deviationCauseTitles[value] })),
        command: { type: 'record-progress' as const, title: commandTitles['record-progress'] },
      }
    },
  )

  app.get(
    '/api/monitoring',
    {
      onRequest: reads,
      schema: {
        summary: '执行中各项目的监控一览：预警灯、执行率、填报和整改情况',
        tags,
        querystring: List,
        response: {
          200: MonitoredList,
          ...problemReplies,
        },
      },
    },
    async request => {
      const today = clock.today()
      const { year: asked, period: month, sort, ...filter } = request.query
      const year = asked ?? Number((month ?? today).slice(0, 4))
      const period = month ?? usualPeriodOf(year)
      const within = withinOf(signedIn.officerOf(request))
      const found = listMonitoring(models.db(), { ...filter, year, period, today, order: sort, within })
      return { year, period, ...found, items: found.items.map(monitoredOut) }
    },
  )
}

/** Before a declaration says otherwise: the month of the pack that declarations begin under. */
const usualPeriodOf = (year: number): string => {
  const pack = findPack(DEFAULT_PACK_ID)
  if (!pack) throw new TypeError(`no policy pack ${DEFAULT_PACK_ID}`)
  return usualPeriod({ year }, pack)
}

const sheetOut = ({ rows, ...sheet }: MonitoringSheet) => ({
  ...sheet,
  rows: rows.map(row => ({
    ...row,
    likelihoodTitle: row.likelihood && likelihoodTitles[row.likelihood],
    causeTitles: row.causes.map(cause => deviationCauseTitles[cause]),
  })),
})

const monitoredOut = ({ annualRequest, executed, ...one }: MonitoredDeclaration): z.output<typeof Monitored> => ({
  ...one,
  annualRequest: annualRequest === null ? null : yuanOfFen(annualRequest),
  executed: executed === null ? null : yuanOfFen(executed),
})
