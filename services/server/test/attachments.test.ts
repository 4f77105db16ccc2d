// Shows evidence over HTTP: brought with its day, kept once, shown with its other uses, given back safely, found when tampered with.
import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { readable, revisionNow, send } from './desk.ts'
import { attach, contract, formOf, pdf } from './evidence-form.ts'
import { cookieOf, openBench, temporaryAttachments } from './harness.ts'
import { approveAll, properForm } from './proper-form.ts'

const sm3 = (bytes: Uint8Array): string => createHash('sm3').update(bytes).digest('hex')

const openOffice = async (t: Test) => {
  const attachments = temporaryAttachments(t, 64 * 1024)
  const bench = await openBench(t, undefined, { attachments })
  const { app } = bench
  const drafter = await cookieOf(app, 'drafter')
  const opened = async (name: string): Promise<string> => {
    const payload = { form: { ...properForm, name } }
    return (await app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload })).json().id
  }
  const id = await opened(properForm.name)
  const list = async (headers = drafter, of = id) => {
    await readable(bench)
    return (await app.inject({ url: `/api/declarations/${of}/attachments`, headers })).json()
  }
  const approved = async (of: string) =>
    approveAll(async (account, payload) => {
      const reply = await send(app, await cookieOf(app, account), of, payload)
      if (reply.statusCode !== 200) throw new Error(reply.body)
    })
  const keptFiles = () =>
    readdirSync(attachments.directory, { recursive: true, encoding: 'utf8' }).filter(name => /[0-9a-f]{64}$/.test(name))
  return { ...bench, attachments, drafter, id, opened, list, approved, keptFiles }
}

t.test('a draft rests on a file: sent, listed, given back; facts and headers', async t => {
  const { app, drafter, id, list, keptFiles } = await openOffice(t)
  const reply = await attach(app, drafter, id, { fields: { effectiveOn: '2025-11-03', kind: '立项依据' } })
  t.equal(reply.statusCode, 201, reply.body)
  const { revision, attachment } = reply.json()
  t.equal(reply.headers.etag, `"${revision}"`)
  const digest = sm3(contract.bytes)
  t.match(attachment, {
    ...{ indicator: null, name: contract.name, size: contract.bytes.length, mediaType: 'application/pdf', inline: true, digest },
    ...{ kind: '立项依据', effectiveOn: '2025-11-03', uploadedOn: '2026-03-02', warning: null, detached: null, alsoUsed: [] },
  })
  t.match(await list(), { revision, items: [{ id: attachment.id, uploadedBy: { name: /./ } }] })
  t.equal(keptFiles().length, 1)

  const url = `/api/declarations/${id}/attachments/${attachment.id}`
  const file = await app.inject({ url, headers: drafter })
  t.same(file.rawPayload, contract.bytes)
  t.match(file.headers, {
    'content-type': 'application/pdf',
    'content-length': String(contract.bytes.length),
    'content-disposition': `attachment; filename="attachment.pdf"; filename*=UTF-8''${encodeURIComponent('合同（扫描件）')}.pdf`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': /sandbox/,
  })
  t.match((await app.inject({ url: `${url}?inline`, headers: drafter })).headers['content-disposition'], /^inline; /)

  const { items } = (await app.inject({ url: `/api/declarations/${id}/history`, headers: drafter })).json()
  t.match(items.at(-1), { type: 'evidence-attached' })
  t.match((await app.inject({ url, headers: { cookie: '' } })).statusCode, 401)
  t.equal((await app.inject({ url: `${url}x`, headers: drafter })).statusCode, 404)
  const { paths } = (await app.inject('/api/openapi.json')).json()
  t.ok(paths['/api/declarations/{id}/attachments'].post)
})

