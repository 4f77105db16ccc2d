import { changesOf, reasonOf, takesEffect } from '@shenbao/declaration/history.ts'
import { eventOf } from '@shenbao/declaration/recorded.ts'
import { z } from 'zod'
import type { DeclarationDesk } from '../declaration-desk.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { nameOfActor } from '../names.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import type { App, Before } from './route-plugin.ts'

const Change = z.strictObject({
  indicator: z.string().nullable(),
  field: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
})
export const HistoryItem = z.strictObject({
  revision: z.int(),
  type: z.string(),
  at: z.string(),
  effectiveOn: z.string(),
  actor: z.string(),
  actorName: z.string(),
  onBehalfOf: z.string().nullable(),
  onBehalfOfName: z.string().nullable(),
  changes: z.array(Change).readonly(),
  /** `false` where the changes are only asked for: an adjustment before its approval, a correction. */
  inEffect: z.boolean(),
  reason: z.string().nullable(),
})

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; declarations: DeclarationDesk; desk: DirectoryDesk }>

export const historyRoutes = (app: App, { reads, signedIn, declarations, desk }: Needs): void => {
  app.get(
    '/api/declarations/:id/history',
    {
      onRequest: reads,
      schema: {
        summary: '一份申报的全部经过，先发生的在前',
        tags: ['申报'],
        params: z.strictObject({ id: z.uuid() }),
        response: { 200: z.strictObject({ items: z.array(HistoryItem).readonly() }), ...problemReplies },
      },
    },
    async request => {
      const facts = await declarations.facts(signedIn.officerOf(request), request.params.id)
      if (!facts) throw ownProblem('not-found')
      const directory = await desk.current()
      const items = facts.map(({ fact }) => {
        const event = eventOf(fact)
        return {
          revision: fact.revision,
          type: fact.type,
          at: fact.recordedAt,
          effectiveOn: fact.effectiveOn,
          actor: fact.actor,
          actorName: nameOfActor(directory, fact.actor),
          onBehalfOf: fact.onBehalfOf,
          onBehalfOfName: fact.onBehalfOf === null ? null : nameOfActor(directory, fact.onBehalfOf),
          changes: changesOf(event),
          inEffect: takesEffect(event),
          reason: reasonOf(event),
        }
      })
      return { items }
    },
  )
}
