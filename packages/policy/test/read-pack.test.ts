import { readFileSync } from 'node:fs'
import t from 'tap'
import { packSchema } from '../src/pack-schema.ts'
import { findPack } from '../src/packs.ts'
import { readPack } from '../src/read-pack.ts'
import { central } from './evaluations.ts'

const written = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../packs/${name}.json`, import.meta.url), 'utf8'))
const problems = (input: unknown) => {
  const read = readPack(input, central)
  return 'problems' in read ? read.problems : []
}

t.test('the packs as they stand in their files are read as they are shipped', async t => {
  t.match(readPack(written('cn-central-2021'), central), { pack: central, taken: [] })
  const local = readPack(written('sh-2026'), central)
  t.match(local, { pack: findPack('SH-2026') })
  t.ok('taken' in local && local.taken.includes('weights') && !local.taken.includes('completeness'))
})

t.test('everything that is wrong is said at once, by place', async t => {
  const pack = { ...written('cn-central-2021'), extra: 1, title: undefined, execution: { weight: 10, zeroBudget: 'NONE' } }
  t.same(problems(pack), [
    { path: 'title', message: '缺少这一项，请补上' },
    { path: 'execution.basis', message: '缺少这一项，请补上' },
    { path: 'execution.weight', message: '应为文字（数字也写在引号里，如 "0.90"）' },
    { path: 'execution.zeroBudget', message: '只能是：NOT_SCORED_REWEIGHT、FULL、ZERO' },
    { path: 'execution.reasonBelow', message: '缺少这一项，请补上' },
    { path: 'extra', message: '没有这一项，请删除或改正名称' },
  ])
})

t.test('numbers that do not fit together are found', async t => {
  const { weights } = central
  const heavy = { ...weights, withoutCost: { ...weights.withoutCost, output: '60' } }
  t.same(problems({ ...written('sh-2026'), weights: heavy }), [
    { path: 'weights.withoutCost', message: '与预算执行率分值之和须为 100' },
  ])
  const bands = { ...central.gradeBands, bands: central.gradeBands.bands.toReversed() }
  t.match(problems({ ...written('sh-2026'), gradeBands: bands }), [{ path: 'gradeBands.bands' }, { path: 'gradeBands.bands' }])
})

t.test('any JSON value is answered', async t => {
  for (const input of [null, 1, 'text', [], {}, { id: 7, version: 'x', weights: null, review: [] }])
    t.ok(problems(input).length > 0, JSON.stringify(input))
  t.match(problems({}), [{ path: 'id' }, { path: 'version' }, { path: 'title' }, { path: 'basis' }], 'groups may be left out')
})

t.test('the published schema is the schema that is checked with', async t => {
  const published = JSON.parse(readFileSync(new URL('../policy.schema.json', import.meta.url), 'utf8'))
  t.same(published, packSchema(), 'otherwise: node infra/scripts/write-policy-schema.ts')
})
