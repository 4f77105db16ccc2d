import type { Directory } from '@shenbao/directory/directory.ts'
import { organisationOf } from '@shenbao/directory/directory.ts'
import type { DirectoryEvent } from '@shenbao/directory/events.ts'
import { planRoster } from '@shenbao/directory/plan-roster.ts'
import { type Role, roles } from '@shenbao/directory/role.ts'
import { type Column, type RosterNote, titleOf } from '@shenbao/directory/roster.ts'
import { onlyAnAdministratorKeepsTheDirectory } from '@shenbao/directory/rules/only-an-administrator-keeps-the-directory.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Credentials } from '../credentials.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { drawPasswords, keepPasswords, officersWithoutPassword } from '../first-passwords.ts'
import { ownProblem, problemReplies, refused } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { readsFiles, uploadBytesMax, uploadedFile } from '../upload.ts'
import type { App } from './route-plugin.ts'

const RoleName = z.enum(roles as readonly [Role, ...Role[]])
const columnNames = ['organisation', 'parent', 'kind', 'account', 'name', 'roles'] as const satisfies readonly Column[]
const At = { line: z.int(), column: z.enum(columnNames).nullable(), columnTitle: z.string().nullable(), message: z.string() }
const Proposal = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('reassign-officer'),
    officer: z.string(),
    organisation: z.string(),
    roles: z.array(RoleName).readonly(),
    reason: z.string(),
  }),
  z.strictObject({ type: z.literal('rename-officer'), officer: z.string(), name: z.string(), reason: z.string() }),
])
const Roster = z.strictObject({
  dryRun: z.boolean(),
  /** What the file founds and appoints; on a dry run the ids are not yet given. */
  organisations: z.array(
    z.strictObject({
      id: z.string().nullable(),
      name: z.string(),
      kind: z.enum(['unit', 'department']),
      parent: z.string().nullable(),
    }),
  ),
  officers: z.array(
    z.strictObject({
      id: z.string().nullable(),
      account: z.string(),
      name: z.string(),
      organisation: z.string(),
      roles: z.array(RoleName).readonly(),
    }),
  ),
  /** What is wrong, by line and column: with any of it nothing is taken in. Only on a dry run; otherwise it is a problem. */
  errors: z.array(z.strictObject(At)),
  /** Where file and directory differ about somebody who is there: left as it is, with the commands that would follow the file. */
  notes: z.array(z.strictObject({ ...At, proposals: z.array(Proposal) })),
})
const FirstPasswords = z.strictObject({
  items: z.array(z.strictObject({ officer: z.string(), account: z.string(), name: z.string(), password: z.string() })),
  /** How many still have none: ask again. */
  left: z.int(),
})

/** Encoding is slow on purpose: more than this at once would keep the sender waiting. */
const PASSWORDS_MAX = 200

type Needs = Readonly<{ signedIn: SignedIn; desk: DirectoryDesk; credentials: Credentials; newId: () => string }>

const tags = ['人员与单位']

export const rosterRoutes = (app: App, needs: Needs): void => {
  app.register(async scope => {
    await readsFiles(scope as App)
    scope.removeContentTypeParser(['text/plain', 'application/json'])
    scope.addContentTypeParser(
      ['text/csv', 'text/plain'],
      { parseAs: 'buffer', bodyLimit: uploadBytesMax },
      (_request, body, done) => done(null, body),
    )
    importing(scope as App, needs)
  })
  firstPasswords(app, needs)
}

