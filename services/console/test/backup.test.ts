// Backup and restore as an operator meets them: beside a running server, with and without secrets, interrupted, and where they are refused.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { isRestoring, markRestoring } from '@shenbao/backup/restoring.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import t, { type Test } from 'tap'
import { progressNote } from '../src/progress-note.ts'
import { answers, folder, headIn, run } from './run-console.ts'

delete process.env['EVENTSTOREDB_URL']
delete process.env['SHENBAO_SEAL_KEY']

const begun = async (t: Test): Promise<string> => {
  const data = join(folder(t), 'data')
  const { code, note } = await run('init', '--data', data, ...answers)
  if (code !== 0) throw new Error(note)
  return data
}

const startServer = async (t: Test, dataDirectory: string): Promise<ChildProcess> => {
  const main = fileURLToPath(import.meta.resolve('@shenbao/server/main.ts'))
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDirectory }
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  t.teardown(() => server.kill('SIGKILL'))
  for await (const line of createInterface({ input: server.stdout })) if (line.includes('http:')) return server
  throw new Error('the server did not start')
}

t.test('beside a running server: backed up, restored elsewhere, the same log', async t => {
  const data = join(folder(t), 'data')
  const server = await startServer(t, data)
  const file = join(folder(t), 'log.backup')
  const made = await run('backup', file, '--data', data)
  t.match(made, { code: 0, out: /已备份 \d+ 条记录到 .*\n摘要头 \d+:[0-9a-f]{64}\n$/ })
  t.match(made.note, /没有带上账号文件.*\n没有带上加封密钥/)
  if (process.platform !== 'win32') t.equal(statSync(file).mode & 0o777, 0o600)
  t.match(
    await run('restore', file, '--data', data),
    { code: 2, out: '', note: /正由另一个进程写入/ },
    'a server is running there',
  )
  t.match(await run('seal', '--data', data), { code: 2, note: /正由另一个进程写入/ }, 'its lock has come to no harm')
  server.kill('SIGKILL')
  await once(server, 'exit')

  const target = join(folder(t), 'deep', 'data')
  const restored = await run('restore', file, '--data', target)
  t.match(restored, { code: 0, out: /与备份逐条核对一致/, note: /credentials\.sqlite.*\n.*seal-key\.json/ })
  t.equal(headIn(restored.out), headIn(made.out))
  t.match(await run('verify', '--data', target, '--trust', headIn(made.out)), { code: 0, out: /与所信任的摘要头一致/ })
  t.match(await run('verify', '--data', data, '--trust', headIn(made.out)), { code: 0 }, 'and so did the server go on from it')
  if (process.platform !== 'win32') t.equal(statSync(target).mode & 0o777, 0o700)
  t.match(await run('explain', '社会保险经办业务费', '--data', target), { code: 0, out: /导入|草稿|填报/ })
  t.match(await run('rebuild', '--data', target), { code: 0 })
})

