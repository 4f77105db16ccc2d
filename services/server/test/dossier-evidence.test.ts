// Shows that a dossier holds the evidence that counts, and that a file altered, left out, swapped or put in is found and named, offline.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { zipDossier } from '@shenbao/audit/dossier/export-dossier.ts'
import { nodeTools } from '@shenbao/audit/dossier/node-tools.ts'
import { offlineTools } from '@shenbao/audit/dossier/offline-tools.ts'
import { unpackDossier } from '@shenbao/audit/dossier/unpack.ts'
import { verifyDossier } from '@shenbao/audit/dossier/verify-dossier.ts'
import t, { type Test } from 'tap'
import { revisionNow, send } from './desk.ts'
import { attach, pdf } from './evidence-form.ts'
import { cookieOf, openBench } from './harness.ts'
import { properForm } from './proper-form.ts'

const nobody = { head: null, keys: null }
const writtenAt = '2026-03-05T01:02:03.004Z'

/** A dossier with two files in it; a third was taken off. */
const exported = async (t: Test) => {
  const { app } = await openBench(t)
  const drafter = await cookieOf(app, 'drafter')
  const payload = { form: properForm }
  const { id } = (await app.inject({ method: 'POST', url: '/api/declarations', headers: drafter, payload })).json()
  for (const name of ['合同.pdf', '验收单.pdf', '传错的.pdf']) {
    const ifMatch = await revisionNow(app, drafter, id)
    const reply = await attach(app, drafter, id, { file: { name, bytes: pdf(name) }, ifMatch })
    if (reply.statusCode !== 201) throw new Error(reply.body)
  }
  const { items } = (await app.inject({ url: `/api/declarations/${id}/attachments`, headers: drafter })).json()
  await send(app, drafter, id, { type: 'detach-evidence', attachment: items[2].id, reason: '传错了' })
  const zip = (await app.inject({ url: `/api/declarations/${id}/dossier.zip`, headers: drafter })).rawPayload
  const unpacked = unpackDossier(zip)
  if (!unpacked.ok) throw new Error(unpacked.reason)
  return { ...unpacked, zip, digests: items.map(({ digest }: { digest: string }) => digest) as string[] }
}

t.test('what counts is in it and is proven; tampering is found, whoever wrote the list anew', async t => {
  const { files, attachments, digests } = await exported(t)
  const [one = '', other = '', off = ''] = digests
  t.same([...attachments.keys()].sort(), [`attachments/${one}.pdf`, `attachments/${other}.pdf`].sort())
  for (const tools of [nodeTools, offlineTools]) {
    const { findings, proven } = await verifyDossier(files, tools, nobody, attachments)
    t.same(findings, [])
    t.match(proven.join(), /2 个佐证材料文件与记录中登记的摘要一致/)
  }

  const [place = '', otherPlace = ''] = [`attachments/${one}.pdf`, `attachments/${other}.pdf`]
  const bytes = attachments.get(place) ?? new Uint8Array()
  const altered = Uint8Array.from(bytes, (byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte))
  const less = new Map(attachments)
  less.delete(place)
  const cases: readonly (readonly [string, ReadonlyMap<string, Uint8Array>, RegExp])[] = [
    ['an altered byte', new Map(attachments).set(place, altered), /“合同\.pdf”.*被改动过/],
    ['a file left out', less, /缺少佐证材料“合同\.pdf”/],
    [
      'one in place of the other',
      new Map(attachments).set(place, attachments.get(otherPlace) ?? bytes),
      /“合同\.pdf”.*换成了别的文件/,
    ],
    ['a file put in', new Map(attachments).set('attachments/新的.pdf', altered), /没有记录提到/],
    ['one that was taken off', new Map(attachments).set(`attachments/${off}.pdf`, pdf('传错的.pdf')), /没有记录提到/],
  ]
  for (const [what, changed, said] of cases)
    t.match((await verifyDossier(files, nodeTools, nobody, changed)).findings.join(), said, what)

  // Somebody who rewrites the list as well: the facts still say which file it has to be.
  const proof = JSON.parse(files.get('proof.json') ?? '')
  proof.statement.files[place] = await nodeTools.digestOfBytes('sm3', altered)
  const rewritten = new Map(files).set('proof.json', JSON.stringify(proof))
  const forged = await verifyDossier(rewritten, nodeTools, nobody, new Map(attachments).set(place, altered))
  t.match(forged.findings.join(), /“合同\.pdf”.*被改动过/)
  delete proof.statement.files[place]
  const shortened = await verifyDossier(new Map(files).set('proof.json', JSON.stringify(proof)), nodeTools, nobody, less)
  t.match(shortened.unknown.join(), /“合同\.pdf”的文件没有随卷宗导出/)
})

t.test('verify.mjs judges the files in a zip and in a directory', async t => {
  const { zip, files, attachments, digests } = await exported(t)
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-dossier-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  const put = (name: string, content: string | Uint8Array): string => {
    const path = join(directory, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    return path
  }
  const verifier = put('verify.mjs', files.get('verify.mjs') ?? '')
  const verified = (path: string) => spawnSync(process.execPath, [verifier, path], { encoding: 'utf8' })
  t.match(verified(put('whole.zip', zip)), { status: 0, stdout: /2 个佐证材料文件/ })
  for (const [name, content] of [...files, ...attachments]) put(`unpacked/${name}`, content)
  t.match(verified(join(directory, 'unpacked')), { status: 0, stdout: /2 个佐证材料文件/ })
  put(`unpacked/attachments/${digests[0]}.pdf`, pdf('别的'))
  t.match(verified(join(directory, 'unpacked')), { status: 1, stdout: /“合同\.pdf”.*被改动过/ })
  const without = zipDossier(Object.fromEntries(files), writtenAt)
  t.match(verified(put('without.zip', without)), { status: 1, stdout: /缺少佐证材料/ })
})
