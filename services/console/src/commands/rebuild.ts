import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { newRouteBook, readingRoutesFirst } from '@shenbao/handler/route-book.ts'
import { stoppedStreams } from '@shenbao/read-models/model-file.ts'
import { openReadModels } from '@shenbao/read-models/read-models.ts'
import { readModelsDirectory } from '@shenbao/server/data-files.ts'
import type { ConsoleCommand, ExitCode } from '../console.ts'
import { logPlace, withLogToRead } from '../log-place.ts'

export const rebuild: ConsoleCommand = {
  summary: '由日志重建全部查询表（列表、待办、汇总、审计、得分）',
  usage:
    '用法：npx -y pnpm@12 shenbao rebuild [--data 目录]\n设了 EVENTSTOREDB_URL 时由日志服务器上的日志重建，--data 指查询表所在的目录。',
  run: async (args, terminal) => {
    const { out, note } = terminal
    const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' } } })
    const place = logPlace(values.data, terminal)
    return withLogToRead<ExitCode>(place, async store => {
      const book = newRouteBook(store, (await digestOfLog(store)).digest)
      const models = await openReadModels({
        store: readingRoutesFirst(store, book),
        world: book.world,
        directory: readModelsDirectory(place.directory),
      })
      try {
        await models.caughtUp
        let shown = 0
        await models.rebuild(({ facts, of }) => {
          const percent = of === 0 ? 100 : Math.min(100, Math.floor((facts * 100) / of))
          if (percent >= shown + 5 || percent === 100) {
            shown = percent
            note(`\r重建 ${percent}%（${facts} 条）`)
          }
        })
        note('\n')
        out('查询表已由日志重建。\n')
        for (const { stream, reason } of stoppedStreams(models.db())) note(`${stream} 没有读完：${reason}\n`)
        return 0
      } finally {
        await models.stop()
      }
    })
  },
}
