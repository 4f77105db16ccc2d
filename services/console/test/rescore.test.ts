// Shows a year re-scored under another pack, from a log of the first release, with nothing recorded.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import t from 'tap'
import { folder, run } from './run-console.ts'

const life = new URL('../../../test/histories/1.0-whole-life.json', import.meta.url)
const facts: readonly Envelope[] = JSON.parse(readFileSync(life, 'utf8')).facts

const headOf = async (data: string): Promise<string | null> => {
  const store = openSqliteEventStore(join(data, 'log.sqlite'), { readOnly: true })
  try {
    return await store.head()
  } finally {
    await store.close()
  }
}

t.test('a year under another pack', async t => {
  const data = folder(t)
  const store = openSqliteEventStore(join(data, 'log.sqlite'))
  for (const fact of facts) await store.append(fact.stream, fact.revision - 1, [fact])
  await store.close()
  const before = await headOf(data)

  const same = await run('rescore', '--year', '2026', '--policy', 'CN-CENTRAL-2015', '--data', data, '--json')
  t.equal(same.code, 0, same.note)
  const { items, policy } = JSON.parse(same.out)
  t.match(policy, { id: 'CN-CENTRAL-2015' })
  t.match(items, [{ recorded: { total: String }, difference: '0.00', isReproduced: true, policy: 'CN-CENTRAL-2021@1' }])

  const file = join(data, 'linear.json')
  const basis = { kind: 'practice', text: '试算' }
  const execution = { basis, weight: '10', zeroBudget: 'ZERO', reasonBelow: '0.9' }
  const gradeBands = {
    basis,
    bands: [
      { grade: '优', from: '99.99' },
      { grade: '差', from: '0' },
    ],
  }
  writeFileSync(file, JSON.stringify({ id: 'TRIAL', version: 1, title: '试算', basis, execution, gradeBands }))
  const other = await run('rescore', '--year', '2026', '--policy', file, '--data', data)
  t.match(other, { code: 0, out: /按 TRIAL 第 1 版（试算）重算，什么也没有记录/ })
  t.match(other.out, /1 份自评，1 份等次有变化/)

  t.match(await run('rescore', '--year', '2025', '--policy', 'SH-2026', '--data', data), { code: 0, out: /没有已提交的自评/ })
  t.equal(await headOf(data), before, 'nothing was recorded')
  t.match(await run('rescore', '--policy', 'SH-2026', '--data', data), { code: 2, note: /--year 2026/ })
  t.match(await run('rescore', '--year', '2026', '--data', data), { code: 2, note: /--policy/ })
  t.match(await run('rescore', '--help'), { code: 0, out: /用法：/ })
})
