// Shows how a log is begun by a starting server and sealed by a stopping one, and what is said where there is nobody or no key yet.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { digestOfLog } from '@shenbao/audit/begin-log.ts'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import t from 'tap'
import { systemClock } from '../src/clock.ts'
import { openCredentials } from '../src/credentials.ts'
import { credentialsFile, logFile } from '../src/data-files.ts'
import { newDirectoryDesk } from '../src/directory-desk.ts'
import { beginOrganisation } from '../src/init.ts'
import { listedAt, mainFile, startServer } from './server-process.ts'

t.test('a log begun with SHA-256 stays so, and is sealed to its end when the server stops', async t => {
  const DATA_DIR = t.testdir()
  const first = await startServer(t, { DATA_DIR, SHENBAO_DIGEST: 'sha-256' })
  t.equal(await first.stop(), 0)
  const again = await startServer(t, { DATA_DIR, SHENBAO_DIGEST: 'sm3' })
  t.equal((await listedAt(again.address)).length, 9, 'the lists follow the digest of the log')
  t.equal(await again.stop(), 0)
  const store = openSqliteEventStore(logFile(DATA_DIR), { readOnly: true })
  t.teardown(() => store.close())
  const log = await digestOfLog(store)
  t.equal(log.name, 'sha-256')
  const verified = await verifyLog(feedPages(store), log.digest)
  t.match(verified, { breaks: { length: 0 }, complete: true, seals: { unsealed: 0 } })
  t.ok(verified.seals.count > 0)
  t.equal(verified.seals.sound, verified.seals.count)
  t.ok((await verifyLog(feedPages(store), sm3)).breaks.length > 0, 'the check can fail')
})

t.test('for real: without an organisation the next step is init, without a key it is told how to seal', async t => {
  const DATA_DIR = t.testdir()
  const said = async (what: RegExp): Promise<string> => {
    const env = { ...process.env, PORT: '0', DATA_DIR, SHENBAO_DEMO: '0' }
    const server = spawn(process.execPath, [mainFile], { env, stdio: ['ignore', 'pipe', 'ignore'] })
    t.teardown(() => server.kill('SIGKILL'))
    for await (const line of createInterface({ input: server.stdout })) {
      if (!what.test(line)) continue
      server.kill('SIGTERM')
      await once(server, 'exit')
      return line
    }
    return ''
  }
  t.match(await said(/shenbao init/), '还没有单位')
  const store = openSqliteEventStore(logFile(DATA_DIR))
  const credentials = openCredentials(credentialsFile(DATA_DIR))
  const desk = newDirectoryDesk({ store, clock: systemClock(null), digest: sm3, newId: randomUUID })
  const answers = { department: '某市教育局', unit: null, account: 'chief', name: '系统管理员', password: 'a long enough one' }
  t.strictSame(await beginOrganisation({ store, desk, credentials, newId: randomUUID }, answers), { accepted: true })
  credentials.close()
  await store.close()
  t.match(await said(/加封/), 'shenbao seal')
})
