import { createHash } from 'node:crypto'
import t from 'tap'
import { DEFAULT_PACK_ID, findPack, packDigest, packIds, policyReference } from '../src/packs.ts'
import { central } from './evaluations.ts'

const digest = (text: string) => createHash('sm3').update(text, 'utf8').digest('hex')

t.test('a pack is found by id, the newest version unless one is named', async t => {
  t.strictSame(packIds, ['CN-CENTRAL-2021', 'CN-CENTRAL-2015', 'SH-2026'])
  t.equal(findPack(DEFAULT_PACK_ID), central)
  t.equal(findPack('CN-CENTRAL-2021', 1), central)
  t.equal(findPack('CN-CENTRAL-2021', 99), null)
  t.equal(findPack('NO-SUCH-PACK'), null)
})

t.test('a local pack says what differs and takes the rest', async t => {
  const shanghai = findPack('SH-2026')
  t.match(shanghai, { completeness: { requireCost: 'error' }, weights: central.weights, execution: central.execution })
  t.equal(central.completeness.requireCost, 'warning')
})

t.test('a published version never changes: scores recorded under it must stay recomputable', async t => {
  const published = packIds.map(id => findPack(id)).flatMap(pack => (pack ? [policyReference(digest, pack)] : []))
  t.strictSame(published, [
    { id: 'CN-CENTRAL-2021', version: 1, digest: '57e186c6780851bc7d6580710f0e47763d48ab711b285aad8db754936c635ee5' },
    { id: 'CN-CENTRAL-2015', version: 1, digest: '730320b2a07422e2dcd442108a1f79118160037b3d3aa32bc64119386dbc379d' },
    { id: 'SH-2026', version: 1, digest: '1451156734cfdedbef9840d3b1ee7b140862b7bcfbad04d3ef4bcc265e44f898' },
  ])
})

t.test('canary: any number changed is another digest', async t => {
  t.not(packDigest(digest, { ...central, reviewer: { ...central.reviewer, deviationFlag: '11' } }), packDigest(digest, central))
  t.equal(packDigest(digest, structuredClone(central)), packDigest(digest, central))
})
