// Shows the indicator library of a log of the first release, with nothing written beside it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import t from 'tap'
import { folder, run } from './run-console.ts'

const life = new URL('../../../test/histories/1.0-whole-life.json', import.meta.url)
const facts: readonly Envelope[] = JSON.parse(readFileSync(life, 'utf8')).facts

t.test('what approved rows have taught', async t => {
  const data = folder(t)
  const store = openSqliteEventStore(join(data, 'log.sqlite'))
  for (const fact of facts) await store.append(fact.stream, fact.revision - 1, [fact])
  await store.close()

  const all = await run('library', '--data', data, '--json')
  t.equal(all.code, 0, all.note)
  const items: { name: string; times: number; usual: { target: string } }[] = JSON.parse(all.out)
  t.ok(items.length > 0)
  const [first] = items
  if (!first) throw new Error('the log of a whole life teaches nothing')
  t.match(first, { name: String, times: 1, usual: { target: String } })
  const found = await run('library', first.name.slice(0, 2), '--data', data)
  t.match(found, { code: 0, out: /^指标 .*常用值/ })
  t.ok(found.out.includes(first.name), found.out)
  t.match(await run('library', '--limit', '1', '--data', data), { code: 0, note: /只列出前 1 项/ })

  t.match(await run('library', '查无此标', '--data', data), { code: 0, out: '', note: /没有这样的指标/ })
  t.same(await run('library', '查无此标', '--data', data, '--json').then(({ out }) => JSON.parse(out)), [])
  t.match(await run('library', '--limit', '0', '--data', data), { code: 2, note: /1 至 1000/ })
  t.match(await run('library', '--data', join(data, 'nowhere')), { code: 2, note: /没有日志/ })
  t.same(
    readdirSync(data).filter(name => !name.startsWith('log.sqlite')),
    [],
    'no tables are left beside the log',
  )
})
