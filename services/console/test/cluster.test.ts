// The console on a log server (a double of its protocol): every command that needs a log works there, and says so when it cannot.
import { join } from 'node:path'
import { startEventStoreDouble } from '@shenbao/event-store-kurrent/double/eventstore-double.ts'
import t, { type Test } from 'tap'
import { answers, folder, headIn, run } from './run-console.ts'

delete process.env['SHENBAO_SEAL_KEY']

const cluster = async (t: Test) => {
  const double = await startEventStoreDouble()
  t.teardown(() => double.stop())
  return double
}

/** Runs a command against this log server, or against a file when there is none. */
const at = async (url: string | null, ...args: readonly string[]) => {
  if (url === null) delete process.env['EVENTSTOREDB_URL']
  else process.env['EVENTSTOREDB_URL'] = url
  try {
    return await run(...args)
  } finally {
    delete process.env['EVENTSTOREDB_URL']
  }
}

t.test('a log begins, is sealed, verified and rebuilt on the server', async t => {
  const { url, log } = await cluster(t)
  const data = join(folder(t), 'data')
  const begun = await at(url, 'init', '--data', data, ...answers)
  t.match(begun, { code: 0, out: /已建立「某市某局」/, note: /--data 的目录只放账号.*SHENBAO_SEAL_KEY/s })
  t.match(log.ofStream('log'), [{ revision: 0, type: 'log-begun' }], 'the log says by what it is linked')
  t.ok(log.ofStream('directory').length > 0)
  t.match(await at(url, 'init', '--data', data, ...answers), { code: 1, note: /不能再次初始化/ })
  t.match(await at(url, 'seal', '--data', data), { code: 0, out: /已加封前 \d+ 条/ })
  process.env['SHENBAO_SEAL_KEY'] = join(data, 'seal-key.json')
  t.match(await at(url, 'seal'), { code: 0, out: /没有新的记录/ })
  process.env['SHENBAO_SEAL_KEY'] = join(data, 'nowhere.json')
  t.match(await at(url, 'seal'), { code: 2, note: /SHENBAO_SEAL_KEY 所指的文件/ })
  delete process.env['SHENBAO_SEAL_KEY']
  t.match(await at(url, 'verify'), { code: 0, out: /✓ 1 枚封印都与记录相符/ })
  t.match(await at(url, 'rebuild', '--data', data), { code: 0, out: /已由日志重建/ })
  for (const command of [['verify'], ['explain', 'x']])
    t.match(await at(url, ...command, '--data', data), { code: 2, out: '', note: /各指一个日志/ }, 'which of two logs?')
  t.match(await at(null, 'verify', '--data', data), { code: 2, note: /没有日志/ }, 'canary: no file was written')
})

t.test('from a file to the server and back: the same head', async t => {
  const { url } = await cluster(t)
  const directory = folder(t)
  const data = join(directory, 'data')
  await at(null, 'init', '--data', data, ...answers)
  await at(null, 'seal', '--data', data)
  const made = await at(null, 'backup', join(directory, 'one'), '--data', data)
  t.match(await at(url, 'restore', join(directory, 'one'), '--data', join(directory, 'beside')), {
    code: 0,
    out: headIn(made.out),
    note: /read-models/,
  })
  t.match(await at(url, 'verify', '--trust', headIn(made.out)), { code: 0, out: /与所信任的摘要头一致/ })
  t.match(await at(url, 'restore', join(directory, 'one'), '--data', join(directory, 'beside')), { code: 1, note: /全部记录/ })
  t.match(await at(url, 'backup', join(directory, 'two'), '--data', data), { code: 0, out: headIn(made.out) })
  t.match(await at(null, 'restore', join(directory, 'two'), '--data', join(directory, 'back')), { code: 0 })
  t.match(await at(null, 'verify', '--data', join(directory, 'back'), '--trust', headIn(made.out)), { code: 0 })
})

t.test('a log linked by another digest is begun, explained and rebuilt by it', async t => {
  const { url, log } = await cluster(t)
  const data = join(folder(t), 'data')
  process.env['SHENBAO_DIGEST'] = 'md5'
  t.match(await at(url, 'init', '--data', data, ...answers), { code: 2, note: /SHENBAO_DIGEST/ })
  process.env['SHENBAO_DIGEST'] = 'sha-256'
  t.match(await at(url, 'init', '--data', data, ...answers), { code: 0 })
  delete process.env['SHENBAO_DIGEST']
  t.match(new TextDecoder().decode(log.ofStream('log')[0]?.data), /sha-256/)
  t.match(await at(url, 'verify'), { code: 0, out: /摘要算法 sha-256/ })
  t.match(await at(url, 'rebuild', '--data', data), { code: 0 })
})

t.test('a server that cannot be reached, or an address that is none, is said in a sentence', async t => {
  const gone = await startEventStoreDouble()
  await gone.stop()
  const directory = folder(t)
  const data = join(directory, 'data')
  const commands = [['verify'], ['explain', 'x'], ['rebuild'], ['seal'], ['init', ...answers], ['backup', join(directory, 'b')]]
  t.match(await at(gone.url, 'verify'), { code: 2, out: '', note: /日志服务器暂时没有回应.*EVENTSTOREDB_URL/ })
  process.env['DATA_DIR'] = data
  for (const command of commands)
    t.match(
      await at('http://nowhere', ...command),
      { code: 2, out: '', note: /日志服务器的地址（EVENTSTOREDB_URL）不能用/ },
      `${command[0]}`,
    )
  delete process.env['DATA_DIR']
})