t.test('the order of checks, and the same key again', async t => {
  const { app, drafter, id, keptFiles } = await openOffice(t)
  const url = `/api/declarations/${id}/attachments`
  const form = formOf(contract, { effectiveOn: '2026-01-31' })
  const codeOf = (reply: { statusCode: number; json: () => { code?: string } }) => [reply.statusCode, reply.json().code]
  const bare = await app.inject({ method: 'POST', url, headers: form.headers, payload: form.payload })
  t.same(codeOf(bare), [401, 'not-signed-in'])
  const headless = await app.inject({ method: 'POST', url, headers: { ...drafter, ...form.headers }, payload: form.payload })
  t.same(codeOf(headless), [428, 'headers-missing'])
  const chief = await cookieOf(app, 'section-chief')
  t.same(codeOf(await attach(app, chief, id, { fields: {} })), [422, 'malformed'], '422 before 403')
  t.same(codeOf(await attach(app, chief, id)), [403, 'not-yours'])
  t.same(codeOf(await attach(app, drafter, id, { file: null })), [422, 'malformed'])
  t.same(codeOf(await attach(app, drafter, id, { fields: { effectiveOn: '2026-02-30' } })), [422, 'malformed'])
  t.same(codeOf(await attach(app, drafter, id, { fields: { effectiveOn: '2026-01-31', extra: '1' } })), [422, 'malformed'])
  t.same(codeOf(await attach(app, drafter, id, { fields: { effectiveOn: '2026-03-03' } })), [409, 'evidence-in-the-future'])
  t.same(codeOf(await attach(app, drafter, id, { ifMatch: '"999"' })), [412, 'stale'])
  t.same(codeOf(await attach(app, drafter, randomUUID(), { ifMatch: '"1"' })), [404, 'not-found'])
  t.same(codeOf(await attach(app, drafter, id, { file: { name: 'a.exe', bytes: Buffer.from('MZ') } })), [422, 'file-not-taken'])
  t.same(codeOf(await attach(app, drafter, id, { file: { name: '空.pdf', bytes: Buffer.alloc(0) } })), [422, 'file-not-taken'])
  const large = { name: '大.pdf', bytes: pdf('x'.repeat(200 * 1024)) }
  t.same(codeOf(await attach(app, drafter, id, { file: large })), [413, 'too-large'])
  t.same(keptFiles(), [], 'nothing of what was refused is kept')

  const key = randomUUID()
  const ifMatch = await revisionNow(app, drafter, id)
  const first = await attach(app, drafter, id, { key, ifMatch, isFileFirst: true })
  t.equal(first.statusCode, 201, first.body)
  const again = await attach(app, drafter, id, { key, ifMatch })
  t.same(again.json(), first.json(), 'the stored answer')
  const other = { name: contract.name, bytes: pdf('另一份合同') }
  t.same(codeOf(await attach(app, drafter, id, { key, ifMatch, file: other })), [409, 'key-reused'])
  t.same(codeOf(await attach(app, drafter, id, { ifMatch })), [409, 'already-attached'], 'no 412: evidence is in nobody’s way')
  t.equal((await attach(app, drafter, id, { ifMatch, file: other })).statusCode, 201)
  t.equal(keptFiles().length, 2)
})

