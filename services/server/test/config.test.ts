// Shows what an operator may set, and that demonstration mode cannot leave the own machine.
import { resolve } from 'node:path'
import t from 'tap'
import { dayInShanghai, systemClock } from '../src/clock.ts'
import { checkConfig, digestOfEnvironment } from '../src/config.ts'

const problemsOf = (env: Record<string, string>): readonly string[] => {
  const checked = checkConfig(env)
  return checked.ok ? [] : checked.problems
}

t.test('nothing set: the own machine, demonstration mode, ./data', async t => {
  const checked = checkConfig({})
  t.match(checked, {
    ok: true,
    config: {
      digest: 'sm3',
      sealMinutes: 60,
      sweepMinutes: 5,
      sealKeyFile: null,
      port: 7100,
      host: '127.0.0.1',
      demonstration: true,
      setToday: null,
      origin: null,
    },
  })
  t.ok(checked.ok && checked.config.dataDirectory.endsWith('/data'))
})

t.test('demonstration mode by host', async t => {
  const table: readonly (readonly [Record<string, string>, boolean | null])[] = [
    [{ HOST: 'localhost' }, true],
    [{ HOST: '::1' }, true],
    [{ HOST: '127.0.0.1', SHENBAO_DEMO: '0' }, false],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '::' }, false],
    [{ HOST: '192.168.1.5', SHENBAO_DEMO: '0' }, false],
    [{ HOST: '0.0.0.0', SHENBAO_DEMO: '1' }, null],
    [{ HOST: 'shenbao.example.gov.cn', SHENBAO_DEMO: '1' }, null],
  ]
  for (const [env, expected] of table) {
    const checked = checkConfig(env)
    t.equal(checked.ok ? checked.config.demonstration : null, expected, JSON.stringify(env))
  }
  t.match(problemsOf({ HOST: '0.0.0.0', SHENBAO_DEMO: '1' })[0], /只能在本机使用/)
})

t.test('what is refused, each with a sentence', async t => {
  t.match(problemsOf({ PORT: '7100x' }), [/PORT/])
  t.match(problemsOf({ PORT: '70000' }), [/PORT/])
  t.match(problemsOf({ SHENBAO_DEMO: 'yes' }), [/SHENBAO_DEMO/])
  t.match(problemsOf({ SHENBAO_TODAY: '2026-02-30' }), [/SHENBAO_TODAY/])
  t.match(problemsOf({ SHENBAO_TODAY: '2026-08-31', SHENBAO_DEMO: '0' }), [/只在演示模式下有效/])
  t.match(problemsOf({ SHENBAO_ORIGIN: 'shenbao' }), [/SHENBAO_ORIGIN/])
  t.match(problemsOf({ SHENBAO_DIGEST: 'md5' }), [/SHENBAO_DIGEST 只能是 sm3 或 sha-256/])
  for (const minutes of ['0', '1441', '5m', '1.5', '-5'])
    t.match(problemsOf({ SHENBAO_SEAL_MINUTES: minutes }), [/SHENBAO_SEAL_MINUTES/])
  for (const minutes of ['0', '1441', 'often']) t.match(problemsOf({ SHENBAO_SWEEP_MINUTES: minutes }), [/SHENBAO_SWEEP_MINUTES/])
  t.equal(problemsOf({ PORT: 'x', SHENBAO_DEMO: 'x' }).length, 2, 'all at once')
})

t.test('the business day is that of Shanghai; a set day moves it and never the instant of recording', async t => {
  t.equal(dayInShanghai(new Date('2026-12-31T15:59:59Z')), '2026-12-31')
  t.equal(dayInShanghai(new Date('2026-12-31T16:00:00Z')), '2027-01-01')
  const clock = systemClock('2027-01-15')
  t.equal(clock.today(), '2027-01-15')
  t.not(clock.now().toISOString().slice(0, 10), '2027-01-15')
})

t.test('how a log is begun and sealed', async t => {
  const env = { SHENBAO_DIGEST: 'sha-256', SHENBAO_SEAL_MINUTES: '5', SHENBAO_SEAL_KEY: 'keys/seal-key.json' }
  t.match(checkConfig(env), {
    ok: true,
    config: { digest: 'sha-256', sealMinutes: 5, sealKeyFile: resolve('keys/seal-key.json') },
  })
  t.equal(digestOfEnvironment({}), 'sm3')
  t.equal(digestOfEnvironment({ SHENBAO_DIGEST: 'SM3' }), null)
})
