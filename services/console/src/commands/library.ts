import { parseArgs } from 'node:util'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import type { LibraryEntry } from '@shenbao/declaration/library-entry.ts'
import { newRouteBook, readingRoutesFirst } from '@shenbao/handler/route-book.ts'
import { stoppedStreams } from '@shenbao/read-models/model-file.ts'
import { declarations } from '@shenbao/read-models/projections/declarations.ts'
import { library as learned } from '@shenbao/read-models/projections/library.ts'
import { searchLibrary } from '@shenbao/read-models/queries/search-library.ts'
import { openReadModels } from '@shenbao/read-models/read-models.ts'
import type { ConsoleCommand, ExitCode } from '../console.ts'
import { Misused } from '../console.ts'
import { placeOfLogAlone, withLogToRead } from '../log-place.ts'
import { table } from '../table.ts'

const SHOWN_USUALLY = 100
const SHOWN_MAX = 1_000

export const library: ConsoleCommand = {
  summary: '指标库：由批复过的指标归纳，常用的在前',
  usage: [
    '用法：npx -y pnpm@12 shenbao library [词…] [--limit 项数] [--data 目录] [--json]',
    '词在指标名称和二级指标中查找，两个字也可以；写几个词的，都要有。',
  ].join('\n'),
  run: async (args, { out, note }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: 'string' }, limit: { type: 'string' }, json: { type: 'boolean' } },
    })
    const limit = limitOf(values.limit)
    return withLogToRead<ExitCode>(placeOfLogAlone(values.data), async store => {
      const book = newRouteBook(store, (await digestOfLog(store)).digest)
      // In memory and from these two alone: what a server keeps beside the log is left as it is.
      const models = await openReadModels({
        store: readingRoutesFirst(store, book),
        world: book.world,
        directory: null,
        projections: [declarations, learned],
      })
      try {
        await models.caughtUp
        const { items, next } = searchLibrary(models.db(), { q: positionals.join(' '), limit })
        for (const { stream, reason } of stoppedStreams(models.db())) note(`${stream} 没有读完：${reason}\n`)
        if (values.json) out(`${JSON.stringify(items)}\n`)
        else if (items.length === 0) note('指标库里没有这样的指标。批复过的申报才会进入指标库。\n')
        else out(table(HEADS, items.map(lineOf), { longest: 32, right: [5, 6] }))
        if (next !== null) note(`只列出前 ${limit} 项。要看更多，请加 --limit 或写明要找的词。\n`)
        return 0
      } finally {
        await models.stop()
      }
    })
  },
}

const limitOf = (text: string | undefined): number => {
  if (text === undefined) return SHOWN_USUALLY
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= SHOWN_MAX) return Number(text)
  throw new Misused(`--limit 应为 1 至 ${SHOWN_MAX} 的整数。`)
}

const HEADS = ['指标', '二级指标', '常用值', '范围', '年度', '次数', '单位数']

const lineOf = ({ name, level2, usual, range, years, times, units }: LibraryEntry): readonly string[] => [
  name,
  level2 ?? '',
  usual.target,
  range && range.low !== range.high ? `${range.low}～${range.high}` : '',
  years.join('、'),
  String(times),
  String(units.length),
]
