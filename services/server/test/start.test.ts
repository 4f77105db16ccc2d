// Shows a real start: a process of its own, signed in over a socket, killed without warning, and all there when started again.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import t from 'tap'
import { listedAt as listed, mainFile as main, startServer as start } from './server-process.ts'

t.test('nine declarations, killed, still nine, and a clean end', async t => {
  const DATA_DIR = t.testdir()
  const first = await start(t, { DATA_DIR })
  const before = await listed(first.address)
  t.equal(before.length, 9)
  first.server.kill('SIGKILL')
  await once(first.server, 'exit')

  const second = await start(t, { DATA_DIR })
  t.strictSame(await listed(second.address), before)
  t.equal((await fetch(`${second.address}/health/ready`)).status, 200)
  second.server.kill('SIGINT')
  const [code] = await once(second.server, 'exit')
  t.equal(code, 0)
})

t.test('what cannot be is said in one sentence, without a stack', async t => {
  const failing = async (env: Record<string, string>) => {
    const server = spawn(process.execPath, [main], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] })
    t.teardown(() => server.kill('SIGKILL'))
    const said: string[] = []
    server.stderr?.on('data', chunk => said.push(String(chunk)))
    const [code] = await once(server, 'close')
    return { code, said: said.join('') }
  }
  const public_ = await failing({ HOST: '0.0.0.0', SHENBAO_DEMO: '1', DATA_DIR: t.testdir() })
  t.equal(public_.code, 2)
  t.match(public_.said, /只能在本机使用/)
  const dataDirectory = t.testdir({ file: 'not a directory' })
  const noDirectory = await failing({ DATA_DIR: `${dataDirectory}/file`, PORT: '0' })
  t.equal(noDirectory.code, 1)
  t.match(noDirectory.said, /不是目录/)
  t.notMatch(noDirectory.said, /\n\s+at /)
  // The mark of a restore that was interrupted: its log holds together and lacks its end.
  const halfRestored = await failing({ DATA_DIR: t.testdir({ 'restoring.json': '{"backup":"of this sum"}' }), PORT: '0' })
  t.equal(halfRestored.code, 1)
  t.match(halfRestored.said, /再运行一次同样的 restore 命令/)
})
