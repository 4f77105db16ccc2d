/** Seals: what they find that the chains cannot, and what they honestly do not find. */
import { feedPages } from '@shenbao/event-store/feed-pages.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import t from 'tap'
import { beginLog, digestOfLog } from '../src/begin-log.ts'
import type { KeysToTrust } from '../src/check-seal.ts'
import { sm3 } from '../src/node-digest.ts'
import { keyIdOf } from '../src/public-key.ts'
import { SealStatement, sealStream, textOfStatement } from '../src/seal.ts'
import { newSealer, sealLog } from '../src/seal-log.ts'
import { newKeyPair, type SigningKey, signingKey } from '../src/signature.ts'
import { verifyLog } from '../src/verify-log.ts'
import { pagesOf, streamOf } from './sample-log.ts'

const now = () => ({ today: '2026-03-02', recordedAt: '2026-03-02T01:02:03.004Z' })
const newKey = (algorithm: 'ed25519' | 'sm2' = 'ed25519'): SigningKey => signingKey(algorithm, newKeyPair(algorithm))
const key = newKey()
const thief = newKey()
const log = { name: 'sm3', digest: sm3 } as const

const allFacts = async (store: EventStore): Promise<readonly Envelope[]> =>
  (await store.readAll(null, 1000)).map(({ fact }) => fact)

const a = streamOf('declaration-a', 6)
const b = streamOf('declaration-b', 4)

const write = async (store: EventStore, facts: readonly Envelope[]): Promise<void> => {
  for (const fact of facts) await store.append(fact.stream, fact.revision - 1, [fact])
}

/** A log with two seals: a and b in parts, a seal after each, and two facts after the last seal. 13 facts. */
const sealedLog = async (by: SigningKey, first = a): Promise<readonly Envelope[]> => {
  const store = memoryEventStore()
  const seal = newSealer({ store, log, key: by, now })
  await beginLog({ store, now }, 'sm3')
  await write(store, [...first.slice(0, 3), ...b.slice(0, 2)])
  await seal()
  await write(store, [...first.slice(3, 5), ...b.slice(2, 3)])
  await seal()
  await write(store, [...first.slice(5), ...b.slice(3)])
  return allFacts(store)
}

const whole = await sealedLog(key)
const check = (facts: readonly Envelope[], keys: KeysToTrust = [key.publicKey]) => verifyLog(pagesOf(facts), sm3, { keys })
const reasons = async (facts: readonly Envelope[], keys?: KeysToTrust): Promise<readonly string[]> =>
  (await check(facts, keys)).breaks.map(({ stream, revision, reason }) => `${stream}@${revision} ${reason}`)
const at = (stream: string, revision: number): Envelope => {
  const fact = whole.find(fact => fact.stream === stream && fact.revision === revision)
  if (!fact) throw new Error(`the sample log has no ${stream}@${revision}`)
  return fact
}
const swap = (old: Envelope, put: Envelope): readonly Envelope[] => whole.map(fact => (fact === old ? put : fact))
const sealAt = (revision: number): Readonly<{ statement: SealStatement; signature: string }> => {
  const { statement, signature } = at(sealStream, revision).data
  return { statement: SealStatement.parse(statement), signature: String(signature) }
}

t.test('an untouched log: every seal fits, and what is not sealed is counted', async t => {
  const { breaks, seals, facts } = await check(whole)
  t.strictSame([breaks, facts], [[], 13])
  t.match(seals, { count: 2, sound: 2, unsealed: 2, keys: [key.publicKey], trust: { kept: true } })
  t.match(seals.last, { revision: 1, statement: { facts: 10, brokenStreams: 0, keyId: keyIdOf(key.publicKey) } })
  t.equal(seals.last?.heads.get('declaration-a')?.revision, 4)
  t.match((await check(whole, 'first')).seals, { sound: 2, trust: null }, 'who sealed is not judged without a key from outside')
})

t.test('with either algorithm, over either digest; a seal on nothing new is not set', async t => {
  for (const algorithm of ['ed25519', 'sm2'] as const)
    for (const name of ['sm3', 'sha-256'] as const) {
      const store = memoryEventStore()
      await beginLog({ store, now }, name)
      const parts = { store, log: await digestOfLog(store), key: newKey(algorithm), now }
      t.equal((await sealLog(parts)).outcome, 'sealed')
      t.equal((await sealLog(parts)).outcome, 'nothing-new')
      await write(store, streamOf('declaration-a', 3, '≥1', parts.log.digest))
      t.match(await sealLog(parts), { outcome: 'sealed', seal: { statement: { digest: name, algorithm, facts: 5 } } })
      const { breaks, seals } = await verifyLog(feedPages(store), parts.log.digest, { keys: [parts.key.publicKey] })
      t.strictSame([breaks, seals.sound, seals.unsealed], [[], 2, 0], `${algorithm} over ${name}`)
    }
  const empty = memoryEventStore()
  t.equal((await sealLog({ store: empty, log, key, now })).outcome, 'nothing-new', 'an empty log')
})