t.test('secrets stay behind unless they are asked for', async t => {
  const data = await begun(t)
  const directory = folder(t)
  const secret = JSON.parse(readFileSync(join(data, 'seal-key.json'), 'utf8')).privateKey
  const [bare, full] = [join(directory, 'bare'), join(directory, 'full')]
  await run('backup', bare, '--data', data)
  t.match(await run('backup', full, '--data', data, '--with-key', '--with-accounts'), { code: 0, note: /像口令一样保管/ })
  const filesIn = (file: string): readonly string[] =>
    gunzipSync(readFileSync(file))
      .toString()
      .split('\n')
      .filter(line => line.includes('"part":"file"'))
      .map(line => JSON.parse(line).name)
  t.strictSame(filesIn(bare), ['seal-key.pub'])
  t.strictSame(filesIn(full), ['seal-key.pub', 'seal-key.json', 'credentials.sqlite'])
  t.notMatch(gunzipSync(readFileSync(bare)).toString(), new RegExp(`argon2|${secret}`))

  const other = join(directory, 'other')
  t.match(await run('restore', bare, '--data', other), { code: 0 })
  t.strictSame(
    readdirSync(other).filter(name => !name.startsWith('log.sqlite')),
    ['seal-key-before-restore.pub'],
  )
  const whole = join(directory, 'whole')
  t.match(await run('restore', full, '--data', whole), { code: 0, note: '' })
  for (const name of ['seal-key.json', 'seal-key.pub'])
    t.equal(readFileSync(join(whole, name), 'utf8'), readFileSync(join(data, name), 'utf8'))
  if (process.platform !== 'win32')
    for (const name of ['seal-key.json', 'credentials.sqlite']) t.equal(statSync(join(whole, name)).mode & 0o777, 0o600, name)
  t.match(readFileSync(join(whole, 'credentials.sqlite')).toString('latin1'), /argon2/)
  t.match(await run('seal', '--data', whole), { code: 0 })
  t.match(await run('verify', '--data', whole, '--key', join(data, 'seal-key.pub')), { code: 0, out: /出自所信任的公钥/ })
  t.match(await run('backup', join(directory, 'none'), '--data', other, '--with-key'), { code: 2, note: /没有加封密钥/ })
  t.match(await run('backup', join(directory, 'none'), '--data', other, '--with-accounts'), { code: 2, note: /没有账号文件/ })
})

t.test('what is in the way is left alone', async t => {
  const data = await begun(t)
  const file = join(folder(t), 'log.backup')
  t.match(await run('backup', file, '--data', data, '--with-accounts'), { code: 0 })
  t.match(await run('backup', file, '--data', data), { code: 1, out: '', note: /不会覆盖/ })
  t.match(await run('restore', file, '--data', data), { code: 1, out: '', note: /已有这份备份的全部记录/ })
  const stranger = await begun(t)
  t.match(await run('restore', file, '--data', stranger), { code: 1, out: '', note: /不会覆盖/ })
  const withAccounts = join(folder(t), 'data')
  mkdirSync(withAccounts)
  writeFileSync(join(withAccounts, 'credentials.sqlite'), 'others')
  t.match(await run('restore', file, '--data', withAccounts), { code: 1, note: /credentials\.sqlite”已经存在/ })
  t.equal(readFileSync(join(withAccounts, 'credentials.sqlite'), 'utf8'), 'others')
  t.match(await run('verify', '--data', withAccounts), { code: 0, out: /共 0 条记录/ }, 'nothing was stored')
  t.notOk(existsSync(join(withAccounts, 'restoring.json')))
  t.match(await run('verify', '--data', stranger), { code: 0 })
})

t.test('an interrupted restore is finished by the same command, and until then nobody uses the log', async t => {
  const data = await begun(t)
  const file = join(folder(t), 'log.backup')
  const { out } = await run('backup', file, '--data', data)
  const target = join(folder(t), 'data')
  const [source, half] = [
    openSqliteEventStore(join(data, 'log.sqlite'), { readOnly: true }),
    openSqliteEventStore(join(target, 'log.sqlite')),
  ]
  for (const { fact } of await source.readAll(null, 2)) await half.append(fact.stream, fact.revision - 1, [fact])
  await half.close()
  await source.close()
  markRestoring(target, 'another backup')
  mkdirSync(join(target, 'read-models'))
  for (const command of [
    ['seal'],
    ['verify'],
    ['rebuild'],
    ['explain', 'x'],
    ['init', ...answers],
    ['backup', join(target, 'b')],
  ])
    t.match(await run(...command, '--data', target), { code: 2, out: '', note: /还没有恢复完/ }, `${command[0]}`)
  t.match(await run('restore', file, '--data', target), { code: 0, note: /上次已恢复 2 条/, out: headIn(out) })
  t.notOk(isRestoring(target, 'another backup'))
  t.notOk(existsSync(join(target, 'restoring.json')))
  t.notOk(existsSync(join(target, 'read-models')), 'views of another log are not kept')
  t.match(await run('seal', '--data', target), { code: 0 })
})

