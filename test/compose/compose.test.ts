/** The compose file: accepted by compose itself where there is one, and on every machine what an unattended run asks of it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { readCompose } from './compose-file.ts'
import { breachesOf } from './service-rules.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')

/** The compose that is installed; neither needs an engine to check a file. */
const installed = [['docker', 'compose'], ['docker-compose']].find(
  ([command = '', ...words]) => spawnSync(command, [...words, 'version'], { stdio: 'ignore' }).status === 0,
)
const skip = installed ? false : 'neither docker compose nor docker-compose is installed: the compose file is checked without it'

const config = (file: string): Readonly<{ status: number | null; said: string }> => {
  const [command = '', ...words] = installed ?? []
  const { status, stderr } = spawnSync(command, [...words, '-f', file, 'config', '-q'], { cwd: root, encoding: 'utf8' })
  return { status, said: stderr }
}

t.test(`${installed?.join(' ') ?? 'compose'} config -q accepts the file`, { skip }, t => {
  const { status, said } = config('docker-compose.yml')
  t.equal(status, 0, said || 'nothing to say')
  const folder = mkdtempSync(join(tmpdir(), 'shenbao-compose-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const broken = join(folder, 'docker-compose.yml')
  writeFileSync(broken, text.replace('restart: unless-stopped', 'restarts: unless-stopped'))
  t.not(config(broken).status, 0, 'canary: a misspelt key is refused')
  t.end()
})

t.test('every service says what an unattended run asks for', t => {
  t.same(breachesOf(readCompose(text)), [])
  t.end()
})

t.test('canary: each breach is seen', t => {
  const breaches = (from: string | RegExp, to: string): readonly string[] => {
    const changed = text.replace(from, to)
    t.not(changed, text, `something was changed: ${from}`)
    return breachesOf(readCompose(changed))
  }
  t.match(breaches(/ {4}healthcheck:\n(?: {6,}.*\n)+/, ''), [/no healthcheck/])
  t.match(breaches('    mem_limit: 1g\n', ''), [/no mem_limit/])
  t.match(breaches('    restart: unless-stopped\n', ''), [/no restart/])
  t.match(breaches('127.0.0.1:', ''), [/publishes/])
  t.match(breaches('"127.0.0.1:', '"0.0.0.0:'), [/publishes/])
  t.match(breaches('    expose:\n', '    ports:\n'), [/kurrentdb: publishes 2113/])
  t.match(breaches('    expose:\n      - "2113"', '    ports:\n      - "127.0.0.1:2113:2113"'), [/kurrentdb: publishes/])
  t.match(breaches('      - server-data:/data', '      - ./data:/data'), [/no declared volume/])
  t.match(breaches(/ {4}volumes:\n {6}- server-data.*\n/, ''), [/keeps nothing/])
  t.match(breaches('service_healthy', 'service_started'), [/does not wait/])
  t.match(breaches('    mem_limit: 1g\n', '    mem_limit: 1g\n    privileged: true\n'), [/too close/])
  t.same(breachesOf(readCompose('volumes:\n  a:\n')), ['no services'])
  t.throws(() => readCompose('services:\n  a: &anchor\n'), SyntaxError, 'what is not read is not passed over')
  t.throws(() => readCompose('services:\n  what is this\n'), SyntaxError)
  t.end()
})
