// Evidence as an operator meets it: carried by a backup, restored elsewhere, and every file that was tampered with found and named.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, readdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { folder, headIn, run } from './run-console.ts'

delete process.env['EVENTSTOREDB_URL']
delete process.env['SHENBAO_SEAL_KEY']
delete process.env['SHENBAO_ATTACHMENTS']

const startServer = async (t: Test, dataDirectory: string): Promise<Readonly<{ server: ChildProcess; address: string }>> => {
  const main = fileURLToPath(import.meta.resolve('@shenbao/server/main.ts'))
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDirectory }
  const server = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  t.teardown(() => server.kill('SIGKILL'))
  for await (const line of createInterface({ input: server.stdout })) {
    const address = /http:\/\/\S+/.exec(line)?.[0]
    if (address !== undefined) return { server, address }
  }
  throw new Error('the server did not start')
}

/** Two files on one declaration, brought through a real server that is killed afterwards. */
const withEvidence = async (t: Test): Promise<string> => {
  const data = join(folder(t), 'data')
  const { server, address } = await startServer(t, data)
  const body = JSON.stringify({ account: 'drafter', password: 'shenbao-demo' })
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  const { items } = (await (await fetch(`${address}/api/declarations`, { headers: { cookie } })).json()) as {
    items: { id: string; revision: number }[]
  }
  const [first] = items
  if (!first) throw new Error('no declaration')
  for (const name of ['测算表.txt', '立项批复.txt']) {
    const form = new FormData()
    form.set('effectiveOn', '2025-11-30')
    form.set('file', new Blob([`内容：${name}`]), name)
    const headers = { cookie, 'if-match': `"${first.revision}"`, 'idempotency-key': randomUUID() }
    const reply = await fetch(`${address}/api/declarations/${first.id}/attachments`, { method: 'POST', headers, body: form })
    if (reply.status !== 201) throw new Error(await reply.text())
  }
  server.kill('SIGKILL')
  await once(server, 'exit')
  return data
}

const filesIn = (data: string): readonly string[] => {
  const directory = join(data, 'attachments')
  const names = readdirSync(directory, { recursive: true, encoding: 'utf8' })
  return names.filter(name => /[0-9a-f]{64}$/.test(name)).map(name => join(directory, name))
}

t.test('a backup carries the files, a restore puts them back, and verify reads each of them', async t => {
  const data = await withEvidence(t)
  t.match(await run('verify', '--data', data), { code: 0, out: /2 份佐证材料，文件都在，都与摘要相符/ })
  const backup = join(folder(t), 'log.backup')
  const made = await run('backup', backup, '--data', data)
  t.match(made, { code: 0, out: /附件 2 个/ })
  t.match(await run('verify', backup), { code: 0, out: /附件 2 个，都与摘要相符/ })

  const target = join(folder(t), 'data')
  const restored = await run('restore', backup, '--data', target)
  t.match(restored, { code: 0, out: /附件 2 个/ })
  t.equal(headIn(restored.out), headIn(made.out))
  t.match(await run('verify', '--data', target), { code: 0, out: /2 份佐证材料/ })
  for (const file of filesIn(data)) {
    const name = file.slice(join(data, 'attachments').length)
    t.same(readFileSync(join(target, 'attachments', name)), readFileSync(file))
  }

  const lines = gunzipSync(readFileSync(backup)).toString().trimEnd().split('\n')
  const at = lines.findIndex(line => line.includes('"part":"attachment"'))
  const changed = lines.with(at, (lines[at] ?? '').replace(/"content":"[^"]*"/, `"content":"${btoa('other bytes')}"`))
  const forged = join(folder(t), 'forged.backup')
  writeFileSync(forged, gzipSync(`${changed.join('\n')}\n`))
  t.match(await run('restore', forged, '--data', join(folder(t), 'data')), { code: 1, note: /换一份/ }, 'a changed attachment')
})

t.test('an altered byte, a lost file, two files swapped: found and named', async t => {
  const data = await withEvidence(t)
  const [one = '', other = ''] = filesIn(data)
  const before = { one: readFileSync(one), other: readFileSync(other) }
  const verified = () => run('verify', '--data', data)

  const altered = Buffer.from(before.one)
  altered[0] = (altered[0] ?? 0) ^ 1
  writeFileSync(one, altered)
  t.match(await verified(), { code: 1, out: /✗ 佐证材料“[^”]+\.txt”（申报“[^”]+”，整份申报）：文件被改动过/ })
  const backup = join(folder(t), 'log.backup')
  t.match(await run('backup', backup, '--data', data), { code: 1, out: /附件 1 个/, note: /没有带上佐证材料“.*被改动过/ })
  t.match(await run('restore', backup, '--data', join(folder(t), 'data')), { code: 1, note: /备份里没有佐证材料“.*不见了/ })

  copyFileSync(other, `${one}.moved`)
  writeFileSync(one, before.one)
  renameSync(one, other)
  renameSync(`${one}.moved`, one)
  const swapped = await verified()
  t.equal(swapped.code, 1)
  t.equal(swapped.out.match(/✗ 佐证材料“/g)?.length, 2, 'each of the two')

  writeFileSync(one, before.one)
  writeFileSync(other, before.other)
  t.match(await verified(), { code: 0 }, 'and sound again')
  unlinkSync(other)
  t.match(await verified(), { code: 1, out: /✗ 佐证材料“[^”]+”（[^）]+）：文件不见了/ })
})