t.test('a backup can be checked without restoring it, and a bad one is not restored', async t => {
  const data = await begun(t)
  const directory = folder(t)
  const file = join(directory, 'log.backup')
  const made = await run('backup', file, '--data', data)
  t.match(await run('verify', file, '--trust', headIn(made.out)), { code: 0, out: /备份于 .*文件完整.*与所信任的摘要头一致/s })
  t.match(await run('verify', file, '--trust', `1:${'0'.repeat(64)}`), { code: 1, out: /✗/ })
  t.match(await run('verify', file, '--data', data), { code: 2, note: /一次只能核验/ })
  const target = join(directory, 'target')
  t.match(await run('restore', file, '--data', target, '--trust', `1:${'0'.repeat(64)}`), { code: 1, note: /所信任的摘要/ })
  t.match(await run('restore', file, '--data', target, '--trust', 'x'), { code: 2, note: /不是摘要头/ })
  t.match(await run('restore', file, '--data', target, '--key', join(directory, 'nowhere')), { code: 2, note: /无法读取/ })

  const changed = join(directory, 'changed')
  writeFileSync(changed, gzipSync(gunzipSync(readFileSync(file)).toString().replace('某中心', '另一中心')))
  const cut = join(directory, 'cut')
  writeFileSync(cut, readFileSync(file).subarray(0, 600))
  for (const [bad, said] of [
    [changed, /摘要与前面的内容不符/],
    [cut, /截断|损坏/],
  ] as const) {
    t.match(await run('verify', bad), { code: 1, out: '', note: said })
    t.match(await run('restore', bad, '--data', target), { code: 1, out: '', note: said })
  }
  copyFileSync(join(data, 'log.sqlite'), cut)
  t.match(await run('restore', cut, '--data', target), { code: 2, note: /不是 shenbao backup 写成的/ })
  t.notOk(existsSync(target), 'nothing was begun')
})

t.test('usage', async t => {
  for (const name of ['backup', 'restore']) {
    t.match(await run(name), { code: 2, out: '', note: /请写明一个.*用法/s })
    t.match(await run(name, 'a', 'b'), { code: 2, out: '', note: /请写明一个/ })
    t.match(await run(name, '--help'), { code: 0, out: /EVENTSTOREDB_URL/ })
  }
  t.match(await run('backup', '--help'), { out: /--with-accounts.*--with-key/s })
  t.match(await run('restore', join(folder(t), 'nowhere')), { code: 2, note: /找不到备份文件/ })
  t.match(await run('backup', join(folder(t), 'b'), '--data', folder(t)), { code: 2, note: /没有日志/ })
  const data = await begun(t)
  t.match(await run('backup', join(data, 'no', 'where'), '--data', data), { code: 2, note: /先建好目录/ })
  t.match(await run('backup', data, '--data', data), { code: 1, note: /不会覆盖/ })
  t.match(await run('restore', join(data, 'log.sqlite', 'x'), '--data', data), { code: 2, note: /读不了/ })
  const blocked = join(data, 'log.sqlite')
  const made = await run('backup', join(data, 'b'), '--data', data)
  t.equal(made.code, 0)
  t.match(await run('restore', join(data, 'b'), '--data', blocked), { code: 2, note: /系统不允许这样做（(EEXIST|ENOTDIR)/ })
})

t.test('what takes long says how far it is, and not too often', async t => {
  let now = 0
  const said: string[] = []
  const progress = progressNote({ note: text => said.push(text) }, () => now)
  for (let facts = 1; facts <= 50; facts += 1) {
    now += 100
    progress('正在恢复', facts, 50)
  }
  now += 2_000
  progress('正在备份', 3, null)
  t.strictSame(said, ['正在恢复，20/50 条\n', '正在恢复，40/50 条\n', '正在备份，已有 3 条\n'])
})
