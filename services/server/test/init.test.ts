// Shows how a unit starts for real: an empty log, a first administrator, then officers appointed over HTTP who can sign in.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { beginLog } from '@shenbao/audit/begin-log.ts'
import { verifyStream } from '@shenbao/audit/chain.ts'
import { sha256, sm3 } from '@shenbao/audit/node-digest.ts'
import { verifyLog } from '@shenbao/audit/verify-log.ts'
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { openCredentials } from '../src/credentials.ts'
import { beginOrganisation, type FirstAnswers } from '../src/init.ts'
import { bareDeps, cookieOf, openBench } from './harness.ts'

const answers: FirstAnswers = {
  department: '某市教育局',
  unit: '某市教育考试院',
  account: 'chief.admin',
  name: '系统管理员',
  password: 'a long enough one',
}

const empty = async (t: Test) => {
  const { deps, desk } = await bareDeps(t)
  return { ...deps, desk, app: () => buildApp({ ...deps, host: '0.0.0.0' }) }
}

t.test('an empty log begins with an organisation and its first administrator', async t => {
  const needs = await empty(t)
  t.strictSame(await beginOrganisation(needs, answers), { accepted: true })
  const again = await beginOrganisation(needs, answers)
  t.match(again, { accepted: false, because: { code: 'log-not-empty' } })
  const app = await needs.app()
  const headers = await cookieOf(app, 'chief.admin', 'a long enough one')
  const { organisations } = (await app.inject({ url: '/api/directory', headers })).json()
  t.match(organisations, [
    { name: '某市教育局', kind: 'department' },
    { name: '某市教育考试院', kind: 'unit' },
  ])
  const facts = (await needs.store.read('directory')).map(({ fact }) => fact)
  t.equal(verifyStream(facts, sm3).ok, true, 'chained like every other stream')
  t.notMatch(JSON.stringify(facts), /argon2|a long enough one/, 'no password in the log')
})

t.test('the first fact of a log says by what it is linked; a server that began it first is asked, not overruled', async t => {
  const { store, ...needs } = await empty(t)
  await beginOrganisation({ ...needs, store }, answers)
  const [first] = await store.readAll(null, 1)
  t.match(first?.fact, { stream: 'log', type: 'log-begun', data: { digest: 'sm3' } })

  const other = await empty(t)
  const now = () => ({ today: '2026-03-02', recordedAt: '2026-03-02T01:00:00.000Z' })
  await beginLog({ store: other.store, now }, 'sha-256')
  t.strictSame(await beginOrganisation(other, answers), { accepted: true }, 'a log that has only begun can still be founded in')
  const verified = await verifyLog(feedPages(other.store), sha256)
  t.strictSame(verified.breaks, [])
  const facts = (await other.store.read('directory')).map(({ fact }) => fact)
  t.ok(facts.length > 1)
  t.equal(verifyStream(facts, sm3).ok, false, 'the check can fail')
  t.match(await beginOrganisation(other, answers), { accepted: false, because: { code: 'log-not-empty' } })
})

t.test('what init refuses records nothing', async t => {
  const needs = await empty(t)
  t.match(await beginOrganisation(needs, { ...answers, password: 'short' }), { because: { code: 'password-weak' } })
  t.match(await beginOrganisation(needs, { ...answers, account: '管理员' }), { because: { code: 'account-malformed' } })
  t.equal(await needs.store.head(), null)
})

