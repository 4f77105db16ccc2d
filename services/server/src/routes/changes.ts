import type { NewField, Recounted } from '@shenbao/declaration/changes-since.ts'
import { titleOfFact } from '@shenbao/declaration/fact-title.ts'
import { reasonOf } from '@shenbao/declaration/history.ts'
import type { World } from '@shenbao/declaration/world.ts'
import type { Directory } from '@shenbao/directory/directory.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import { z } from 'zod'
import type { ChangesDesk } from '../changes-desk.ts'
import type { DeclarationDesk } from '../declaration-desk.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { nameOfActor } from '../names.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App, Before } from './route-plugin.ts'

const Blank = z.string().nullable()
const Revision = z.string().regex(/^(0|[1-9]\d{0,14})$/, '应为版本号')
const Field = z.strictObject({
  field: z.string(),
  from: Blank,
  to: Blank,
  by: Blank,
  byName: Blank,
  onBehalfOf: Blank,
  at: Blank,
  reason: Blank,
})
const Row = z.strictObject({
  indicator: z.string(),
  name: Blank,
  kind: z.enum(['added', 'removed', 'revised']),
  fields: z.array(Field),
})
const Said = z.strictObject({
  revision: z.int(),
  type: z.string(),
  title: z.string(),
  stage: Blank,
  /** Of a comment: what it is about, and which one it is. */
  anchor: Blank,
  comment: Blank,
  by: z.string(),
  byName: z.string(),
  onBehalfOf: Blank,
  at: z.string(),
  text: Blank,
})
const Changes = z
  .strictObject({
    from: z.int().nullable().describe('从这个版本之后算起；从未看过为 null，从登记之后算起'),
    to: z.int(),
    count: z.int(),
    rows: z.array(Row),
    fields: z.array(Field),
    opinions: z.array(Said),
    comments: z.array(Said),
  })
  .meta({ id: 'Changes', description: '两个时点之间改了什么' })

export type Changes = z.output<typeof Changes>

type Needs = Readonly<{
  reads: Before
  signedIn: SignedIn
  changes: ChangesDesk
  declarations: DeclarationDesk
  desk: DirectoryDesk
  world: World
}>

export const changesRoutes = (app: App, { reads, signedIn, changes, declarations, desk, world }: Needs): void => {
  app.get(
    '/api/declarations/:id/changes',
    {
      onRequest: reads,
      schema: {
        summary: '自我上次查看（或自某个版本）以来改了什么',
        tags: ['申报'],
        params: z.strictObject({ id: z.uuid() }),
        querystring: z.strictObject({
          since: z.union([z.literal('mine'), Revision], '应为 mine 或版本号').default('mine'),
          until: Revision.optional(),
        }),
        response: { 200: Changes, ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const { id } = request.params
      const { since, until } = request.query
      const seen = await declarations.now(officer, id)
      const found = await changes.between(officer, id, {
        since: since === 'mine' ? since : Number(since),
        until: until === undefined ? null : Number(until),
      })
      if (!seen || found === null) throw ownProblem('not-found')
      if (found === 'beyond')
        throw ownProblem('not-found', { detail: `没有这个版本，或先后颠倒。现在是第 ${seen.revision} 版。` })
      const { route } = world.route(seen.declaration.route)
      reply.header('shenbao-position', seen.position)
      return changesOut(found, route, await desk.current())
    },
  )
}

type Found = Exclude<Awaited<ReturnType<ChangesDesk['between']>>, null | 'beyond'>

const changesOut = ({ from, to, changes }: Found, route: Route, directory: Directory): z.output<typeof Changes> => {
  const { rows, fields, opinions, comments } = changes
  const field = (one: NewField) => ({ ...one, byName: one.by === null ? null : nameOfActor(directory, one.by) })
  const said = (one: Recounted) => saidOut(one, route, nameOfActor(directory, one.told.actor))
  return {
    from,
    to,
    count: rows.length + fields.length + opinions.length + comments.length,
    rows: rows.map(row => ({ ...row, fields: row.fields.map(field) })),
    fields: fields.map(field),
    opinions: opinions.map(said),
    comments: comments.map(said),
  }
}

const saidOut = ({ revision, event, told }: Recounted, route: Route, byName: string): z.output<typeof Said> => {
  const { data } = event
  return {
    revision,
    type: event.type,
    title: titleOfFact(event, route),
    stage: 'stage' in data ? data.stage : 'from' in data && typeof data.from === 'string' ? data.from : null,
    anchor: 'anchor' in data ? data.anchor : null,
    comment: 'comment' in data && event.type !== 'review-sheet-filled' ? data.comment : null,
    by: told.actor,
    byName,
    onBehalfOf: told.onBehalfOf,
    at: told.recordedAt,
    text: reasonOf(event),
  }
}
