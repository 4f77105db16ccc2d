import type { PathStep } from '@shenbao/declaration/path.ts'
import type { Directory } from '@shenbao/directory/directory.ts'
import { z } from 'zod'
import type { DeclarationDesk } from '../declaration-desk.ts'
import type { DirectoryDesk } from '../directory-desk.ts'
import { nameOfActor } from '../names.ts'
import { ownProblem, problemReplies } from '../problems.ts'
import type { SignedIn } from '../signed-in.ts'
import { NextStageOut, nextStageOut, titleOfSeat } from './next-shape.ts'
import type { App, Before } from './route-plugin.ts'

const Blank = z.string().nullable()
const Taken = z.strictObject({
  revision: z.int(),
  type: z.string(),
  /** Where it stood afterwards, and the title of that stage. */
  stage: z.string(),
  title: z.string(),
  from: Blank,
  to: z.string(),
  by: z.string(),
  byName: z.string(),
  onBehalfOf: Blank,
  onBehalfOfName: Blank,
  officer: Blank.describe('转办、委派、加签、减签、认领所关系到的人员'),
  officerName: Blank,
  at: z.string(),
  effectiveOn: z.string(),
  reason: Blank,
})

const Path = z.strictObject({
  taken: z.array(Taken).readonly(),
  now: z.array(NextStageOut).readonly().describe('现在所在的环节，还在等谁'),
  next: z.array(NextStageOut).readonly().describe('都同意时预计经过的环节，按现在的金额和人员推算'),
})
export type Path = z.output<typeof Path>

type Needs = Readonly<{ reads: Before; signedIn: SignedIn; declarations: DeclarationDesk; desk: DirectoryDesk }>

export const pathRoutes = (app: App, { reads, signedIn, declarations, desk }: Needs): void => {
  app.get(
    '/api/declarations/:id/path',
    {
      onRequest: reads,
      schema: {
        summary: '一份申报走过的环节，现在在哪里，预计还要经过哪些',
        tags: ['申报'],
        params: z.strictObject({ id: z.uuid() }),
        response: {
          200: Path,
          ...problemReplies,
        },
      },
    },
    async request => {
      const found = await declarations.path(signedIn.officerOf(request), request.params.id)
      if (!found) throw ownProblem('not-found')
      const directory = await desk.current()
      const stageOut = nextStageOut(directory)
      return {
        taken: found.taken.map(takenOut(directory)),
        now: found.now.map(stageOut),
        next: found.ahead.map(stageOut),
      }
    },
  )
}

const takenOut =
  (directory: Directory) =>
  ({ seat, ...step }: PathStep): z.output<typeof Taken> => {
    const nameOf = (id: string | null): string | null => (id === null ? null : nameOfActor(directory, id))
    return {
      ...step,
      stage: step.to,
      byName: nameOfActor(directory, step.by),
      onBehalfOfName: nameOf(step.onBehalfOf),
      officerName: seat ? titleOfSeat(directory, seat) : nameOf(step.officer),
    }
  }
