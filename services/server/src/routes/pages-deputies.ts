import { type Directory, type Officer, servingOfficers } from '@shenbao/directory/directory.ts'
import { z } from 'zod'
import { nameOfActor } from '../names.ts'
import { deputiesPage } from '../pages/deputies-page.ts'
import { choiceOf, isRole } from '../pages/people-shown.ts'
import { allOf, oneOf, type Sent } from '../pages/sent-form.ts'
import type { Failed } from '../pages/verbs.ts'
import { refused } from '../problems.ts'
import { hidden, type PageNeeds, readerOf, sendPage } from './pages-shared.ts'
import type { App } from './route-plugin.ts'

const Line = z.string().max(500)
const Several = z.union([Line, z.array(Line).max(20)])
const Appointing = z.strictObject({ deputy: Line, from: Line, until: Line, roles: Several.optional(), reason: Line })
const Ending = z.strictObject({ deputyship: Line, reason: Line })

/** 我的代理, settled by the one who is away; an administrator settles those of others. */
export const deputyPages = (scope: App, needs: PageNeeds): void => {
  const { signedIn, desk, newId } = needs
  const onRequest = signedIn.required

  const pageFor = async (officer: Officer, failed: Failed | null): Promise<string> => {
    const directory = await desk.current()
    return deputiesPage(await readerOf(needs, officer), {
      reader: officer.officerId,
      deputyships: Object.values(directory.deputyships),
      choices: choicesFor(directory, officer),
      roles: officer.roles,
      name: officerId => nameOfActor(directory, officerId),
      failed,
    })
  }

  scope.get('/deputies', { onRequest, schema: hidden }, async (request, reply) =>
    sendPage(reply, await pageFor(signedIn.officerOf(request), null)),
  )

  scope.post('/deputies', { onRequest, schema: { ...hidden, body: Appointing } }, async (request, reply) => {
    const officer = signedIn.officerOf(request)
    const { deputy, from, until, reason } = request.body
    const sent: Sent = request.body
    const roles = allOf(sent, 'roles').filter(isRole)
    const recorded = await desk.record(
      {
        type: 'appoint-deputy',
        deputyshipId: newId(),
        principalId: officer.officerId,
        deputyId: deputy,
        from,
        until,
        roles: roles.length === 0 ? null : roles,
        reason,
      },
      officer.officerId,
    )
    if (recorded.accepted) return reply.redirect('/plain/deputies', 303)
    const { problem } = refused(recorded.because)
    return sendPage(reply.code(problem.status), await pageFor(officer, { sent, because: recorded.because }))
  })

  scope.post('/deputies/end', { onRequest, schema: { ...hidden, body: Ending } }, async (request, reply) => {
    const officer = signedIn.officerOf(request)
    const sent: Sent = request.body
    const command = { type: 'end-deputy', deputyshipId: oneOf(sent, 'deputyship'), reason: request.body.reason } as const
    const recorded = await desk.record(command, officer.officerId)
    if (recorded.accepted) return reply.redirect('/plain/deputies', 303)
    const { problem } = refused(recorded.because)
    return sendPage(reply.code(problem.status), await pageFor(officer, { sent, because: recorded.because }))
  })
}

/** Colleagues of the same organisation: nobody stands in across organisations. */
const choicesFor = (directory: Directory, { officerId, organisationId }: Officer) =>
  servingOfficers(directory)
    .filter(other => other.officerId !== officerId && other.organisationId === organisationId)
    .map(other => choiceOf(directory, other))
