import assert from 'node:assert/strict'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import fc from 'fast-check'
import t from 'tap'
import { headOf, verifyStream } from '../src/chain.ts'
import { sha256, sm3 } from '../src/node-digest.ts'
import { anotherFact, streamOf } from './sample-log.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const brokenAt = (facts: readonly Envelope[]): number | null => {
  const verdict = verifyStream(facts, sm3)
  return verdict.ok ? null : verdict.break.revision
}

t.test('the digests are those of the standards', async t => {
  t.equal(sm3('abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  t.equal(sm3('abcd'.repeat(16)), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  t.equal(sha256('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

t.test('an untouched stream holds, and its head is the digest of its last fact', async t => {
  const facts = streamOf('declaration-a', 5)
  const last = facts.at(-1)
  if (!last) throw new Error('five facts have a last one')
  t.strictSame(verifyStream(facts, sm3), { ok: true, head: headOf(last, sm3) })
  t.strictSame(verifyStream([], sm3), { ok: true, head: null })
  t.equal(verifyStream(facts, sha256).ok, false, 'a chain holds under its own digest only')
})

t.test('each way to falsify a stream is found where it breaks, and named in a sentence', async t => {
  const facts = streamOf('declaration-a', 6)
  const changed = facts.map(fact => (fact.revision === 2 ? { ...fact, data: { ...fact.data, target: '≥149(条/年)' } } : fact))
  const swapped = [...facts.slice(0, 2), ...facts.slice(2, 4).reverse(), ...facts.slice(4)]
  const renumbered = [...facts.slice(0, 2), ...facts.slice(3)].map((fact, revision) => ({ ...fact, revision }))
  const cases: readonly (readonly [string, readonly Envelope[], number, RegExp])[] = [
    ['changed', changed, 3, /第 2 号被改动过/],
    ['removed from the middle', [...facts.slice(0, 2), ...facts.slice(3)], 3, /应为第 2 号.*被删去/],
    ['removed and renumbered', renumbered, 2, /不符/],
    ['removed from the beginning', facts.slice(1), 1, /最早的记录应为第 0 号/],
    ['removed from the beginning and renumbered', facts.slice(1).map((fact, revision) => ({ ...fact, revision })), 0, /不应带有/],
    ['swapped', swapped, 3, /应为第 2 号/],
    ['twice', [...facts.slice(0, 3), ...facts.slice(2)], 2, /插入、重复或调换/],
    ['inserted', [...facts.slice(0, 3), anotherFact(facts[2]), ...facts.slice(3)], 3, /插入、重复或调换/],
    ['from another stream', [...facts.slice(0, 3), ...streamOf('declaration-b', 4).slice(3)], 3, /属于“declaration-b”/],
  ]
  for (const [name, falsified, revision, reason] of cases) {
    const verdict = verifyStream(falsified, sm3)
    if (verdict.ok) t.fail(`${name} was not found`)
    else {
      t.equal(verdict.break.revision, revision, name)
      t.match(verdict.break.reason, reason, name)
    }
  }
})

t.test('what a bare chain cannot know: a cut end, a changed last fact, a stream written anew', async t => {
  const facts = streamOf('declaration-a', 6)
  const last = facts.at(-1)
  if (!last) throw new Error('six facts have a last one')
  t.equal(brokenAt(facts.slice(0, 4)), null)
  t.equal(brokenAt([...facts.slice(0, -1), { ...last, actor: 'somebody-else' }]), null)
  t.equal(brokenAt(streamOf('declaration-a', 6, '≥1(条/年)')), null)
})

t.test('whatever member of whatever fact but the last is changed, the break is at the next one', async () => {
  const facts = streamOf('declaration-a', 6)
  const members = [
    'id',
    'type',
    'schemaVersion',
    'actor',
    'onBehalfOf',
    'commandId',
    'commandDigest',
    'effectiveOn',
    'recordedAt',
  ]
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4 }), fc.constantFrom(...members), fc.string(), (revision, member, value) => {
      fc.pre(facts[revision]?.[member as keyof Envelope] !== value)
      const falsified = facts.map(fact => (fact.revision === revision ? { ...fact, [member]: value } : fact))
      assert.equal(brokenAt(falsified), revision + 1)
    }),
  )
})
