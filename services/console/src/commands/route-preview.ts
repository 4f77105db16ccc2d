import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { evolve } from '@shenbao/declaration/evolve.ts'
import { declarationIdOf, eventOf, foldRecorded, toldBy } from '@shenbao/declaration/recorded.ts'
import { routeDigest } from '@shenbao/declaration/routes.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { declarationWords } from '@shenbao/declaration/vocabulary.ts'
import { factTitle } from '@shenbao/declaration/words.ts'
import type { World } from '@shenbao/declaration/world.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { newRouteBook } from '@shenbao/handler/route-book.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { ReplayDivergence } from '@shenbao/workflow/compile.ts'
import { openWork } from '@shenbao/workflow/open-work.ts'
import { readRoute } from '@shenbao/workflow/read-route.ts'
import { type Route, stageNamed } from '@shenbao/workflow/route.ts'
import { type LiveRoute, liveRoute } from '@shenbao/workflow/stage.ts'
import { isError } from '@shenbao/workflow/verify.ts'
import type { ExitCode } from '../console.ts'
import { placeOfLogAlone, withLogToRead } from '../log-place.ts'
import { readJsonFile } from '../read-json.ts'
import { seatText } from '../route-picture.ts'
import { table } from '../table.ts'
import type { RouteAnswer } from './route.ts'

/** What would become of one declaration under the new definition. `stuck`: the fact that is not legal there, or why it was not read. */
type Previewed = Readonly<{
  id: string
  name: string | null
  from: readonly string[]
  to: readonly string[]
  waitsFor: readonly string[]
  stuck: string | null
}>

/** Replays every declaration that is not at an end against a definition. Reads, and records nothing: 1 where one gets stuck. */
export const routePreview = async ({ what, json, data, terminal: { out, note } }: RouteAnswer): Promise<ExitCode> => {
  const { route, findings } = readRoute(await readJsonFile(what), declarationWords)
  const errors = findings.filter(isError)
  if (!route || errors.length > 0) {
    note(
      `流程有 ${errors.length} 处错误，先用 route check 查验并改正：\n${errors.map(({ message }) => `  ${message}\n`).join('')}`,
    )
    return 1
  }
  const previewed = await withLogToRead(placeOfLogAlone(data), store => previewAll(store, route))
  if (json) out(`${JSON.stringify(previewed, null, 2)}\n`)
  else out(told(previewed))
  return previewed.some(({ stuck }) => stuck !== null) ? 1 : 0
}

const previewAll = async (store: EventStore, route: Route): Promise<readonly Previewed[]> => {
  const { digest } = await digestOfLog(store)
  const book = newRouteBook(store, digest)
  await book.refresh()
  const next = liveRoute(route, declarationWords, routeDigest(digest, route))
  const streams = new Set<string>()
  for await (const page of feedPages(store))
    for (const { fact } of page) if (declarationIdOf(fact.stream) !== null) streams.add(fact.stream)
  const all: Previewed[] = []
  for (const stream of streams) {
    const facts = (await store.read(stream)).map(({ fact }) => fact)
    const one = preview(book.world, next, facts)
    if (one) all.push(one)
  }
  return all
}

/** `null` for a declaration that is at an end: nothing waits there. */
const preview = (world: World, next: LiveRoute, facts: readonly Envelope[]): Previewed | null => {
  const id = declarationIdOf(facts[0]?.stream ?? '') ?? ''
  let now: Declaration | null
  try {
    now = foldRecorded(world, facts)
  } catch (error) {
    if (error instanceof UnreadableFact || error instanceof ReplayDivergence)
      return { id, name: null, from: [], to: [], waitsFor: [], stuck: `记录读不了：${error.message}` }
    throw error
  }
  if (!now) return null
  const { route } = world.route(now.route)
  const standing = now.work.standing.stages.map(name => stageNamed(route, name))
  if (standing.some(({ ends }) => ends === true)) return null
  const common = { id, name: now.form.name, from: standing.map(({ title }) => title) }
  const elsewhere: World = { ...world, route: () => next }
  let then: Declaration | null = null
  for (const fact of facts) {
    try {
      then = evolve(elsewhere, then, eventOf(fact), toldBy(fact))
    } catch (error) {
      if (!(error instanceof ReplayDivergence)) throw error
      const at = then?.work.standing.stages.map(name => stageNamed(next.route, name).title).join(' + ') ?? ''
      const stuck = `在「${at}」走不通：第 ${fact.revision} 号记录（${factTitle(fact.type)}）新流程不认`
      return { ...common, to: [], waitsFor: [], stuck }
    }
  }
  return { ...common, to: titlesOf(next, then), waitsFor: waitedFor(next, then), stuck: null }
}

const titlesOf = ({ route }: LiveRoute, declaration: Declaration | null): readonly string[] =>
  declaration?.work.standing.stages.map(name => stageNamed(route, name).title) ?? []

const waitedFor = ({ route, words }: LiveRoute, declaration: Declaration | null): readonly string[] => {
  if (!declaration) return []
  const { work } = declaration
  const seats = work.standing.stages.flatMap(name => openWork(stageNamed(route, name), work, words.administrator))
  return [...new Set(seats.map(({ seat }) => seatText(seat)))]
}

const told = (previewed: readonly Previewed[]): string => {
  const moved = previewed.filter(({ from, to, stuck }) => stuck === null && from.join() !== to.join()).length
  const stuck = previewed.filter(one => one.stuck !== null).length
  const rows = previewed.map(({ id, name, from, to, waitsFor, stuck: why }) => [
    name ?? id,
    from.join(' + '),
    why === null ? to.join(' + ') : '走不通',
    why ?? waitsFor.join('、'),
  ])
  const list = rows.length === 0 ? '' : `${table(['项目', '现在', '新流程下', '等谁办理 / 原因'], rows, { longest: 90 })}\n`
  return `${list}在办 ${previewed.length} 份：${previewed.length - moved - stuck} 份环节不变，${moved} 份换到别的环节，${stuck} 份走不通。什么都没有记录。\n`
}
