/** A dossier: what its verifiers find, in the product and offline alike, and what they honestly leave open. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import { digestOfFact, type Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import { zipSync } from 'fflate'
import t from 'tap'
import { dossierFiles } from '../src/dossier/dossier-files.ts'
import { dossierReport } from '../src/dossier/dossier-report.ts'
import type { DossierProof, DossierStatement, TrustedOutside } from '../src/dossier/dossier-shape.ts'
import { exportDossier, zipDossier } from '../src/dossier/export-dossier.ts'
import { nodeTools } from '../src/dossier/node-tools.ts'
import { offlineTools } from '../src/dossier/offline-tools.ts'
import { unpackDossier } from '../src/dossier/unpack.ts'
import { verifierFiles } from '../src/dossier/verifier-files.ts'
import { verifyDossier } from '../src/dossier/verify-dossier.ts'
import { digestNames } from '../src/log-begun.ts'
import { headText } from '../src/log-head.ts'
import { sm3 } from '../src/node-digest.ts'
import { publicKeyText, signatureAlgorithms } from '../src/public-key.ts'
import { newKeyPair, signingKey } from '../src/signature.ts'
import { partsOfDossier } from './sealed-log.ts'

const key = signingKey('ed25519', newKeyPair('ed25519'))
const thief = signingKey('ed25519', newKeyPair('ed25519'))
const keys = [publicKeyText(key.publicKey)]
const parts = await partsOfDossier(key)
const sound = dossierFiles({ ...parts, verifiers: {} })
const nothing: TrustedOutside = { head: null, keys: null }
const trusting: TrustedOutside = { head: null, keys }

type Files = Readonly<Record<string, string>>
const check = (files: Files, trusted = trusting) => verifyDossier(new Map(Object.entries(files)), nodeTools, trusted)
const findings = async (files: Files, trusted = trusting): Promise<readonly string[]> => (await check(files, trusted)).findings

const facts = parts.facts
const ndjson = (facts: readonly Envelope[]): string => facts.map(fact => `${canonicalJson(fact)}\n`).join('')
const proofOf = (files: Files): DossierProof => JSON.parse(files['proof.json'] ?? '')

/** What a careful forger does: the manifest and the head are made to fit what was changed. */
const fitted = (changed: Files, facts: readonly Envelope[], put: Partial<DossierStatement> = {}): Files => {
  const { statement, signature } = proofOf(sound)
  const { 'proof.json': _, ...rest } = { ...sound, ...changed }
  const last = facts.at(-1)
  if (!last) throw new Error('a forger leaves something')
  const fits: DossierStatement = {
    ...statement,
    head: { revision: last.revision, digest: digestOfFact(sm3, last) },
    files: Object.fromEntries(Object.entries(rest).map(([name, text]) => [name, sm3(text)])),
    ...put,
  }
  return { ...rest, 'proof.json': JSON.stringify({ statement: fits, signature }) }
}

t.test('a sound dossier, with either digest and either signature: the same words in the product and offline', async t => {
  for (const algorithm of signatureAlgorithms)
    for (const digestName of digestNames) {
      const by = signingKey(algorithm, newKeyPair(algorithm))
      const files = new Map(Object.entries(dossierFiles({ ...(await partsOfDossier(by, digestName)), verifiers: {} })))
      const inProduct = await verifyDossier(files, nodeTools, { head: null, keys: [publicKeyText(by.publicKey)] })
      const offline = await verifyDossier(files, offlineTools, { head: null, keys: [publicKeyText(by.publicKey)] })
      t.strictSame(inProduct.findings, [], `${algorithm} over ${digestName}`)
      t.equal(dossierReport(inProduct), dossierReport(offline))
      t.match(inProduct.proven, [/6 条记录的摘要链/, /导出签名以来没有变过/, /涵盖其中前 4 条/])
      t.match(inProduct.unknown, [/其后的 2 条没有封印涵盖/, /没有给出卷宗之外保存的摘要头/])
    }
})

