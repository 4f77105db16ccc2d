// Shows what the edge of the server refuses before any rule is asked, always as a problem in Chinese and never with internals.
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import t from 'tap'
import { cookieOf, openBench } from './harness.ts'

t.test('each refusal of the edge, by status and code', async t => {
  const { app } = await openBench(t)
  const json = { 'content-type': 'application/json' }
  const post = { method: 'POST', url: '/api/session' } as const
  const table = [
    [401, 'not-signed-in', { url: '/api/me' }],
    [404, 'not-found', { url: '/api/nothing' }],
    [404, 'not-found', { url: '/api/%zz' }],
    [405, 'method-not-allowed', { ...post, method: 'PATCH' as const }],
    [413, 'too-large', { ...post, headers: json, payload: ' '.repeat(3_000_000) }],
    [415, 'media-type-unknown', { ...post, headers: { 'content-type': 'text/xml' }, payload: '<a/>' }],
    [421, 'host-unknown', { url: '/api/me', headers: { host: 'evil.example' } }],
    [422, 'malformed-json', { ...post, headers: json, payload: '{"account":' }],
    [422, 'malformed-json', { ...post, headers: json, payload: '' }],
    [422, 'malformed', { ...post, payload: { account: 'drafter' } }],
    [422, 'malformed', { ...post, payload: { account: 'drafter', password: 'x', admin: true } }],
    [422, 'malformed', { ...post, payload: { account: 1, password: 'x' } }],
    [403, 'cross-origin', { ...post, headers: { origin: 'https://evil.example' }, payload: { account: 'a', password: 'b' } }],
    [403, 'cross-origin', { ...post, headers: { origin: 'null' }, payload: { account: 'a', password: 'b' } }],
    [403, 'cross-origin', { ...post, headers: { 'sec-fetch-site': 'cross-site' }, payload: { account: 'a', password: 'b' } }],
  ] as const
  for (const [status, code, request] of table) {
    const reply = await app.inject(request)
    t.equal(reply.statusCode, status, `${code}: ${reply.body}`)
    t.equal(reply.headers['content-type'], 'application/problem+json; charset=utf-8')
    const problem = reply.json()
    t.match(problem, { type: `urn:shenbao:problem:${code}`, status, title: /。$/, detail: /。$/ })
    t.notMatch(reply.body, /FST_|node_modules|\bat \w/)
  }
  const wrongMethod = await app.inject({ method: 'PATCH', url: '/api/session' })
  t.equal(wrongMethod.headers.allow, 'GET, HEAD, POST, DELETE')
})

t.test('the own page may write: its Origin is the host it is sent to', async t => {
  const { app } = await openBench(t)
  const payload = { account: 'drafter', password: 'shenbao-demo' }
  const headers = { host: 'localhost:7100', origin: 'http://localhost:7100', 'sec-fetch-site': 'same-origin' }
  t.equal((await app.inject({ method: 'POST', url: '/api/session', headers, payload })).statusCode, 204)
  const otherPort = { ...headers, origin: 'http://localhost:9999' }
  t.equal((await app.inject({ method: 'POST', url: '/api/session', headers: otherPort, payload })).statusCode, 403)
})

t.test('a log that is away is 503 with Retry-After, anything unexpected is 500 without internals', async t => {
  for (const [fault, status, code] of [
    [new LogFault('日志所在的磁盘已满，没有写入。请腾出空间后再试。', { settled: true }), 503, 'log-unavailable'],
    [new TypeError('secret detail of the program'), 500, 'internal'],
  ] as const) {
    const store = memoryEventStore()
    let isAway = false
    const { app } = await openBench(t, {
      ...store,
      read: (stream, from) => (isAway ? Promise.reject(fault) : store.read(stream, from)),
    })
    const headers = await cookieOf(app, 'drafter')
    isAway = true
    const reply = await app.inject({ url: '/api/me', headers })
    t.equal(reply.statusCode, status)
    t.equal(reply.json().code, code)
    t.notMatch(reply.body, /secret/)
    t.equal(reply.headers['retry-after'], status === 503 ? '2' : undefined)
  }
})

t.test('every answer carries the headers that keep a browser safe', async t => {
  const { app } = await openBench(t)
  for (const url of ['/health/live', '/api/nothing', '/api/openapi.json']) {
    const { headers } = await app.inject(url)
    t.match(headers, {
      'content-security-policy': /default-src 'self'/,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    })
    t.notMatch(headers['content-security-policy'], /unsafe/)
    t.equal(headers['strict-transport-security'], undefined)
  }
  const published = await openBench(t, undefined, { host: '0.0.0.0', origin: new URL('https://shenbao.example') })
  const headers = { host: 'shenbao.example' }
  const over = await published.app.inject({ url: '/health/live', headers })
  t.match(over.headers['strict-transport-security'], /max-age/)
  const payload = { account: 'drafter', password: 'shenbao-demo' }
  const signedIn = await published.app.inject({ method: 'POST', url: '/api/session', headers, payload })
  t.match(signedIn.headers['set-cookie'], /; Secure/)
  t.equal((await published.app.inject({ url: '/api/me', headers: { host: 'other.example' } })).statusCode, 421)
})

t.test('operators see that it lives, is ready, and what it counted', async t => {
  const { app } = await openBench(t)
  t.strictSame((await app.inject('/health/live')).json(), { status: 'ok' })
  t.equal((await app.inject('/health/ready')).statusCode, 200)
  await app.inject('/api/me')
  const { body, headers } = await app.inject('/metrics')
  t.match(headers['content-type'], /^text\/plain; version=0\.0\.4/)
  t.match(body, 'shenbao_http_requests_total{status="401"} 1')
  t.match(body, /process_resident_memory_bytes \d+/)
})

t.test('the description names every route, and the readable page loads nothing from elsewhere', async t => {
  const { app } = await openBench(t)
  const { paths } = (await app.inject('/api/openapi.json')).json()
  for (const path of ['/api/session', '/api/me', '/api/directory', '/api/officers', '/health/ready']) t.ok(paths[path], path)
  t.match((await app.inject('/docs/')).body, /swagger-ui/)
  t.equal((await app.inject('/docs/static/swagger-ui.css')).statusCode, 200)
})

t.test('health is told under any name of the machine, and nothing else is', async t => {
  const { app } = await openBench(t)
  const asked = async (url: string) => (await app.inject({ url, headers: { host: 'container-7:7100' } })).statusCode
  t.equal(await asked('/health/live'), 200)
  t.equal(await asked('/metrics'), 421)
  t.equal(await asked('/'), 421)
})