t.test('what no chain finds, a seal does', async t => {
  const lastOfA = at('declaration-a', 4)
  const rebuilt = streamOf('declaration-a', 6, '≥1(条/年)')
  for (const [name, falsified] of [
    ['a whole stream taken out', whole.filter(({ stream }) => stream !== 'declaration-b')],
    ['a stream built anew', whole.map(fact => (fact.stream === 'declaration-a' ? (rebuilt[fact.revision] ?? fact) : fact))],
    ['the end of one stream cut off', whole.filter(({ stream, revision }) => stream !== 'declaration-a' || revision < 3)],
    [
      'the last fact changed',
      swap(lastOfA, { ...lastOfA, actor: 'somebody-else' }).filter(fact => fact !== at('declaration-a', 5)),
    ],
    ['the beginning taken out', whole.filter(({ stream }) => stream !== 'log')],
  ] as const) {
    const chainsAlone = falsified.filter(({ stream }) => stream !== sealStream)
    t.strictSame(await reasons(chainsAlone, 'first'), [], `${name}: the chains hold`)
    t.match(await reasons(falsified), [/^seals@\d .*(已不是加封时|却不是这么多)/], name)
  }
})

t.test('a flipped byte, a removed middle, a swapped pair: the chain names the place, the seal the time', async t => {
  const target = at('declaration-a', 1)
  const flipped = swap(target, { ...target, data: { ...target.data, target: '≥151(条/年)' } })
  t.match(await reasons(flipped), [/^declaration-a@2 .*被改动过/, /^seals@0 .*已不是加封时/])
  const removed = whole.filter(fact => fact !== at('declaration-b', 1))
  t.match(await reasons(removed), [/^seals@0 /, /^declaration-b@2 .*被删去/])
  const [one, two] = [at('declaration-a', 3), at('declaration-a', 4)]
  const swapped = whole.map(fact => (fact === one ? two : fact === two ? one : fact))
  t.match(await reasons(swapped), [/^declaration-a@4 .*应为第 3 号/, /^seals@1 /])
})

t.test('the seal before the first misfit still vouches for what it covers', async t => {
  const target = at('declaration-a', 3)
  const { seals } = await check(swap(target, { ...target, actor: 'somebody-else' }))
  t.match(seals, { count: 2, sound: 1, last: { revision: 0, statement: { facts: 6 } }, unsealed: 6 })
})

t.test('a forged seal is named, whatever of it is forged', async t => {
  const { statement, signature } = sealAt(1)
  const good = at(sealStream, 1)
  const put = (data: Envelope['data'], rest: Partial<Envelope> = {}) => swap(good, { ...good, ...rest, data })
  const other = `${signature.startsWith('0') ? '1' : '0'}${signature.slice(1)}`
  for (const [name, falsified] of [
    ['the signature', put({ statement, signature: other })],
    ['the signature of another seal', put({ statement, signature: sealAt(0).signature })],
    ['the number of facts', put({ statement: { ...statement, facts: 9 }, signature })],
    ['what was known to be broken', put({ statement: { ...statement, brokenStreams: 1 }, signature })],
    ['the time', put({ statement: { ...statement, sealedAt: '2025-01-01T00:00:00.000Z' }, signature })],
    ['the key, kept its name', put({ statement: { ...statement, publicKey: thief.publicKey.hex }, signature })],
  ] as const)
    t.match(await reasons(falsified), [/^seals@1 .*伪造/], name)
  for (const data of [{}, { statement, signature, more: 1 }, { statement: { ...statement, version: 2 }, signature }] as const)
    t.match(await reasons(put(data)), [/^seals@1 .*不是程序认识的封印/])
  t.match(await reasons(put(good.data, { schemaVersion: 2 })), [/^seals@1 .*不是程序认识的封印/])
  t.match(await reasons(put(good.data, { recordedAt: '2025-01-01T00:00:00.000Z' })), [/^seals@1 .*记录时间却是/])
  const posing = { ...statement, publicKey: thief.publicKey.hex }
  const signed = put({ statement: posing, signature: thief.sign(textOfStatement(posing)) })
  t.match(await reasons(signed), [/^seals@1 .*伪造/], 'signed properly, under the name of another key')
})

t.test('a seal by somebody else is named as that', async t => {
  const store = memoryEventStore()
  await write(store, whole)
  await sealLog({ store, log, key: thief, now })
  const facts = await allFacts(store)
  t.match(await reasons(facts), [/^seals@2 .*不认识的密钥/])
  t.match(await reasons(facts, 'first'), [/^seals@2 .*另一把密钥/])
  t.strictSame(await reasons(facts, [key.publicKey, thief.publicKey]), [], 'a key that was really replaced: both are given')
  t.match(await reasons(facts, [thief.publicKey]), [/^seals@0 /, /^seals@1 /])
})

t.test('a seal taken from elsewhere, twice, or too early does not fit', async t => {
  const elsewhere = await sealedLog(key, streamOf('declaration-a', 6, '≥1(条/年)'))
  const foreign = elsewhere.find(({ stream, revision }) => stream === sealStream && revision === 1)
  if (!foreign) throw new Error('the other log is sealed too')
  t.match(await reasons(swap(at(sealStream, 1), { ...foreign, previous: at(sealStream, 1).previous })), [
    /^seals@1 .*已不是加封时/,
  ])
  const seals = whole.filter(({ stream }) => stream === sealStream)
  const rest = whole.filter(({ stream }) => stream !== sealStream)
  t.match(await reasons([...seals, ...rest]), [/^seals@0 .*却不是这么多/])
})