t.test('the offline digest is the digest of the log, whatever the text and its length', async t => {
  for (const text of ['', 'abc', '申报'.repeat(40), '😀𠮷', ...Array.from({ length: 140 }, (_, length) => 'a'.repeat(length))])
    for (const name of digestNames) t.equal(await offlineTools.digest(name, text), await nodeTools.digest(name, text))
})

t.test('whatever is changed without care is found, and named', async t => {
  const line = (index: number): string => `${canonicalJson(facts[index])}\n`
  const text = sound['facts.ndjson'] ?? ''
  const cases: readonly (readonly [string, Files, RegExp])[] = [
    ['a flipped byte', { 'facts.ndjson': text.replace('"ordinal":2', '"ordinal":3') }, /第 4 行：.*被改动过/],
    ['a removed middle', { 'facts.ndjson': text.replace(line(2), '') }, /第 3 行：.*应为第 2 号/],
    ['a cut end', { 'facts.ndjson': text.replace(line(5), '') }, /末尾的记录被删去/],
    ['a cut last line', { 'facts.ndjson': text.slice(0, -9) }, /末尾不完整/],
    ['a swapped pair', { 'facts.ndjson': text.replace(line(2) + line(3), line(3) + line(2)) }, /第 3 行：.*应为第 2 号/],
    ['a line twice', { 'facts.ndjson': text.replace(line(2), line(2) + line(2)) }, /第 4 行：.*插入、重复/],
    ['a changed last fact', { 'facts.ndjson': text.replace('"ordinal":5', '"ordinal":6') }, /末尾的记录被删去、改动/],
    [
      'a member twice',
      { 'facts.ndjson': text.replace('"actor":"drafter"', '"actor":"x","actor":"drafter"') },
      /第 1 行：不是规范写法/,
    ],
    ['another declaration', { 'facts.ndjson': text.replaceAll('declaration-a', 'declaration-b') }, /不属于这份卷宗/],
    ['a changed form', { 'form.json': (sound['form.json'] ?? '').replace('150', '151') }, /form\.json 与清单不符/],
    ['a changed explanation', { 'readme.txt': '' }, /readme\.txt 与清单不符/],
    ['an added file', { 'more.txt': '' }, /more\.txt 不在清单里/],
    ['no proof', { 'proof.json': '{}' }, /没有程序认识的 proof\.json/],
  ]
  for (const [name, changed, reason] of cases) t.match((await findings({ ...sound, ...changed })).join('\n'), reason, name)
  const { 'form.json': _, ...lacking } = sound
  t.match(await findings(lacking), [/缺少 form\.json/])
  t.match(await findings({ ...sound, 'proof.json': (sound['proof.json'] ?? '').replace(/"version": 1/g, '"version": 2') }), [
    /认识/,
  ])
})

t.test('a forger who makes all fit cannot make the signature fit', async t => {
  const cut = facts.slice(0, 5)
  t.match(
    await findings(fitted({ 'facts.ndjson': ndjson(cut) }, cut)),
    [/导出签名与内容不符/],
    'the end cut, where no seal covers it',
  )
  t.match(await findings(fitted({ 'form.json': '{}' }, facts)), [/导出签名与内容不符/], 'another form')
  const { signature, ...unsigned } = proofOf(sound)
  t.match(await findings({ ...sound, 'proof.json': JSON.stringify({ ...unsigned, signature: null }) }), [/签名或公钥被去掉/])
  const stripped = fitted({ 'form.json': '{}' }, facts, { algorithm: null, publicKey: null })
  t.match(await findings({ ...stripped, 'proof.json': JSON.stringify({ ...proofOf(stripped), signature: null }) }), [
    /没有导出签名，无法确认/,
  ])
  const flipped = `${signature?.startsWith('0') ? '1' : '0'}${signature?.slice(1)}`
  t.match(await findings({ ...sound, 'proof.json': JSON.stringify({ ...unsigned, signature: flipped }) }), [/导出签名与内容不符/])
})

