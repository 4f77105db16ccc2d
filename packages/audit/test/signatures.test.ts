/** Both signatures against the examples of their standards, and against what is no signature. */
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { holdsEd25519, signEd25519 } from '../src/ed25519.ts'
import { keyIdOf, parsePublicKeys, publicKeyText, signatureAlgorithms } from '../src/public-key.ts'
import { createSealKey, ensureSealKey, readSealKey, SealKeyFault, sealKeyFile, sealPublicKeyFile } from '../src/seal-key-file.ts'
import { isSigned, newKeyPair, signingKey } from '../src/signature.ts'
import { holdsSm2, signSm2 } from '../src/sm2.ts'

t.test('Ed25519: the first two tests of RFC 8032', async t => {
  const [empty, letter] = [
    {
      privateHex: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      publicHex: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    },
    {
      privateHex: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      publicHex: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    },
  ]
  const ofEmpty =
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
  const ofLetter =
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'
  t.equal(signEd25519('', empty), ofEmpty)
  t.equal(signEd25519('r', letter), ofLetter)
  t.ok(holdsEd25519('r', ofLetter, letter.publicHex))
  t.notOk(holdsEd25519('s', ofLetter, letter.publicHex))
})

t.test('SM2: the example of GB/T 32918.5', async t => {
  const pair = {
    privateHex: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
    publicHex:
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  }
  const published =
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa'
  t.ok(holdsSm2('message digest', published, pair.publicHex))
  t.notOk(holdsSm2('message digesT', published, pair.publicHex))
  t.ok(holdsSm2('message digest', signSm2('message digest', pair), pair.publicHex))
  t.not(signSm2('x', pair), signSm2('x', pair), 'a one-time number is used once')
})

t.test('what is no key and no signature signed nothing, and nothing is thrown', async t => {
  for (const algorithm of signatureAlgorithms) {
    const { publicKey, sign } = signingKey(algorithm, newKeyPair(algorithm))
    const signature = sign('封印')
    t.ok(isSigned('封印', { signature, publicKey }), `${algorithm}: canary`)
    t.notOk(isSigned('封印 ', { signature, publicKey }))
    for (const wrong of ['', '0', signature.toUpperCase(), `${signature}00`, '0'.repeat(128), 'f'.repeat(128), 'z'.repeat(128)])
      t.notOk(isSigned('封印', { signature: wrong, publicKey }), `${algorithm} ${wrong.slice(0, 8)}`)
    for (const hex of ['', '00', publicKey.hex.toUpperCase(), `04${'0'.repeat(128)}`, `04${'f'.repeat(128)}`, 'f'.repeat(64)])
      t.notOk(isSigned('封印', { signature, publicKey: { algorithm, hex } }), `${algorithm} key ${hex.slice(0, 8)}`)
  }
  const [one, two] = [newKeyPair('ed25519'), newKeyPair('ed25519')]
  t.throws(() => signingKey('ed25519', { ...one, publicHex: two.publicHex }), RangeError)
})

t.test('public keys on paper are read back, and what is none is shown', async t => {
  const keys = signatureAlgorithms.map(algorithm => signingKey(algorithm, newKeyPair(algorithm)).publicKey)
  const text = `\ufeff# 公钥\r\n\r\n${keys.map(key => `  ${publicKeyText(key).toUpperCase()}\r\n`).join('')}`
  t.strictSame(parsePublicKeys(text), { ok: true, keys })
  for (const wrong of ['ed25519', 'ed25519:00', 'rsa:00', `sm2:${'0'.repeat(130)}`, 'ed25519:a:b'])
    t.match(parsePublicKeys(`# x\n${wrong}`), { ok: false, unreadable: wrong })
})

t.test('the key of a data directory: made once, for the server alone, never replaced', async t => {
  const directory = t.testdir({})
  t.equal(readSealKey(directory), null)
  const key = ensureSealKey(directory, 'sm2')
  t.strictSame(readSealKey(directory)?.publicKey, key.publicKey)
  t.strictSame(ensureSealKey(directory, 'ed25519').publicKey, key.publicKey)
  t.equal(statSync(sealKeyFile(directory)).mode & 0o777, 0o600)
  t.strictSame(parsePublicKeys(readFileSync(sealPublicKeyFile(directory), 'utf8')), { ok: true, keys: [key.publicKey] })
  t.match(readFileSync(sealPublicKeyFile(directory), 'utf8'), keyIdOf(key.publicKey))
  t.throws(() => createSealKey(directory, 'ed25519'), SealKeyFault)
  chmodSync(sealKeyFile(directory), 0o640)
  t.throws(() => readSealKey(directory), /其他账号/)
})

t.test('a key file that is damaged says so', async t => {
  const directory = t.testdir({})
  const file = join(directory, 'seal-key.json')
  const [one, two] = [newKeyPair('ed25519'), newKeyPair('ed25519')]
  for (const content of [
    '',
    '{}',
    JSON.stringify({ algorithm: 'ed25519', publicKey: one.publicHex, privateKey: two.privateHex }),
  ]) {
    writeFileSync(file, content, { mode: 0o600 })
    t.throws(() => readSealKey(directory), SealKeyFault)
  }
})
