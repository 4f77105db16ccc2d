import { type Directory, type Officer, servingOfficers } from '@shenbao/directory/directory.ts'
import { seesEverything } from '@shenbao/directory/may-see.ts'
import { roleTitles } from '@shenbao/directory/role.ts'
import { z } from 'zod'
import type { Clock } from '../clock.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { eyesOf } from '../principal.ts'
import { problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App } from './route-plugin.ts'

/** A picker shows a screenful; whoever is not among them is found by a letter more. */
const OFFICERS_MAX = 50

const Picked = z.strictObject({
  id: z.string(),
  name: z.string(),
  organisation: z.strictObject({ id: z.string(), name: z.string() }),
  roles: z.array(z.strictObject({ role: z.string(), title: z.string() })),
})

const OfficersOut = z.strictObject({ items: z.array(Picked).readonly(), more: z.boolean() })
export type OfficersOut = z.output<typeof OfficersOut>

type Needs = Readonly<{ signedIn: SignedIn; desk: DirectoryDesk; clock: Clock }>

/** For 转办、加签、委派、抄送、征求意见: whom one may choose from. */
export const officerRoutes = (app: App, { signedIn, desk, clock }: Needs): void => {
  app.get(
    '/api/officers',
    {
      onRequest: signedIn.required,
      schema: {
        summary: '选人：与自己看得到的申报有关的单位里的在任人员，按姓名、岗位、单位查找',
        tags: ['人员与单位'],
        querystring: z.strictObject({
          q: z.string().max(100).optional().describe('姓名、岗位或单位名称的一部分；空格分开的每一段都要符合'),
        }),
        response: { 200: OfficersOut, ...problemReplies },
      },
    },
    async request => {
      const directory = await desk.current()
      const within = organisationsAround(directory, eyesOf(directory, signedIn.officerOf(request), clock.today()))
      const words = (request.query.q ?? '').normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean)
      const found = servingOfficers(directory)
        .filter(({ organisationId }) => within === null || within.has(organisationId))
        .map(officer => picked(directory, officer))
        .filter(officer => words.every(word => textOf(officer).includes(word)))
      return { items: found.slice(0, OFFICERS_MAX), more: found.length > OFFICERS_MAX }
    },
  )
}

/**
 * The organisations of the declarations that these people may see: their own, what stands above it and what stands below it; `null`
 * for all of them.
 */
const organisationsAround = (directory: Directory, eyes: readonly Officer[]): ReadonlySet<string> | null => {
  if (eyes.some(seesEverything)) return null
  const own = new Set(eyes.map(({ organisationId }) => organisationId))
  const around = Object.values(directory.organisations).flatMap(({ organisationId, parentId }) => [
    ...(own.has(organisationId) && parentId !== null ? [parentId] : []),
    ...(parentId !== null && own.has(parentId) ? [organisationId] : []),
  ])
  return new Set([...own, ...around])
}

const picked = ({ organisations }: Directory, { officerId, name, organisationId, roles }: Officer): z.output<typeof Picked> => ({
  id: officerId,
  name,
  organisation: { id: organisationId, name: organisations[organisationId]?.name ?? '' },
  roles: roles.map(role => ({ role, title: roleTitles[role] })),
})

const textOf = ({ name, organisation, roles }: z.output<typeof Picked>): string =>
  [name, organisation.name, ...roles.map(({ title }) => title)].join(' ').normalize('NFKC').toLowerCase()
