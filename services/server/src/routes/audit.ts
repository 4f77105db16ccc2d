import { Readable } from 'node:stream'
import type { Directory } from '@shenbao/directory/directory.ts'
import { isDay } from '@shenbao/kernel/dates.ts'
import { type AuditFilter, type AuditRow, searchAudit } from '@shenbao/read-models/queries/search-audit.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import { z } from 'zod'
import { csvLine, csvMark } from '../csv.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { actorMeant, nameOfActor } from '../names.ts'
import { withinOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { pageRowsMax, pagingOf, readingPage } from './paging.ts'
import type { App, Before } from './route-plugin.ts'

const ROWS_USUAL = 1_000

const Bound = z.union([z.iso.datetime({ offset: true }), z.string().refine(isDay)], '应为日期或时刻，例如 2026-03-02')
const filters = {
  declaration: z.string().max(200).optional().describe('申报编号或项目名称'),
  indicator: z.string().max(200).optional().describe('指标编号或三级指标名称'),
  actor: z.string().max(200).optional().describe('人员编号、账号或姓名'),
  field: z.string().max(100).optional(),
  since: Bound.optional().describe('日期按业务日期，时刻按记录时间；含当日'),
  until: Bound.optional(),
  order: z.enum(['oldest', 'newest']).optional(),
}
const Row = z
  .strictObject({
    at: z.string(),
    effectiveOn: z.string(),
    actor: z.string(),
    actorName: z.string(),
    onBehalfOf: z.string().nullable(),
    onBehalfOfName: z.string().nullable(),
    declaration: z.string(),
    declarationName: z.string().nullable(),
    indicator: z.string().nullable(),
    indicatorName: z.string().nullable(),
    field: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    reason: z.string().nullable(),
    revision: z.int(),
    fact: z.string(),
    inEffect: z.boolean(),
    under: z.strictObject({ kind: z.string(), number: z.int() }).nullable(),
  })
  .meta({ id: 'AuditRow' })
export type AuditRowOut = z.output<typeof Row>

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; models: ReadModels; desk: DirectoryDesk }>

export const auditRoutes = (app: App, { reads, signedIn, models, desk }: Needs): void => {
  const tags = ['审计']

  app.get(
    '/api/audit',
    {
      onRequest: reads,
      schema: {
        summary: '谁在何时把哪一项从什么改成什么，遍及全部申报',
        tags,
        querystring: z.strictObject({ ...filters, ...pagingOf(ROWS_USUAL) }),
        response: { 200: z.strictObject({ items: z.array(Row).readonly(), next: z.string().nullable() }), ...problemReplies },
      },
    },
    async request => {
      const directory = await desk.current()
      const filter = { ...meant(directory, request.query), within: withinOf(signedIn.officerOf(request)) }
      const { items, next } = readingPage(() => searchAudit(models.db(), { ...request.query, ...filter }))
      return { items: items.map(row => auditOut(directory, row)), next }
    },
  )

  app.get(
    '/api/audit.csv',
    {
      onRequest: reads,
      schema: {
        summary: '同上，表格文件',
        description: '可能被表格软件当作公式的单元格，前面加了一个单引号。',
        tags,
        produces: ['text/csv'],
        querystring: z.strictObject(filters),
        response: { 200: z.unknown().describe('CSV，UTF-8，带字节序标记'), ...problemReplies },
      },
    },
    async (request, reply) => {
      const directory = await desk.current()
      const filter = { ...meant(directory, request.query), within: withinOf(signedIn.officerOf(request)) }
      reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"')
      return reply.send(Readable.from(csvPages(models, directory, filter)))
    },
  )
}

const meant = (directory: Directory, query: AuditFilter): AuditFilter => ({
  ...query,
  actor: query.actor === undefined ? undefined : actorMeant(directory, query.actor),
})

const auditOut = (directory: Directory, { id: _place, ...row }: AuditRow): z.output<typeof Row> => ({
  ...row,
  actorName: nameOfActor(directory, row.actor),
  onBehalfOfName: row.onBehalfOf === null ? null : nameOfActor(directory, row.onBehalfOf),
})

const titles = [
  '记录时间',
  '业务日期',
  '人员',
  '代理',
  '项目名称',
  '申报编号',
  '指标',
  '字段',
  '原值',
  '新值',
  '理由',
  '版本',
  '记录类型',
  '已生效',
]

/** One page of rows after the other: an export of many years never stands in memory whole. */
async function* csvPages(models: ReadModels, directory: Directory, filter: AuditFilter): AsyncGenerator<string> {
  yield csvMark + csvLine(titles)
  let after: string | undefined
  do {
    const { items, next } = searchAudit(models.db(), { ...filter, limit: pageRowsMax, after })
    yield items.map(row => csvLine(cellsOf(directory, row))).join('')
    after = next ?? undefined
  } while (after !== undefined)
}

const cellsOf = (directory: Directory, row: AuditRow): readonly (string | number | null)[] => [
  row.at,
  row.effectiveOn,
  nameOfActor(directory, row.actor),
  row.onBehalfOf === null ? null : nameOfActor(directory, row.onBehalfOf),
  row.declarationName,
  row.declaration,
  row.indicatorName,
  row.field,
  row.from,
  row.to,
  row.reason,
  row.revision,
  row.fact,
  row.inEffect ? '是' : '否',
]