t.test('the administrator appoints, the appointed signs in, the dismissed is out at once', async t => {
  const needs = await empty(t)
  await beginOrganisation(needs, { ...answers, unit: null })
  const app = await needs.app()
  const headers = await cookieOf(app, 'chief.admin', 'a long enough one')
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url, headers, payload })
  t.match((await app.inject({ url: '/api/me', headers })).json(), { may: ['keep-directory', 'see-everything'] })
  const department = (await app.inject({ url: '/api/directory', headers })).json().organisations[0].id
  const unit = await post('/api/organisations', { name: '某市图书馆', kind: 'unit', parent: department })
  t.equal(unit.statusCode, 201)
  t.ok(unit.headers['shenbao-position'])
  const person = {
    account: 'clerk',
    name: '经办',
    organisation: unit.json().id,
    roles: ['drafter'],
    password: 'another long one',
  }
  const officer = await post('/api/officers', person)
  t.equal(officer.statusCode, 201, officer.body)
  t.match((await post('/api/officers', person)).json(), { status: 409, code: 'account-taken' })
  t.match((await post('/api/officers', { ...person, account: 'c2', password: 'x' })).json(), {
    status: 422,
    code: 'password-weak',
  })
  t.match((await post('/api/officers', { ...person, account: 'c2', roles: ['king'] })).json(), { status: 422, code: 'malformed' })
  t.match((await post('/api/organisations', { name: '无主单位', kind: 'unit', parent: null })).json(), { status: 409 })

  const clerk = await cookieOf(app, 'clerk', 'another long one')
  t.match((await app.inject({ url: '/api/me', headers: clerk })).json(), {
    organisation: { name: '某市图书馆' },
    demonstration: false,
  })
  const notTheirs = await app.inject({
    method: 'POST',
    url: '/api/officers',
    headers: clerk,
    payload: { ...person, account: 'c3' },
  })
  t.match(notTheirs.json(), { status: 403, code: 'not-administrator' })
  t.equal(
    (await app.inject({ url: '/api/directory', headers: clerk })).json().officers[0].account,
    null,
    'accounts are not shown around',
  )

  const { id } = officer.json()
  const reset = { method: 'PUT', url: `/api/officers/${id}/password`, payload: { password: 'yet another long one' } } as const
  t.equal((await app.inject({ ...reset, headers: clerk })).statusCode, 403)
  t.equal((await app.inject({ ...reset, headers })).statusCode, 204)
  t.equal((await app.inject({ url: '/api/me', headers: clerk })).statusCode, 401, 'a reset ends sessions')
  const back = await cookieOf(app, 'clerk', 'yet another long one')
  t.equal((await post(`/api/officers/${id}/dismissal`, { reason: '调离' })).statusCode, 204)
  t.equal((await app.inject({ url: '/api/me', headers: back })).statusCode, 401)
  t.equal((await post(`/api/officers/${id}/dismissal`, { reason: '调离' })).statusCode, 404)
})

t.test('two administrators at once: the second decides on what the first recorded', async t => {
  const { app, store } = await openBench(t)
  const headers = await cookieOf(app, 'admin')
  const found = (name: string) =>
    app.inject({
      method: 'POST',
      url: '/api/organisations',
      headers,
      payload: { name, kind: 'unit', parent: 'demonstration-department' },
    })
  const replies = await Promise.all([found('甲单位'), found('甲单位'), found('乙单位')])
  t.strictSame(replies.map(({ statusCode }) => statusCode).sort(), [201, 201, 409])
  const facts = (await store.read('directory')).map(({ fact }) => fact)
  t.equal(verifyStream(facts, sm3).ok, true)
})

t.test('credentials: kept over a restart, forgotten when replaced, readable by the server alone', async t => {
  const path = `${t.testdir()}/credentials.sqlite`
  const first = openCredentials(path)
  first.keep('o-1', 'encoding-that-was-replaced')
  first.keep('o-1', 'encoding-of-today')
  t.equal(first.of('o-2'), null)
  first.close()
  t.equal(statSync(path).mode & 0o077, 0)
  t.strictSame(readdirSync(dirname(path)), ['credentials.sqlite'], 'nothing is left beside it')
  t.notMatch(readFileSync(path, 'latin1'), 'encoding-that-was-replaced')
  t.match(readFileSync(path, 'latin1'), 'encoding-of-today', 'the check can fail')
  const second = openCredentials(path)
  t.equal(second.of('o-1'), 'encoding-of-today')
  second.close()
})