const signedBy = (files: Files, by: typeof key): Files => {
  const statement: DossierStatement = {
    ...proofOf(files).statement,
    algorithm: by.publicKey.algorithm,
    publicKey: by.publicKey.hex,
  }
  return { ...files, 'proof.json': JSON.stringify({ statement, signature: by.sign(canonicalJson(statement)) }) }
}

t.test('who exports anew under a key of their own is found by the seal, and by whoever knows the key', async t => {
  const rebuilt = linkFacts(
    sm3,
    { stream: 'declaration-a', last: null },
    facts.map(fact => (fact.revision === 1 ? { ...fact, data: { target: '≥1(条/年)' } } : fact)),
  )
  const forged = signedBy(fitted({ 'facts.ndjson': ndjson(rebuilt) }, rebuilt), thief)
  t.match(await findings(forged, nothing), [/不是加封时/])
  t.match(await findings(forged), [/导出签名出自不认识的公钥/, /不是加封时/])

  const seal = proofOf(sound).statement.seal
  if (!seal) throw new Error('the sample is sealed')
  const heads = seal.heads.map(
    ([stream, revision, digest]) => [stream, revision, stream === 'declaration-a' ? sm3('x') : digest] as const,
  )
  const withHeads = fitted({ 'facts.ndjson': ndjson(rebuilt) }, rebuilt, { seal: { ...seal, heads } })
  t.match(await findings(signedBy(withHeads, key)), [/各流末尾与封印不符/])
  const otherSeal = { ...seal, statement: { ...seal.statement, facts: seal.statement.facts + 1 } }
  t.match(await findings(signedBy(fitted({}, facts, { seal: otherSeal }), key)), [/封印的签名与内容不符/])

  const whole = dossierFiles({ ...(await partsOfDossier(thief, 'sm3', '≥1(条/年)')), verifiers: {} })
  t.match(await findings(whole), [/导出签名出自不认识的公钥/, /封印出自不认识的公钥/])
  const believed = await check(whole, nothing)
  t.strictSame(believed.findings, [])
  t.match(believed.unknown.join('\n'), /公钥随卷宗而来/, 'who takes the key from the dossier cannot know, and is told so')
})

t.test('a rebuild by the holder of the key is found by a head from outside alone, and said to be unknowable without', async t => {
  const rebuilt = dossierFiles({ ...(await partsOfDossier(key, 'sm3', '≥1(条/年)')), verifiers: {} })
  const unknowing = await check(rebuilt)
  t.strictSame(unknowing.findings, [])
  t.match(unknowing.unknown.join('\n'), /持有密钥的人是否在导出之前重建过整个日志/)
  const [fourth] = facts.slice(3)
  const { seal } = proofOf(sound).statement
  if (!fourth || !seal) throw new Error('the sample has four facts and a seal')
  const ofDeclaration = headText({ facts: 4, digest: digestOfFact(sm3, fourth) })
  const ofLog = headText({ facts: seal.statement.facts, digest: seal.statement.heads })
  for (const head of [ofDeclaration, ofLog]) {
    t.match(await findings(rebuilt, { head, keys }), [/记录被重建过/])
    const kept = await check(sound, { head: ` ${head.toUpperCase()}\n`, keys })
    t.strictSame(kept.findings, [])
    t.match(kept.proven.join('\n'), /所信任的摘要头一致/)
  }
  t.match(await findings(sound, { head: '4', keys }), [/不是摘要头/])
})

t.test('without a seal and without a key the dossier says what that means', async t => {
  const bare = await check(dossierFiles({ ...parts, seal: null, key: null, verifiers: {} }), nothing)
  t.strictSame(bare.findings, [])
  t.match(bare.unknown.join('\n'), /没有导出签名：任何人都可以.*还没有封印/s)
})

