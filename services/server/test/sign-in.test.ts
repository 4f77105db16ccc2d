// Shows signing in and out, how a session ends, how guessing is slowed down, and that nobody is locked out from elsewhere.
import t from 'tap'
import { connect } from '../src/connect.ts'
import { encodePassword, isPassword, weaknessOf } from '../src/passwords.ts'
import { idleAfterMs, newSessions, oldAfterMs } from '../src/sessions.ts'
import { UNDERWAY_MAX } from '../src/sign-in.ts'
import { failuresFromOneAddressMax, failuresOfOneAccountMax, newSignInThrottle } from '../src/sign-in-throttle.ts'
import { cookieOf, openBench } from './harness.ts'

const signIn = (account: string, password: string) => ({
  method: 'POST' as const,
  url: '/api/session',
  payload: { account, password },
})

t.test('a session begins with a cookie that scripts and other sites cannot use, and ends', async t => {
  const { app } = await openBench(t)
  const reply = await app.inject(signIn('drafter', 'shenbao-demo'))
  t.equal(reply.statusCode, 204)
  const set = String(reply.headers['set-cookie'])
  t.match(set, /^shenbao-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  const cookie = set.split(';')[0] ?? ''
  const me = await app.inject({ url: '/api/me', headers: { cookie } })
  t.match(me.json(), {
    account: 'drafter',
    name: '经办人',
    roles: [{ role: 'drafter' }],
    may: ['open-declarations'],
    demonstration: true,
    today: '2026-03-02',
  })
  t.equal((await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie } })).statusCode, 204)
  t.equal((await app.inject({ url: '/api/me', headers: { cookie } })).statusCode, 401)
})

t.test('a wrong password and an unknown account get the same answer', async t => {
  const { app } = await openBench(t)
  const [wrong, unknown] = [await app.inject(signIn('drafter', 'no')), await app.inject(signIn('nobody', 'no'))]
  t.equal(wrong.statusCode, 401)
  t.equal(wrong.json().code, 'sign-in-refused')
  t.strictSame(wrong.json(), unknown.json())
})

t.test('a session ends when idle, and when old however busy', async t => {
  let now = 0
  const sessions = newSessions(() => now)
  const idle = sessions.begin('o-1')
  now = idleAfterMs
  t.equal(sessions.officerOf(idle), 'o-1')
  now += idleAfterMs + 1
  t.equal(sessions.officerOf(idle), null)
  const busy = sessions.begin('o-1')
  for (const end = now + oldAfterMs; now <= end; now += idleAfterMs / 2) t.equal(sessions.officerOf(busy), 'o-1')
  t.equal(sessions.officerOf(busy), null)
  const other = sessions.begin('o-2')
  sessions.endAllOf('o-2')
  t.equal(sessions.officerOf(other), null)
  t.equal(sessions.officerOf('guess'), null)
})

t.test('guessing is slowed down: 429 with Retry-After, and over after a while', async t => {
  const { app, clock } = await openBench(t)
  for (let n = 0; n < failuresFromOneAddressMax; n += 1) t.equal((await app.inject(signIn('drafter', 'no'))).statusCode, 401)
  const slowed = await app.inject(signIn('drafter', 'shenbao-demo'))
  t.equal(slowed.statusCode, 429)
  t.equal(slowed.json().code, 'too-many-tries')
  t.ok(Number(slowed.headers['retry-after']) > 0)
  t.equal((await app.inject(signIn('auditor', 'shenbao-demo'))).statusCode, 204, 'another account is not slowed down')
  clock.forward(16 * 60_000)
  t.equal((await app.inject(signIn('drafter', 'shenbao-demo'))).statusCode, 204)
})

t.test('failures elsewhere do not lock out the address somebody signs in from', async t => {
  const throttle = newSignInThrottle(() => 0)
  throttle.failed('drafter', 'home')
  throttle.succeeded('drafter', 'home')
  for (let n = 0; n < failuresOfOneAccountMax; n += 1) throttle.failed('drafter', `10.0.0.${n}`)
  t.equal(throttle.wait('drafter', 'home'), 0)
  t.ok(throttle.wait('drafter', 'somewhere-new') > 0, 'while a new address waits')
})

t.test('passwords: encoded with a salt of their own, compared, and refused when weak', async t => {
  const [one, two] = await Promise.all([encodePassword('correct horse'), encodePassword('correct horse')])
  t.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  t.not(one, two)
  t.equal(await isPassword('correct horse', one), true)
  t.equal(await isPassword('correct horsf', one), false)
  await t.rejects(isPassword('x', 'plain'), TypeError)
  t.match(weaknessOf('short', 'a1'), /至少 10/)
  t.match(weaknessOf('x'.repeat(201), 'a1'), /最多/)
  t.match(weaknessOf('my-drafter-password', 'drafter'), /账号/)
  t.match(weaknessOf('aaaaaaaaaaaa', 'drafter'), /不同的字符/)
  t.equal(weaknessOf('四时佳兴与人同也好', 'drafter')?.includes('至少'), true)
  t.equal(weaknessOf('correct horse', 'drafter'), null)
})

t.test('changing a password asks for the old one and ends all sessions', async t => {
  const { app } = await openBench(t)
  const headers = await cookieOf(app, 'drafter')
  const change = (current: string, next: string) =>
    app.inject({ method: 'PUT', url: '/api/me/password', headers, payload: { current, next } })
  t.equal((await change('wrong', 'a better password')).statusCode, 401)
  t.equal((await change('shenbao-demo', 'short')).json().code, 'password-weak')
  t.equal((await change('shenbao-demo', 'a better password')).statusCode, 204)
  t.equal((await app.inject({ url: '/api/me', headers })).statusCode, 401)
  t.equal((await app.inject(signIn('drafter', 'shenbao-demo'))).statusCode, 401)
  t.equal((await app.inject(signIn('drafter', 'a better password'))).statusCode, 204)
})

t.test('a flood of tries is turned away before it takes the machine, and signing in works again after it', async t => {
  const { deps } = await openBench(t)
  const { signIn: attempt } = connect(deps)
  const flood = Array.from({ length: UNDERWAY_MAX + 8 }, (_, n) =>
    attempt({ account: `nobody-${n}`, password: 'no', address: 'x' }),
  )
  const outcomes = (await Promise.all(flood)).map(({ outcome }) => outcome)
  t.equal(outcomes.filter(outcome => outcome === 'refused').length, UNDERWAY_MAX)
  t.equal(outcomes.filter(outcome => outcome === 'throttled').length, 8)
  t.match(await attempt({ account: 'drafter', password: 'shenbao-demo', address: 'x' }), { outcome: 'signed-in' })
})

t.test('right passwords sent at the same time all get in; parallel guesses are counted like guesses one by one', async t => {
  const { app } = await openBench(t)
  const together = (password: string) => Promise.all(Array.from({ length: 12 }, () => app.inject(signIn('drafter', password))))
  t.strictSame([...new Set((await together('shenbao-demo')).map(({ statusCode }) => statusCode))], [204])
  const guesses = (await together('wrong')).map(({ statusCode }) => statusCode)
  t.equal(guesses.filter(statusCode => statusCode === 401).length, 5)
  t.equal(guesses.filter(statusCode => statusCode === 429).length, 7)
})
