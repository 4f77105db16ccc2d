import { exportDossier } from '@shenbao/audit/dossier/export-dossier.ts'
import { toContract } from '@shenbao/form/contract.ts'
import { z } from 'zod'
import { attachmentNamed } from '../attachment.ts'
import type { Deps, Desks } from '../connect.ts'
import { evidenceFor } from '../evidence-for-dossier.ts'
import { nameOfActor } from '../names.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { App, Before } from './route-plugin.ts'
import { byOf } from './work-shape.ts'

type Needs = Readonly<{ reads: Before }> &
  Pick<Deps, 'clock' | 'digest' | 'digestName' | 'sealKey' | 'attachments'> &
  Pick<Desks, 'signedIn' | 'declarations' | 'desk' | 'checkLog'>

export const dossierRoutes = (app: App, needs: Needs): void => {
  const { reads, signedIn, declarations, desk, checkLog, clock, digest, digestName, sealKey, attachments } = needs
  app.get(
    '/api/declarations/:id/dossier.zip',
    {
      onRequest: reads,
      schema: {
        summary: '卷宗：一份申报的全部记录，连同离线核验程序',
        description: '用其中的 verify.html、verify.mjs，或 shenbao verify 卷宗.zip 核验。能看这份申报的人都可以导出。',
        tags: ['申报'],
        produces: ['application/zip'],
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: z.unknown().describe('ZIP'), ...problemReplies },
      },
    },
    async (request, reply) => {
      const officer = signedIn.officerOf(request)
      const { id } = request.params
      if (!(await declarations.now(officer, id))) throw ownProblem('not-found')
      // The seal first: one that is set after the facts were read would cover facts that are not in the dossier.
      const { seals } = (await checkLog()).verified
      const facts = await declarations.facts(officer, id)
      const revision = facts?.at(-1)?.fact.revision
      const seen = revision === undefined ? null : await declarations.past(officer, id, { revision })
      if (!facts || !seen) throw ownProblem('not-found')
      const { form, work } = seen.declaration
      const directory = await desk.current()
      const name = form.name ?? '申报'
      const zip = exportDossier({
        name,
        facts: facts.map(({ fact }) => fact),
        form: toContract(form),
        opinions: work.opinions.map(({ stage, command, opinion, round, takenBack = false, told }) => ({
          ...{ stage, command, opinion, round, takenBack, ...byOf(told) },
          byName: nameOfActor(directory, told.actor),
        })),
        log: { name: digestName, digest },
        seal: seals.last,
        key: sealKey,
        exportedAt: clock.now().toISOString(),
        attachments: await evidenceFor(seen.declaration, attachments),
      })
      reply
        .type('application/zip')
        .header('content-disposition', attachmentNamed(`${name} 卷宗`, { plain: 'dossier', ending: 'zip' }))
      return reply.send(Buffer.from(zip))
    },
  )
}
