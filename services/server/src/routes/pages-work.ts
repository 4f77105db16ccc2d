import { workingDaysOf } from '@shenbao/directory/calendar-of.ts'
import type { Officer } from '@shenbao/directory/directory.ts'
import { listTasks, type TaskView, taskViews } from '@shenbao/read-models/queries/list-tasks.ts'
import { z } from 'zod'
import type { Decided } from '../decisions.ts'
import { nameOfActor } from '../names.ts'
import { allOf } from '../pages/sent-form.ts'
import { stageTitlesOf } from '../pages/words.ts'
import { type DecidedItem, decidedPage, workPage } from '../pages/work-page.ts'
import { principalsFor } from '../principal.ts'
import { DECISIONS_MAX } from './decisions.ts'
import { hidden, OWN_WRITE_WAIT_MS, type PageNeeds, readerOf, sendPage } from './pages-shared.ts'
import { readingPage } from './paging.ts'
import type { App } from './route-plugin.ts'
import { countsOf } from './tasks.ts'

const ROWS = 200

const Tasks = z.strictObject({ view: z.enum(taskViews).optional(), after: z.string().max(500).optional() })
const Item = z.string().regex(/^[0-9a-f-]{36} \d{1,15}( .{1,64})?$/, '勾选的内容无法识别，请重新打开工作台')
const Several = z.strictObject({
  command: z.enum(['approve', 'return']),
  key: z.uuid(),
  opinion: z.string().max(2_000),
  items: z.union([Item, z.array(Item).max(DECISIONS_MAX)]).optional(),
})
type Several = z.output<typeof Several>

/** 工作台, and deciding on several at once. */
export const workPages = (scope: App, needs: PageNeeds): void => {
  const { signedIn } = needs
  const onRequest = signedIn.required

  scope.get('/tasks', { onRequest, schema: { ...hidden, querystring: Tasks } }, async (request, reply) => {
    const { view = 'todo', after } = request.query
    return sendPage(reply, await workFor(needs, signedIn.officerOf(request), { view, after }, nothingSent))
  })

  scope.post('/tasks/decisions', { onRequest, schema: { ...hidden, body: Several } }, async (request, reply) => {
    const officer = signedIn.officerOf(request)
    const missing = missingIn(request.body)
    if (missing === null)
      return sendPage(reply, decidedPage(await readerOf(needs, officer), await decided(needs, officer, request.body)))
    const sent = { ticked: allOf(request.body, 'items'), opinion: request.body.opinion, failed: missing }
    return sendPage(reply.code(422), await workFor(needs, officer, { view: 'todo', after: undefined }, sent))
  })
}

const missingIn = ({ command, items, opinion }: Several): string | null => {
  if (items === undefined) return '请先勾选要办理的申报。'
  return command === 'return' && opinion.trim() === '' ? '退回必须写明理由，对方才知道要改什么。' : null
}

type Sent = Readonly<{ ticked: readonly string[]; opinion: string; failed: string | null }>
const nothingSent: Sent = { ticked: [], opinion: '', failed: null }

type Asked = Readonly<{ view: TaskView; after: string | undefined }>

const workFor = async (needs: PageNeeds, officer: Officer, { view, after }: Asked, sent: Sent): Promise<string> => {
  const { models, world, desk, clock, newId } = needs
  const [directory, today] = [await desk.current(), clock.today()]
  const who = principalsFor(directory, officer, today)
  const { items, next } = readingPage(() => listTasks(models.db(), { who, view, limit: ROWS, after }))
  return workPage(await readerOf(needs, officer), {
    view,
    items,
    next,
    counts: countsOf(models, who, today),
    days: workingDaysOf(directory),
    name: officerId => nameOfActor(directory, officerId),
    stageTitle: stageTitlesOf(world.routes().map(({ route }) => route)),
    key: newId(),
    ...sent,
  })
}

const decided = async (needs: PageNeeds, officer: Officer, sent: Several): Promise<readonly DecidedItem[]> => {
  const { decisions, declarations, models } = needs
  const { command, key, opinion } = sent
  const items = allOf(sent, 'items').map(item => {
    const [id = '', revision = '', onBehalfOf] = item.split(' ')
    return { id, revision: Number(revision), onBehalfOf }
  })
  const words = command === 'approve' ? { command, opinion } : { command, reason: opinion }
  const answers = await decisions(officer, { ...words, items, key, dryRun: false })
  for (const answer of answers)
    if (answer.outcome === 'recorded' && answer.position !== null) await models.reached(answer.position, OWN_WRITE_WAIT_MS)
  const shown: DecidedItem[] = []
  for (const answer of answers) {
    const seen = await declarations.now(officer, answer.id)
    shown.push({ id: answer.id, name: seen?.declaration.form.name ?? '（未填项目名称）', refused: becauseOf(answer) })
  }
  return shown
}

const becauseOf = (answer: Decided): DecidedItem['refused'] => {
  if (answer.outcome !== 'refused') return null
  const { detail, basis, places } = answer
  return { detail, ...(basis && { basis }), ...(places && { places }) }
}