t.test('rows are proved while the project runs; the same file elsewhere is shown to who may see it', async t => {
  const { app, drafter, id, opened, list, approved, keptFiles } = await openOffice(t)
  const { form } = (await app.inject({ url: `/api/declarations/${id}`, headers: drafter })).json()
  const [first, second] = form.indicators
  const fields = { effectiveOn: '2026-02-28', indicator: first.id }
  t.match((await attach(app, drafter, id, { fields })).json(), { status: 409, code: 'nothing-to-prove-yet' })
  const other = await opened('另一个项目')
  t.equal((await attach(app, drafter, other)).statusCode, 201)
  await approved(id)
  t.equal((await attach(app, drafter, id, { fields })).statusCode, 201)
  const late = await attach(app, drafter, id, { fields: { effectiveOn: '2025-12-31', indicator: second.id } })
  t.match(late.json(), { attachment: { indicatorName: second.name, warning: /不在 2026 年度内/ } })
  t.equal(keptFiles().length, 1, 'three uses, one file')

  const { items, rows } = await list()
  t.match(items[0].alsoUsed, [
    { declaration: id, indicator: second.name },
    { declaration: other, declarationName: '另一个项目', indicator: null },
  ])
  t.match(rows[0], { indicator: first.id, present: 1, hint: null })
  t.match(rows[2], { present: 0, hint: /还没有佐证材料/ })
  const unknown = { effectiveOn: '2026-02-28', indicator: 'no-such-row' }
  t.match((await attach(app, drafter, id, { fields: unknown })).json(), { status: 409, code: 'no-such-indicator' })

  const detach = { type: 'detach-evidence', attachment: items[1].id, reason: '传错了指标' }
  t.equal((await send(app, drafter, id, detach)).statusCode, 200)
  t.match((await send(app, drafter, id, detach)).json(), { status: 409, code: 'no-such-attachment' })
  const after = await list()
  t.match(after.items[1], { detached: { reason: '传错了指标' } })
  t.equal(after.items[0].alsoUsed.length, 1, 'what was taken off is no use')
  t.equal(after.rows[1].present, 0)
  const read = await app.inject({ url: `/api/declarations/${id}/attachments/${items[1].id}`, headers: drafter })
  t.equal(read.statusCode, 200, 'and stays on record')

  // The same file again without sending it again: it is on disk already.
  const same = {
    type: 'attach-evidence',
    digest: items[0].digest,
    name: '同一份.pdf',
    effectiveOn: '2026-02-28',
    indicator: second.id,
  }
  t.equal((await send(app, drafter, id, same)).statusCode, 200)
  const unseen = { ...same, digest: '0'.repeat(64) }
  t.match((await send(app, drafter, id, unseen)).json(), { status: 409, code: 'file-not-kept' })
  t.match((await list(await cookieOf(app, 'auditor'))).items.length, 3)
})

t.test('a lost or changed file is said, never given out', async t => {
  const { app, clock, drafter, id, attachments } = await openOffice(t)
  const { attachment } = (await attach(app, drafter, id)).json()
  const path = join(attachments.directory, attachment.digest.slice(0, 2), attachment.digest)
  const url = `/api/declarations/${id}/attachments/${attachment.id}`
  const verified = async () => (await app.inject({ url: '/api/verify', headers: drafter })).json()
  t.match(await verified(), { verified: true, attachments: { count: 1, broken: [] } })
  writeFileSync(path, pdf('合约'))
  t.match((await app.inject({ url, headers: drafter })).json(), { status: 500, code: 'file-lost', detail: /被改动过/ })
  t.match(await verified(), { verified: true }, 'found whole a moment ago; read anew later')
  clock.forward(11 * 60_000)
  const place = { declaration: id, declarationName: properForm.name, name: contract.name, indicator: null }
  t.match(await verified(), {
    verified: false,
    breaks: [],
    attachments: { count: 1, broken: [{ ...place, problem: 'altered' }] },
  })
  unlinkSync(path)
  t.match((await app.inject({ url, headers: drafter })).json(), { status: 500, code: 'file-lost' })
  const { broken } = (await verified()).attachments
  t.match(broken, [{ problem: 'missing', message: /合同（扫描件）.*年度全程项目.*整份申报.*不见了/ }])
})

t.test(
  'killed between the file and the fact: nothing half is on record, and the file is the file when it is brought again',
  async t => {
    const { app, drafter, id, attachments, list, keptFiles } = await openOffice(t)
    const sent = async function* () {
      yield contract.bytes
    }
    await (await attachments.receive(contract.name, sent())).keep()
    t.equal(keptFiles().length, 1)
    t.same((await list()).items, [])
    const verified = (await app.inject({ url: '/api/verify', headers: drafter })).json()
    t.match(verified, { verified: true, attachments: { count: 0, broken: [] } }, 'a file without a fact is in nobody’s way')
    t.equal((await attach(app, drafter, id)).statusCode, 201)
    t.equal(keptFiles().length, 1)
  },
)
