import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { shippedRoutes, shippedWorld } from '@shenbao/declaration/routes.ts'
import { newRouteBook } from '@shenbao/handler/route-book.ts'
import type { LiveRoute } from '@shenbao/workflow/stage.ts'
import { type ExitCode, Misused } from '../console.ts'
import { placeOfLogAlone, withLogToRead } from '../log-place.ts'
import { routePicture } from '../route-picture.ts'
import { table } from '../table.ts'
import type { RouteAnswer } from './route.ts'

/** Shows every route, or one of them: those shipped and, where a log is named, those published in it. */
export const routeShow = async ({ what, json, data, terminal: { out } }: RouteAnswer): Promise<ExitCode> => {
  const routes = await knownRoutes(data)
  if (what === undefined) {
    if (json)
      out(
        `${JSON.stringify(
          routes.map(({ route, pin }) => ({ ...pin, title: route.title })),
          null,
          2,
        )}\n`,
      )
    else {
      const rows = routes.map(({ route, pin }) => [
        `${pin.id}@${pin.version}`,
        route.title,
        String(route.stages.length),
        shippedRoutes.some(({ id }) => id === pin.id) ? '自带' : '已发布',
        pin.digest.slice(0, 16),
      ])
      out(table(['流程', '名称', '环节', '来源', '摘要'], rows, { right: [2] }))
    }
    return 0
  }
  const [id, version] = what.split('@')
  const found = routes.filter(({ pin }) => pin.id === id && (version === undefined || String(pin.version) === version)).at(-1)
  if (!found) throw new Misused(`没有流程“${what}”。不写流程可以列出全部。`)
  out(json ? `${JSON.stringify(found.route, null, 2)}\n` : routePicture(found.route))
  return 0
}

const knownRoutes = async (data: string | undefined): Promise<readonly LiveRoute[]> => {
  if (data === undefined && !process.env['EVENTSTOREDB_URL']) return shippedWorld(sm3).routes()
  return withLogToRead(placeOfLogAlone(data), async store => {
    const book = newRouteBook(store, (await digestOfLog(store)).digest)
    await book.refresh()
    return book.world.routes()
  })
}
