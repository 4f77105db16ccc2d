// Shows that a kept file is on disk under its digest and once, that nothing half is ever there, and what is not taken.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { AttachmentRefused } from '../src/attachment-store.ts'
import { directoryOfAttachments } from '../src/directory-of-attachments.ts'
import { acceptedEndings, mayBeShownInline } from '../src/media-type.ts'

const folder = (t: Pick<Test, 'teardown'>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-attachments-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

const storeIn = (directory: string, { bytesMax = 4096, digest = 'sm3' as 'sm3' | 'sha-256' } = {}) =>
  directoryOfAttachments({ directory: join(directory, 'attachments'), digest, bytesMax })

async function* inPieces(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}`)
const sm3 = (bytes: Uint8Array): string => createHash('sm3').update(bytes).digest('hex')
const unfinished = (directory: string): readonly string[] => readdirSync(join(directory, 'attachments', 'unfinished'))

const wholeOf = async (bytes: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes ?? []) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const refusalOf = async (work: Promise<unknown>): Promise<AttachmentRefused> => {
  try {
    await work
  } catch (error) {
    if (error instanceof AttachmentRefused) return error
    throw error
  }
  throw new Error('nothing was refused')
}

t.test('a file is there when it is kept, under its digest, and once', async t => {
  const directory = folder(t)
  const store = storeIn(directory)
  const bytes = pdf('合同')
  const received = await store.receive('合同.pdf', inPieces(bytes))
  t.match(received, { digest: sm3(bytes), size: bytes.length, mediaType: 'application/pdf' })
  t.equal(await store.open(received.digest), null, 'received is not kept')
  t.equal(await store.check(received.digest), 'missing')
  await received.keep()
  const path = join(directory, 'attachments', received.digest.slice(0, 2), received.digest)
  t.same(readFileSync(path), bytes)
  t.same(unfinished(directory), [])
  t.equal(await store.check(received.digest), 'whole')
  const opened = await store.open(received.digest)
  t.equal(opened?.size, bytes.length)
  t.same(await wholeOf(opened?.bytes), bytes)
  await received.discard()
  t.equal(await store.check(received.digest), 'whole', 'what is kept is not discarded')

  const again = await store.receive('另一个名字.pdf', inPieces(bytes))
  await again.keep()
  t.same(unfinished(directory), [])
  t.equal(readdirSync(join(directory, 'attachments', received.digest.slice(0, 2))).length, 1, 'the same bytes are one file')
})

t.test('an altered or lost file is found, and mended by bringing it again', async t => {
  const directory = folder(t)
  const store = storeIn(directory, { digest: 'sha-256' })
  const bytes = pdf('验收单')
  const received = await store.receive('验收单.pdf', inPieces(bytes))
  await received.keep()
  t.equal(received.digest, createHash('sha256').update(bytes).digest('hex'), 'by the digest of the log')
  const path = join(directory, 'attachments', received.digest.slice(0, 2), received.digest)
  writeFileSync(path, pdf('验收単'))
  t.equal(await store.check(received.digest), 'altered')
  await (await store.receive('验收单.pdf', inPieces(bytes))).keep()
  t.equal(await store.check(received.digest), 'whole')
  unlinkSync(path)
  t.equal(await store.check(received.digest), 'missing')
  await store.put(received.digest, inPieces(bytes))
  t.equal(await store.check(received.digest), 'whole')
  t.match(await refusalOf(store.put('0'.repeat(64), inPieces(bytes))), { code: 'file-digest' })
  t.same(unfinished(directory), [])
  await t.rejects(store.check('../../etc/passwd'), TypeError, 'a name is a digest')
})

t.test('what is not taken leaves nothing behind', async t => {
  const directory = folder(t)
  const store = storeIn(directory, { bytesMax: 100 })
  const refused = async (name: string, bytes: Uint8Array) => (await refusalOf(store.receive(name, inPieces(bytes)))).code
  t.equal(await refused('空.pdf', Buffer.alloc(0)), 'file-empty')
  t.equal(await refused('大.pdf', pdf('x'.repeat(100))), 'file-too-large')
  t.equal(await refused('程序.exe', Buffer.from('MZ')), 'file-kind')
  t.equal(await refused('没有扩展名', pdf('')), 'file-kind')
  const message = (await refusalOf(store.receive('程序.exe', inPieces(Buffer.from('MZ'))))).message
  for (const ending of acceptedEndings) t.match(message, ending, 'the refusal names what is accepted')
  async function* broken() {
    yield pdf('开头')
    throw new Error('connection lost')
  }
  await t.rejects(store.receive('断.pdf', broken()), { message: 'connection lost' })
  t.same(unfinished(directory), [])
})

const zip = (entry: string): Buffer => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from(`....${entry}document.xml`)])
const ole = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(20)])
const taken: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['a.pdf', pdf('')],
  ['a.PDF', pdf('')],
  ['a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0])],
  ['a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
  ['a.docx', zip('word/')],
  ['a.xlsx', zip('xl/')],
  ['a.ofd', zip('OFD.xml')],
  ['a.zip', zip('')],
  ['a.doc', ole],
  ['a.xls', ole],
  ['a.txt', Buffer.from('满意度调查')],
  ['a.csv', Buffer.from([0xc2, 0xfa, 0xd2, 0xe2])],
]
const notTaken: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['程序.pdf', Buffer.from('MZ\0\0')],
  ['宏.docx', zip('xl/')],
  ['包.jar', zip('META-INF/')],
  ['网页.html', Buffer.from('<script>')],
  ['图.svg', Buffer.from('<svg>')],
  ['二进制.txt', Buffer.from('MZ\0\0')],
  ['表.xls', zip('xl/')],
  ['.pdf.exe', pdf('')],
]

t.test('kinds by content and name', async t => {
  const store = storeIn(folder(t))
  for (const [name, bytes] of taken) {
    const received = await store.receive(name, inPieces(bytes))
    t.ok(received.mediaType, name)
    await received.discard()
  }
  for (const [name, bytes] of notTaken) t.equal((await refusalOf(store.receive(name, inPieces(bytes)))).code, 'file-kind', name)
  t.ok(mayBeShownInline('application/pdf'))
  for (const type of ['text/plain', 'application/zip', 'text/html']) t.notOk(mayBeShownInline(type))
})

t.test('what a program left that died is swept after a while; what is being received is not', async t => {
  const directory = folder(t)
  const store = storeIn(directory)
  t.equal(await store.sweep(new Date()), 0, 'nothing there yet')
  const left = await store.receive('a.pdf', inPieces(pdf('left')))
  const [name = ''] = unfinished(directory)
  const path = join(directory, 'attachments', 'unfinished', name)
  utimesSync(path, new Date(0), new Date(0))
  await store.receive('b.pdf', inPieces(pdf('under way')))
  t.equal(await store.sweep(new Date(1000)), 1)
  t.notOk(existsSync(path))
  t.equal(unfinished(directory).length, 1)
  await t.rejects(left.keep(), { code: 'ENOENT' })
})
