/** Two servers on one file: the second is refused and told why, the first serves on; after the first was killed the second starts. */
import t from 'tap'
import { runConsole } from './console-process.ts'
import { signIn, startServer } from './server-process.ts'
import { temporaryDirectory } from './temporary.ts'
import { isSentence } from './written-log.ts'

t.test('one writer at a time', async t => {
  const DATA_DIR = temporaryDirectory(t)
  const first = startServer(t, { DATA_DIR })
  const drafter = await signIn(await first.address, 'drafter')
  const [item] = (await drafter.read('/api/declarations')).body['items'] as { id: string; revision: number }[]
  if (!item) throw new Error('nothing listed')

  const refused = await startServer(t, { DATA_DIR }).ended
  t.equal(refused.code, 1)
  t.match(refused.complaint, /正由另一个进程写入.*请先停止那个服务/)
  t.ok(isSentence(refused.complaint), refused.complaint)

  const revise = { type: 'revise', changes: [{ field: 'overallGoal', to: '仍在办理' }], reason: '调整' }
  const sent = { revision: item.revision, key: crypto.randomUUID(), command: revise }
  t.equal((await drafter.send(item.id, sent)).status, 200, 'the first serves on')
  t.equal((await runConsole('verify', '--data', DATA_DIR)).code, 0, 'and who only reads is let in beside it')

  await first.kill()
  const next = startServer(t, { DATA_DIR })
  const again = await signIn(await next.address, 'drafter')
  t.equal(
    (await again.read(`/api/declarations/${item.id}`)).body['revision'],
    item.revision + 1,
    'nothing is left locked by the dead',
  )
  t.equal(await next.stop(), 0)
})

t.test('of several started at once on a new directory one serves', async t => {
  const DATA_DIR = temporaryDirectory(t)
  const servers = Array.from({ length: 3 }, () => startServer(t, { DATA_DIR }))
  const outcomes = await Promise.all(
    servers.map(async ({ address, ended }) => {
      const listening = await address.catch(() => null)
      return listening ?? (await ended).complaint
    }),
  )
  t.equal(outcomes.filter(outcome => outcome.startsWith('http')).length, 1)
  for (const complaint of outcomes.filter(outcome => !outcome.startsWith('http')))
    t.ok(/正由另一个进程写入/.test(complaint) && isSentence(complaint), complaint)
})