t.test('a zip that programs would read differently, or that is none, is refused', async t => {
  const zip = zipDossier(sound, parts.exportedAt)
  const unpacked = unpackDossier(zip)
  t.strictSame(unpacked.ok && Object.fromEntries(unpacked.files), sound)
  t.strictSame(zipDossier(sound, parts.exportedAt), zip, 'the same content, the same bytes')
  const name = 'form.json'
  const twice = Buffer.from(zipDossier({ ...sound, 'from.json': '{}' }, parts.exportedAt))
  for (let at = twice.indexOf('from.json'); at !== -1; at = twice.indexOf('from.json', at + 1)) twice.write(name, at)
  t.match(unpackDossier(twice), { ok: false, reason: /两个 form\.json/ })
  t.match(unpackDossier(zip.slice(0, -30)), { ok: false })
  t.match(unpackDossier(new Uint8Array(0)), { ok: false })
  t.match(unpackDossier(zipSync({ 'a.txt': new Uint8Array(1) })), { ok: false, reason: /这不是卷宗/ })
  t.match(unpackDossier(zipSync({ 'proof.json': Uint8Array.of(0xff, 0xfe) })), { ok: false })
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`${n}.txt`, new Uint8Array(0)]))
  t.match(unpackDossier(zipSync(many)), { ok: false, reason: /太多或太大/ })
})

t.test('verify.mjs runs alone and says the same', async t => {
  const zip = exportDossier(parts)
  const unpacked = unpackDossier(zip)
  if (!unpacked.ok) throw new Error(unpacked.reason)
  const folder = t.testdir({ 'dossier.zip': Buffer.from(zip), key: keys.join('\n'), out: Object.fromEntries(unpacked.files) })
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'out', 'verify.mjs'), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: {},
    })
    return { status, stdout, stderr }
  }
  const said = dossierReport(await verifyDossier(unpacked.files, nodeTools, trusting))
  t.strictSame(run('dossier.zip', '--key', 'key'), { status: 0, stdout: said, stderr: '' })
  t.strictSame(run('--key', 'key'), { status: 0, stdout: said, stderr: '' }, 'unpacked, beside its files')
  writeFileSync(join(folder, 'out', 'form.json'), '{}')
  t.match(run(), { status: 1, stdout: /核验没有通过.*form\.json 与清单不符/s })
  t.match(run('nowhere.zip'), { status: 2, stderr: /没有“nowhere\.zip”/ })
  t.match(run('dossier.zip', '--trust'), { status: 2, stderr: /用法/ })
})

t.test('verify.html carries the same program, and names no machine and no network', async t => {
  const page = verifierFiles()['verify.html'] ?? ''
  const [, script = ''] = /<script type="module">\n(.*)<\/script>\n<\/body>/s.exec(page) ?? []
  t.match(page, "default-src 'none'")
  t.notMatch(script, '</script')
  for (const text of Object.values(verifierFiles())) t.notMatch(text, pathToFileURL('.').pathname)
  const zip = exportDossier(parts)
  const unpacked = unpackDossier(zip)
  if (!unpacked.ok) throw new Error(unpacked.reason)
  const folder = t.testdir({
    'page.mjs': `export const open = document => {}\n${script.replace('runPage(document)', 'export { runPage }')}`,
  })
  const { runPage } = await import(pathToFileURL(join(folder, 'page.mjs')).href)
  const changed: (() => Promise<void>)[] = []
  const fields = Object.fromEntries(
    ['zip', 'head', 'keys', 'answer'].map(name => [
      `#${name}`,
      {
        value: name === 'keys' ? keys.join() : '',
        files: [{ arrayBuffer: async () => Uint8Array.from(zip).buffer }],
        textContent: '',
        addEventListener: (_: string, act: () => Promise<void>) => changed.push(act),
      },
    ]),
  )
  runPage({ querySelector: (selector: string) => fields[selector] ?? null })
  await changed[0]?.()
  t.equal(fields['#answer']?.textContent, dossierReport(await verifyDossier(unpacked.files, nodeTools, trusting)))
})
