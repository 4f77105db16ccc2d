// Shows the dossier over HTTP: who gets it, that it verifies, that a changed byte is found, and that the head printed on the 批复 is what
// `verify 卷宗.zip --trust` takes.
import { randomUUID } from 'node:crypto'
import { zipDossier } from '@shenbao/audit/dossier/export-dossier.ts'
import { nodeTools } from '@shenbao/audit/dossier/node-tools.ts'
import { unpackDossier } from '@shenbao/audit/dossier/unpack.ts'
import { verifyDossier } from '@shenbao/audit/dossier/verify-dossier.ts'
import { publicKeyText } from '@shenbao/audit/public-key.ts'
import { newKeyPair, signingKey } from '@shenbao/audit/signature.ts'
import t, { type Test } from 'tap'
import { buildApp } from '../src/app.ts'
import { attachmentNamed } from '../src/attachment.ts'
import { connect } from '../src/connect.ts'
import { send } from './desk.ts'
import { cookieOf, openBench } from './harness.ts'
import { approveAll, properForm } from './proper-form.ts'

const sealKey = signingKey('ed25519', newKeyPair('ed25519'))

/** A server that seals, with one declaration of the drafter's in it. */
const openSealing = async (t: Test) => {
  const { deps: bare, ...bench } = await openBench(t)
  const deps = { ...bare, sealKey }
  const desks = connect(deps)
  const app = await buildApp(deps, desks)
  t.teardown(() => app.close())
  const drafter = await cookieOf(app, 'drafter')
  const payload = { form: properForm }
  const { id } = (await app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload })).json()
  const dossier = (headers = drafter) => app.inject({ url: `/api/declarations/${id}/dossier.zip`, headers })
  const now = async () => (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  return { ...bench, app, desks, drafter, id: String(id), dossier, now }
}

const nobody = { head: null, keys: null }

const judged = async (zip: Uint8Array, trusted: Parameters<typeof verifyDossier>[2] = nobody) => {
  const unpacked = unpackDossier(zip)
  if (!unpacked.ok) throw new Error(unpacked.reason)
  return { files: unpacked.files, ...(await verifyDossier(unpacked.files, nodeTools, trusted, unpacked.attachments)) }
}

t.test('a dossier of a sealed declaration verifies, with its key known from outside; a changed byte is found', async t => {
  const { desks, dossier, app, drafter, id } = await openSealing(t)
  const unsealed = await judged((await dossier()).rawPayload)
  t.strictSame(unsealed.findings, [])
  t.match(unsealed.unknown.join(), '还没有封印')

  await desks.sealing.seal()
  t.equal((await send(app, drafter, id, { type: 'submit' })).statusCode, 200)
  const reply = await dossier()
  t.equal(reply.statusCode, 200)
  t.equal(reply.headers['content-type'], 'application/zip')
  t.equal(
    reply.headers['content-disposition'],
    `attachment; filename="dossier.zip"; filename*=UTF-8''${encodeURIComponent('年度全程项目 卷宗')}.zip`,
  )
  const keys = [publicKeyText(sealKey.publicKey)]
  const { files, findings, proven, unknown } = await judged(reply.rawPayload, { head: null, keys })
  t.strictSame(findings, [])
  t.match(proven.join(), /封印（[^）]*）涵盖其中前 \d+ 条/)
  t.match(unknown.join(), '没有封印涵盖', 'what came after the seal is said')
  t.match(JSON.parse(files.get('form.json') ?? ''), { name: properForm.name, indicators: { length: 6 } })

  for (const name of files.keys()) {
    const text = files.get(name) ?? ''
    const at = Math.floor(text.length / 2)
    const changed = Object.fromEntries([
      ...files,
      [name, `${text.slice(0, at)}${text[at] === '1' ? '2' : '1'}${text.slice(at + 1)}`],
    ])
    const { findings } = await judged(zipDossier(changed, '2026-03-05T01:02:03.004Z'), { head: null, keys })
    t.ok(findings.length > 0, `a byte of ${name}`)
  }
})

