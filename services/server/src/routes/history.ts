import type { DeclarationEvent } from '@shenbao/declaration/events.ts'
import { peopleIn, titleOfFact } from '@shenbao/declaration/fact-title.ts'
import { changesOf, reasonOf, takesEffect } from '@shenbao/declaration/history.ts'
import { eventOf } from '@shenbao/declaration/recorded.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { digestOfFact } from '@shenbao/kernel/envelope.ts'
import { z } from 'zod'
import type { Deps } from '../connect.ts'
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
  /** The act it was recorded with: facts of one act carry the same. */
  command: z.string(),
  /** What the next fact carries of this one, so that nothing before it can be replaced unseen. */
  digest: z.string(),
  type: z.string(),
  /** What was done, in the words of the people who read it. */
  title: z.string(),
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
  /** Of a comment, and of what was answered to it: the indicator id or the field it is about, `null` for the whole. */
  anchor: z.string().nullable(),
  /** The officers it speaks of, besides whoever did it. */
  people: z.array(z.strictObject({ id: z.string(), name: z.string() })),
})

export type HistoryItem = z.output<typeof HistoryItem>

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; declarations: DeclarationDesk; desk: DirectoryDesk; world: World }> &
  Pick<Deps, 'digest'>

export const historyRoutes = (app: App, { reads, signedIn, declarations, desk, world, digest }: Needs): void => {
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
      const officer = signedIn.officerOf(request)
      const { id } = request.params
      const [seen, facts] = [await declarations.now(officer, id), await declarations.facts(officer, id)]
      if (!seen || !facts) throw ownProblem('not-found')
      const { route } = world.route(seen.declaration.route)
      const directory = await desk.current()
      const anchorOf = anchorsIn(seen.declaration)
      const items = facts.map(({ fact }, at) => {
        const event = eventOf(fact)
        return {
          revision: fact.revision,
          command: fact.commandId,
          digest: facts[at + 1]?.fact.previous ?? digestOfFact(digest, fact),
          type: fact.type,
          title: titleOfFact(event, route),
          at: fact.recordedAt,
          effectiveOn: fact.effectiveOn,
          actor: fact.actor,
          actorName: nameOfActor(directory, fact.actor),
          onBehalfOf: fact.onBehalfOf,
          onBehalfOfName: fact.onBehalfOf === null ? null : nameOfActor(directory, fact.onBehalfOf),
          changes: changesOf(event),
          inEffect: takesEffect(event),
          reason: reasonOf(event),
          anchor: anchorOf(event),
          people: peopleIn(event).map(id => ({ id, name: nameOfActor(directory, id) })),
        }
      })
      return { items }
    },
  )
}

/** What a comment is about, told by the comment itself and by whatever was said to it later. */
const anchorsIn = ({ work }: Declaration): ((event: DeclarationEvent) => string | null) => {
  const anchors = new Map(work.talk.comments.map(({ comment, anchor }) => [comment, anchor]))
  return ({ type, data }) =>
    type === 'comment-made' || type === 'comment-answered' || type === 'comment-confirmed'
      ? (anchors.get(data.comment) ?? null)
      : null
}
