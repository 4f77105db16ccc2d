/** Samples for spot checks: drawn by seed, drawn again by anybody. */
import assert from 'node:assert/strict'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import { drawSample, populationDigest, type SamplingUnit } from '../src/draw-sample.ts'
import { type DrawASample, decideSample, MOST_UNITS, redraw } from '../src/samples.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const units = (count: number): readonly SamplingUnit[] =>
  Array.from({ length: count }, (_, place) => ({ id: `unit-${place}`, amount: String(place * 1_000) }))

const population = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 8 }),
    amount: fc.option(fc.bigInt({ min: 0n, max: 10n ** 17n }).map(String), { nil: null }),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 40 },
)
const draw = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 20 }),
  size: fc.integer({ min: 1, max: 50 }),
  method: fc.constantFrom('equal' as const, 'amount' as const),
  population,
})

t.test(
  'the same seed and population give the same sample, in whatever order they come; nothing twice, never too many',
  async () => {
    fc.assert(
      fc.property(draw, asked => {
        const drawn = drawSample(asked, sm3)
        assert.deepEqual(drawSample({ ...asked, population: asked.population.toReversed() }, sm3), drawn)
        assert.equal(new Set(drawn).size, drawn.length)
        const amounts = asked.population.filter(({ amount }) => amount !== null && amount !== '0').length
        assert.equal(drawn.length, Math.min(asked.size, asked.method === 'equal' ? asked.population.length : amounts))
        for (const id of drawn) assert.ok(asked.population.some(unit => unit.id === id))
        // A larger sample of the same seed begins with the smaller one: nobody can tell by the size what will be drawn.
        assert.deepEqual(drawSample({ ...asked, size: asked.size + 1 }, sm3).slice(0, drawn.length), drawn)
      }),
      { numRuns: runs(100) },
    )
  },
)

/** How often each unit is drawn over many seeds. */
const counts = (
  method: 'equal' | 'amount',
  of: readonly SamplingUnit[],
  size: number,
  seeds: number,
): ReadonlyMap<string, number> => {
  const times = new Map<string, number>()
  for (let seed = 0; seed < seeds; seed += 1)
    for (const id of drawSample({ seed: `seed ${seed}`, size, method, population: of }, sm3))
      times.set(id, (times.get(id) ?? 0) + 1)
  return times
}

t.test('everybody is drawn about equally often; by amount, in proportion to it', async t => {
  const times = counts('equal', units(20), 5, 2_000)
  for (const { id } of units(20)) t.ok(Math.abs((times.get(id) ?? 0) - 500) < 100, `${id}: ${times.get(id)} of 500`)
  const large = [
    { id: 'a', amount: '100' },
    { id: 'b', amount: '300' },
    { id: 'blank', amount: null },
  ]
  const weighed = counts('amount', large, 1, 2_000)
  t.ok(Math.abs((weighed.get('b') ?? 0) - 1_500) < 100, `b: ${weighed.get('b')} of 1500`)
  t.equal(weighed.get('blank'), undefined)
})

const command: DrawASample = {
  sampleId: '0190ffff-0000-7000-8000-000000000001',
  year: 2026,
  of: 'evaluations',
  method: 'equal',
  size: 3,
  seed: '2026-11-22',
  isSeedChosen: true,
  purpose: '年度抽查',
  filter: {},
  population: [...units(10)],
}
const asked = { roles: ['auditor'], organisationId: 'o1', digest: sm3 }

t.test('a sample is recorded with all it takes to draw it again', async t => {
  const decision = decideSample(command, asked)
  if (!decision.accepted) throw new TypeError(decision.because.detail)
  const [event] = decision.events
  if (!event) throw new TypeError('nothing recorded')
  t.match(event.data, { seed: '2026-11-22', populationDigest: populationDigest(units(10), sm3), drawn: { length: 3 } })
  t.match(redraw(event.data, sm3), { isSame: true, isPopulationWhole: true, sentence: '同一种子、同一总体重抽，结果一致。' })
  const [first = '', second = '', ...others] = event.data.drawn
  t.match(redraw({ ...event.data, drawn: [second, first, ...others] }, sm3), { isSame: false, sentence: /与记录不同/ }, 'canary')
  t.match(redraw({ ...event.data, population: [...units(11)] }, sm3), { isPopulationWhole: false }, 'canary')
})

t.test('what is refused', async t => {
  const because = (over: Partial<DrawASample>, roles = ['auditor']) => {
    const decision = decideSample({ ...command, ...over }, { ...asked, roles })
    return decision.accepted ? null : decision.because.code
  }
  t.equal(because({}), null)
  t.equal(because({}, ['bureau-reviewer']), null)
  t.equal(because({}, ['drafter', 'bureau-approver']), 'not-yours')
  t.equal(because({ population: [] }), 'sample-population-empty')
  t.equal(because({ size: 11 }), 'sample-too-large')
  t.equal(because({ size: 10, method: 'amount' }), 'sample-too-large', 'the one of nothing cannot be drawn')
  t.equal(because({ population: [...units(MOST_UNITS + 1)] }), 'sample-population-too-large')
})