t.test('whoever may read the declaration gets its dossier, nobody else', async t => {
  const { app, id, dossier, drafter } = await openSealing(t)
  t.equal((await app.inject({ url: `/api/declarations/${id}/dossier.zip` })).statusCode, 401)
  const auditor = await cookieOf(app, 'auditor')
  for (const account of ['auditor', 'bureau-reviewer', 'admin']) {
    const headers = await cookieOf(app, account)
    const read = await app.inject({ url: `/api/declarations/${id}`, headers })
    t.equal((await dossier(headers)).statusCode, read.statusCode, account)
  }
  const admin = await cookieOf(app, 'admin')
  const post = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, headers: admin, payload })).json()
  const parent = 'demonstration-department'
  const { id: organisation } = await post('/api/organisations', { name: '另一家单位', kind: 'unit', parent })
  const password = 'another long one'
  await post('/api/officers', { account: 'stranger', name: '外单位经办', organisation, roles: ['drafter'], password })
  const stranger = await cookieOf(app, 'stranger', password)
  t.match((await dossier(stranger)).json(), { status: 404, code: 'not-found' })
  const missing = await app.inject({ url: `/api/declarations/${randomUUID()}/dossier.zip`, headers: auditor })
  t.match(missing.json(), { status: 404, code: 'not-found' })
  t.equal((await app.inject({ url: '/api/declarations/x/dossier.zip', headers: drafter })).statusCode, 422)
  const { paths } = (await app.inject('/api/openapi.json')).json()
  t.ok(paths['/api/declarations/{id}/dossier.zip'].get)
})

t.test('the head on the 批复 is shown on the answer and on the page, and every later dossier is checked against it', async t => {
  const { app, clock, drafter, id, dossier, now, desks } = await openSealing(t)
  const page = async () => (await app.inject({ url: `/plain/declarations/${id}`, headers: drafter })).body
  t.equal((await now()).approval, null)
  t.notMatch(await page(), '批复摘要头')
  await approveAll(async (account, payload) => {
    clock.forward(60_000)
    const reply = await send(app, await cookieOf(app, account), id, payload)
    t.equal(reply.statusCode, 200, reply.statusCode === 200 ? account : reply.body)
  })
  const { approval, revision } = await now()
  const facts = revision + 1
  t.match(approval.head, new RegExp(`^${facts}:[0-9a-f]{64}$`))
  const shown = await page()
  t.match(shown, approval.head)
  t.match(shown, '--trust')

  await send(app, drafter, id, { type: 'record-progress', period: '2026-07', executed: '55000.00', progress: [] })
  await desks.sealing.seal()
  t.equal((await now()).approval.head, approval.head, 'it stays what was printed')
  t.ok((await now()).revision > revision)
  const before = await app.inject({ url: `/api/declarations/${id}?revision=${revision - 1}`, headers: drafter })
  t.equal(before.json().approval, null)

  const zip = (await dossier()).rawPayload
  const kept = await judged(zip, { head: approval.head.toUpperCase(), keys: null })
  t.strictSame(kept.findings, [])
  t.match(kept.proven.join(), `这份申报的前 ${facts} 条记录一条未改`)
  const other = approval.head.replace(/.$/, (last: string) => (last === '0' ? '1' : '0'))
  t.match((await judged(zip, { head: other, keys: null })).findings, [/所信任的摘要头/], 'the check can fail')
})

t.test('names of files: Chinese, signs that no file name may hold, nothing left', async t => {
  const named = (name: string): string => attachmentNamed(name, { plain: 'dossier', ending: 'zip' })
  t.equal(named('甲'), `attachment; filename="dossier.zip"; filename*=UTF-8''%E7%94%B2.zip`)
  t.equal(
    named('a\'(b)*\r\nx/..\\"\ud800'),
    `attachment; filename="dossier.zip"; filename*=UTF-8''a%27%28b%29%20%20%20x%20..%20%20%EF%BF%BD.zip`,
  )
  t.equal(named(' / '), `attachment; filename="dossier.zip"; filename*=UTF-8''dossier.zip`)
  t.equal(named('长'.repeat(500)).length, named('').length - 'dossier'.length + 80 * 9)
})
