// Shows that a unit takes in its people as one file: looked at first, whole or not at all, and everybody can sign in afterwards.
import { readFileSync } from 'node:fs'
import t from 'tap'
import type { App } from '../src/routes/route-plugin.ts'
import { cookieOf, type Headers } from './harness.ts'
import { openStaffed } from './staff.ts'

const sample = readFileSync(new URL('../../../packages/directory/samples/roster.csv', import.meta.url))

const sent = (app: App, headers: Headers, payload: string | Buffer, query = '', type = 'text/csv') =>
  app.inject({ method: 'POST', url: `/api/directory/roster${query}`, headers: { ...headers, 'content-type': type }, payload })

t.test('looked at, taken in, signed in', async t => {
  const { app, admin, get, post, drafter } = await openStaffed(t)
  t.match((await sent(app, drafter, sample, '?dry-run')).json(), { status: 403 })
  const before = await get('/api/directory')
  const preview = await sent(app, admin, sample, '?dry-run')
  t.equal(preview.statusCode, 200, preview.body)
  t.match(preview.json(), { dryRun: true, errors: [], notes: [] })
  t.equal(preview.json().organisations.length, 3)
  t.match(preview.json().officers[0], { id: null, account: 'bureau.review', organisation: '示例市人力资源和社会保障局' })
  t.strictSame(await get('/api/directory'), before, 'nothing is recorded')

  const taken = await sent(app, admin, sample)
  t.equal(taken.statusCode, 201, taken.body)
  t.equal(taken.json().officers.length, 13)
  t.equal((await get('/api/directory')).officers.length, before.officers.length + 13)
  const again = await sent(app, admin, sample)
  t.match(again.json(), { status: 409, code: 'nothing-new' })

  const passwords = await post('/api/directory/first-passwords', {})
  t.equal(passwords.headers['cache-control'], 'no-store')
  t.equal(passwords.json().items.length, 13)
  const { account, password } = passwords.json().items[0]
  const headers = await cookieOf(app, account, password)
  t.equal((await app.inject({ url: '/api/me', headers })).statusCode, 200)
  t.strictSame((await post('/api/directory/first-passwords', {})).json().items, [], 'shown once')
  t.match((await post('/api/directory/first-passwords', {}, drafter)).json(), { status: 403 })
})

t.test('with one error nothing is taken in; each error has its line and column', async t => {
  const { app, admin, get } = await openStaffed(t)
  const before = await get('/api/directory')
  const broken = `${sample}示例市就业促进中心,,,Bad Account,某岗,经办人\n示例市就业促进中心,,,ok.account,某岗,大管家\n`
  const preview = (await sent(app, admin, broken, '?dry-run')).json()
  t.match(preview, {
    organisations: [],
    errors: [
      { line: 15, column: 'account', columnTitle: '账号' },
      { line: 16, column: 'roles', columnTitle: '岗位' },
    ],
  })
  const refused = await sent(app, admin, broken)
  t.match(refused.json(), { status: 422, code: 'roster-malformed', places: [{ field: 'account', message: /第 15 行/ }, {}] })
  t.strictSame(await get('/api/directory'), before)
  t.match((await sent(app, admin, '')).json(), { status: 422 })
  t.match((await sent(app, admin, '{}', '', 'application/json')).json(), { status: 415 })
})

t.test('where the file differs from who is there a note carries the command', async t => {
  const { app, admin } = await openStaffed(t)
  const file =
    '单位,账号,姓名,岗位\n上海市社会保险事业管理中心,drafter,综合岗,经办人、部门负责人\n上海市社会保险事业管理中心,fresh,新岗,经办人\n'
  const { notes, officers } = (await sent(app, admin, file, '?dry-run')).json()
  t.match(officers, [{ account: 'fresh' }])
  t.match(notes, [
    { line: 2, column: 'name', proposals: [{ type: 'rename-officer', officer: 'drafter', name: '综合岗' }] },
    {
      line: 2,
      column: 'roles',
      proposals: [{ type: 'reassign-officer', officer: 'drafter', roles: ['drafter', 'section-chief'] }],
    },
  ])
})
