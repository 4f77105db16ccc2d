import { type Directory, type Officer, officerOf } from '@shenbao/directory/directory.ts'
import { onlyAnAdministratorKeepsTheDirectory } from '@shenbao/directory/rules/only-an-administrator-keeps-the-directory.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import { z } from 'zod'
import { nameOfActor } from '../names.ts'
import type { Moved } from '../open-work.ts'
import { officerPage, peoplePage } from '../pages/people-page.ts'
import { isRole } from '../pages/people-shown.ts'
import { allOf } from '../pages/sent-form.ts'
import type { Failed } from '../pages/verbs.ts'
import { ownProblem, refused } from '../problems.ts'
import { hidden, type PageNeeds, readerOf, sendPage } from './pages-shared.ts'
import type { App } from './route-plugin.ts'

const Line = z.string().max(500)
const Several = z.union([Line, z.array(Line).max(20)])
const Appointing = z.strictObject({
  name: Line,
  account: Line,
  password: z.string().max(1000),
  organisation: Line,
  roles: Several.optional(),
})
const Change = z.strictObject({
  change: z.enum(['reassign', 'dismiss', 'handover', 'rename', 'password']),
  organisation: Line.optional(),
  roles: Several.optional(),
  handoverTo: Line.optional(),
  to: Line.optional(),
  name: Line.optional(),
  password: z.string().max(1000).optional(),
  reason: Line.optional(),
})
type Change = z.output<typeof Change>
const OfOfficer = z.strictObject({ id: z.string().min(1).max(64) })

/** 人员, for the administrator: who serves where, appointing, and every change of somebody's office. */
export const peoplePages = (scope: App, needs: PageNeeds): void => {
  const { signedIn, appointments } = needs
  const onRequest = signedIn.required

  scope.get('/people', { onRequest, schema: hidden }, async (request, reply) =>
    sendPage(reply, await listFor(needs, administrator(signedIn.officerOf(request)), null)),
  )

  scope.post('/people', { onRequest, schema: { ...hidden, body: Appointing } }, async (request, reply) => {
    const officer = administrator(signedIn.officerOf(request))
    const { organisation, name, account, password } = request.body
    const { password: _, ...sent } = request.body
    const roles = allOf(request.body, 'roles').filter(isRole)
    const recorded = await appointments.appoint(officer, { name, account, password, organisationId: organisation, roles })
    if (recorded.accepted) return reply.redirect('/plain/people', 303)
    const { problem } = refused(recorded.because)
    return sendPage(reply.code(problem.status), await listFor(needs, officer, { sent: sent, because: recorded.because }))
  })

  scope.get('/people/:id', { onRequest, schema: { ...hidden, params: OfOfficer } }, async (request, reply) =>
    sendPage(reply, await officerFor(needs, administrator(signedIn.officerOf(request)), request.params.id, nothingDone)),
  )

  scope.post('/people/:id', { onRequest, schema: { ...hidden, params: OfOfficer, body: Change } }, async (request, reply) => {
    const officer = administrator(signedIn.officerOf(request))
    const { id } = request.params
    const done = await changed(needs, officer, id, request.body)
    if (done.accepted && done.moved.length === 0) return reply.redirect(`/plain/people/${encodeURIComponent(id)}`, 303)
    if (done.accepted) return sendPage(reply, await officerFor(needs, officer, id, { failed: null, moved: done.moved }))
    const { password: _, ...sent } = request.body
    const failed = { sent: sent, because: done.because }
    return sendPage(reply.code(refused(done.because).problem.status), await officerFor(needs, officer, id, { failed, moved: [] }))
  })
}

const administrator = (officer: Officer): Officer => {
  const because = onlyAnAdministratorKeepsTheDirectory(officer)
  if (because) throw refused(because)
  return officer
}

type Done = Readonly<{ accepted: true; moved: readonly Moved[] }> | Readonly<{ accepted: false; because: Rejection }>

const changed = async (needs: PageNeeds, by: Officer, officerId: string, body: Change): Promise<Done> => {
  const { personnel, appointments, desk } = needs
  const { organisation = '', reason = '', handoverTo = '', to = '', name = '', password = '' } = body
  const heir = handoverTo === '' ? undefined : handoverTo
  switch (body.change) {
    case 'reassign': {
      const roles = allOf(body, 'roles').filter(isRole)
      return personnel.leave(by, { type: 'reassign-officer', officerId, organisationId: organisation, roles, reason }, heir)
    }
    case 'dismiss':
      return personnel.leave(by, { type: 'dismiss-officer', officerId, reason }, heir)
    case 'handover':
      return personnel.handover(by, officerId, { to, reason })
    case 'rename': {
      const recorded = await desk.record({ type: 'rename-officer', officerId, name, reason }, by.officerId)
      return recorded.accepted ? { accepted: true, moved: [] } : recorded
    }
    case 'password': {
      const set = await appointments.resetPassword(by, officerId, password)
      return set.accepted ? { accepted: true, moved: [] } : set
    }
  }
}

const allIn = (directory: Directory): readonly Officer[] => directory.appointed.flatMap(id => officerOf(directory, id) ?? [])

const listFor = async (needs: PageNeeds, officer: Officer, failed: Failed | null): Promise<string> => {
  const directory = await needs.desk.current()
  const name = (id: string): string => nameOfActor(directory, id)
  return peoplePage(await readerOf(needs, officer), { directory, officers: allIn(directory), failed, name })
}

type After = Readonly<{ failed: Failed | null; moved: readonly Moved[] }>
const nothingDone: After = { failed: null, moved: [] }

const officerFor = async (needs: PageNeeds, by: Officer, id: string, { failed, moved }: After): Promise<string> => {
  const directory = await needs.desk.current()
  const officer = officerOf(directory, id)
  if (!officer) throw ownProblem('not-found')
  return officerPage(await readerOf(needs, by), {
    directory,
    officers: allIn(directory),
    officer,
    failed,
    name: other => nameOfActor(directory, other),
    openWork: officer.serving ? await needs.openWork.of(id) : null,
    moved,
  })
}
