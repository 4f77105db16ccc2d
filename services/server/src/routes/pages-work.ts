import { workingDaysOf } from '@shenbao/directory/calendar-of.ts'
import { listTasks, taskViews } from '@shenbao/read-models/queries/list-tasks.ts'
import { z } from 'zod'
import { nameOfActor } from '../names.ts'
import { stageTitlesOf } from '../pages/words.ts'
import { workPage } from '../pages/work-page.ts'
import { principalsFor } from '../principal.ts'
import { hidden, type PageNeeds, readerOf, sendPage } from './pages-shared.ts'
import { readingPage } from './paging.ts'
import type { App } from './route-plugin.ts'
import { countsOf } from './tasks.ts'

const ROWS = 200

export const workPages = (scope: App, needs: PageNeeds): void => {
  const { signedIn, models, world, desk, clock } = needs
  const Tasks = z.strictObject({ view: z.enum(taskViews).optional(), after: z.string().max(500).optional() })

  scope.get('/tasks', { onRequest: signedIn.required, schema: { ...hidden, querystring: Tasks } }, async (request, reply) => {
    const officer = signedIn.officerOf(request)
    const [directory, today] = [await desk.current(), clock.today()]
    const who = principalsFor(directory, officer, today)
    const { view = 'todo', after } = request.query
    const { items, next } = readingPage(() => listTasks(models.db(), { who, view, limit: ROWS, after }))
    const work = {
      view,
      items,
      next,
      counts: countsOf(models, who, today),
      days: workingDaysOf(directory),
      name: (officerId: string) => nameOfActor(directory, officerId),
      stageTitle: stageTitlesOf(world.routes().map(({ route }) => route)),
    }
    return sendPage(reply, workPage(await readerOf(needs, officer), work))
  })
}