const importing = (app: App, { signedIn, desk, newId }: Needs): void => {
  app.post(
    '/api/directory/roster',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '导入名册（CSV）：先用 ?dry-run 预览，再导入',
        description:
          '第一行为列名：单位、上级单位、单位类型、账号、姓名、岗位。整份检查后才导入，有一处错误就一行也不导入；只新增，已在册的保持原样并列出差异。用 text/csv 直接发送，或 multipart/form-data 上传一个文件；最大 20 MB。',
        tags,
        consumes: ['text/csv', 'text/plain', 'multipart/form-data'],
        querystring: z.strictObject({
          'dry-run': z.enum(['', 'true', '1', 'false', '0']).optional().describe('只预览，什么也不记录'),
        }),
        response: { 200: Roster, 201: Roster, ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const forbidden = onlyAnAdministratorKeepsTheDirectory(officer)
      if (forbidden) throw refused(forbidden)
      const text = new TextDecoder('utf-8').decode(await bytesOf(request))
      const dryRun = ['', 'true', '1'].includes(request.query['dry-run'] ?? 'no')
      const importId = newId()
      const directory = await desk.current()
      const plan = planRoster({ importId, text }, directory)
      const notes = plan.sound ? plan.notes.map(noteOut) : []
      if (dryRun) {
        const errors = plan.sound ? [] : plan.errors.map(error => at(error))
        return { dryRun, ...changesOf(plan.sound ? plan.events : [], directory, false), errors, notes }
      }
      const recorded = await desk.record({ type: 'import-roster', importId, text }, officer.officerId)
      if (!recorded.accepted) throw refused(recorded.because)
      reply.code(201).header('shenbao-position', recorded.position)
      return { dryRun, ...changesOf(recorded.events, directory, true), errors: [], notes }
    },
  )
}

const firstPasswords = (app: App, { signedIn, desk, credentials }: Needs): void => {
  app.post(
    '/api/directory/first-passwords',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '为还没有口令的在任人员生成初始口令：只在这一次的回答中出现',
        tags,
        response: { 200: FirstPasswords, ...problemReplies },
      },
    },
    async (request, reply) => {
      const forbidden = onlyAnAdministratorKeepsTheDirectory(signedIn.officerOf(request))
      if (forbidden) throw refused(forbidden)
      const without = officersWithoutPassword(await desk.current(), credentials)
      const passwords = drawPasswords(without.slice(0, PASSWORDS_MAX))
      await keepPasswords(credentials, passwords)
      reply.header('cache-control', 'no-store')
      return {
        items: passwords.map(({ officer: { officerId, account, name }, password }) => ({
          officer: officerId,
          account,
          name,
          password,
        })),
        left: without.length - passwords.length,
      }
    },
  )
}

const bytesOf = async (request: FastifyRequest): Promise<Uint8Array> => {
  const body = request.isMultipart() ? (await uploadedFile(request)).bytes : request.body
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw ownProblem('malformed', { detail: '没有收到内容。请上传名册文件，或用 text/csv 发送名册的文字。' })
  return body
}

/** Organisations by name, not by id: those of the file have none before it is taken in. */
const changesOf = (events: readonly DirectoryEvent[], directory: Directory, isRecorded: boolean) => {
  const founded = events.flatMap(event => (event.type === 'organisation-founded' ? [event.data] : []))
  const nameOf = (id: string): string =>
    founded.find(({ organisationId }) => organisationId === id)?.name ?? organisationOf(directory, id)?.name ?? id
  return {
    organisations: founded.map(({ organisationId, name, kind, parentId }) => ({
      id: isRecorded ? organisationId : null,
      name,
      kind,
      parent: parentId === null ? null : nameOf(parentId),
    })),
    officers: events.flatMap(event => {
      if (event.type !== 'officer-appointed') return []
      const { officerId, account, name, organisationId, roles: held } = event.data
      return [{ id: isRecorded ? officerId : null, account, name, organisation: nameOf(organisationId), roles: held }]
    }),
  }
}

const at = ({ line, column, message }: Readonly<{ line: number; column: Column | null; message: string }>) => ({
  line,
  column,
  columnTitle: column === null ? null : titleOf(column),
  message,
})

const noteOut = ({ proposals, ...note }: RosterNote) => ({
  ...at(note),
  proposals: proposals.map(proposal => {
    const { type, officerId: officer, reason } = proposal
    return type === 'rename-officer'
      ? { type, officer, name: proposal.name, reason }
      : { type, officer, organisation: proposal.organisationId, roles: proposal.roles, reason }
  }),
})