t.test('a rebuild by someone without the key is found by whoever knows the key', async t => {
  const rebuilt = await sealedLog(thief, streamOf('declaration-a', 6, '≥1(条/年)'))
  t.match((await check(rebuilt)).seals.trust, { kept: false, reason: /没有一枚出自所信任的公钥/ })
  t.match((await check(rebuilt.filter(({ stream }) => stream !== sealStream))).seals.trust, { kept: false, reason: /0 枚封印/ })
  const believed = await check(rebuilt, 'first')
  t.strictSame([believed.breaks, believed.seals.trust], [[], null], 'who takes the key from the log itself cannot know')
})

t.test('a rebuild by someone who holds the key is found by a head from outside, and by nothing else', async t => {
  const trusted = { head: (await check(whole)).head, keys: [key.publicKey] }
  const rebuilt = await sealedLog(key, streamOf('declaration-a', 6, '≥1(条/年)'))
  const unknowing = await check(rebuilt)
  t.strictSame([unknowing.breaks, unknowing.seals.trust, unknowing.trust], [[], { kept: true }, null])
  const knowing = await verifyLog(pagesOf(rebuilt), sm3, trusted)
  t.match(knowing.trust, { kept: false, reason: /整个日志被重建过/ })
})

t.test('an end cut off together with its seals leaves no trace but in a head from outside', async t => {
  const { head } = await check(whole)
  const cut = whole.slice(0, 8)
  const unknowing = await check(cut)
  t.strictSame([unknowing.breaks, unknowing.seals.unsealed], [[], 1])
  t.match((await verifyLog(pagesOf(cut), sm3, { head })).trust, { kept: false, reason: /末尾的记录被删去/ })
})

t.test('facts recorded while a seal is made go under the next one', async t => {
  const store = memoryEventStore()
  await write(store, a.slice(0, 3))
  const busy: EventStore = {
    ...store,
    append: async (stream, expected, facts) => {
      if (stream === sealStream) await write(store, b.slice(0, 2))
      return store.append(stream, expected, facts)
    },
  }
  t.match(await sealLog({ store: busy, log, key, now }), { outcome: 'sealed', seal: { statement: { facts: 3 } } })
  const { breaks, seals } = await verifyLog(feedPages(store), sm3)
  t.strictSame([breaks, seals.sound, seals.unsealed], [[], 1, 2])
})

t.test('two servers that seal at once: one seal each time, or both in order', async t => {
  const store = memoryEventStore()
  const sealers = [newSealer({ store, log, key, now }), newSealer({ store, log, key, now })]
  for (const fact of a) {
    await write(store, [fact])
    await Promise.all(sealers.map(seal => seal()))
  }
  const { breaks, seals } = await verifyLog(feedPages(store), sm3, { keys: [key.publicKey] })
  t.strictSame([breaks, seals.unsealed, seals.sound >= a.length, seals.sound === seals.count], [[], 0, true, true])
})

t.test('a seal on a log that is broken says so, and keeps the rest as it is', async t => {
  const facts = a.map(fact => (fact.revision === 1 ? { ...fact, actor: 'somebody-else' } : fact))
  const store = memoryEventStore()
  await write(store, facts)
  t.match(await sealLog({ store, log, key, now }), {
    outcome: 'sealed',
    seal: { statement: { brokenStreams: 1 } },
    breaks: [{ revision: 2 }],
  })
  const { breaks, seals } = await verifyLog(feedPages(store), sm3)
  t.strictSame([breaks.length, seals.sound], [1, 1])
})

t.test('what a sealer has read once it does not believe from the disk again', async t => {
  const rebuilt = streamOf('declaration-a', 6, '≥1(条/年)')
  const onDisk = ({ stream, revision }: Envelope): Envelope | undefined =>
    stream === 'declaration-a' ? rebuilt[revision] : undefined
  for (const [name, isRestarted, sound] of [
    ['went on', false, 0],
    ['was started anew', true, 1],
  ] as const) {
    const store = memoryEventStore()
    let isAltered = false
    const disk: EventStore = {
      ...store,
      readAll: async (after, limit) =>
        (await store.readAll(after, limit)).map(({ position, fact }) => ({
          position,
          fact: (isAltered && onDisk(fact)) || fact,
        })),
    }
    const seal = newSealer({ store: disk, log, key, now })
    await write(store, a.slice(0, 4))
    await seal()
    isAltered = true
    await write(store, b.slice(0, 1))
    await (isRestarted ? newSealer({ store: disk, log, key, now }) : seal)()
    const { breaks, seals } = await verifyLog(feedPages(disk), sm3)
    t.match(breaks, [{ stream: sealStream, revision: 0 }], 'the seal set before the change does not fit')
    t.equal(seals.sound, sound, `the sealer ${name}`)
  }
})
