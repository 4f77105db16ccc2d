import assert from 'node:assert/strict'
import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import fc from 'fast-check'
import t from 'tap'
import type { PolicyPack } from '../src/pack.ts'
import { scoreSelfEvaluation } from '../src/score.ts'
import { central, evaluationOf, rowOf, withPack } from './evaluations.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

// What holds for every indicator, whatever it asks for and whatever was done.

/** Decimal text with up to three places. */
const figure = (min: number, max: number) =>
  fc
    .tuple(fc.integer({ min, max }), fc.integer({ min: 0, max: 999 }))
    .map(([whole, rest]) => (rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(3, '0')}`))

const pack: fc.Arbitrary<PolicyPack> = fc
  .record({
    reverseFormula: fc.constantFrom('LINEAR', 'RATIO'),
    strictBoundary: fc.constantFrom('LENIENT', 'STRICT'),
    equalOvershoot: fc.constantFrom('IGNORE', 'SYMMETRIC'),
  })
  .map(choice => withPack(pack => ({ ...pack, quantitative: { ...pack.quantitative, ...choice } })))

const weight = fc.tuple(fc.integer({ min: 0, max: 9999 }), fc.constantFrom('', '5')).map(([hundredths, finer]) => {
  const digits = String(hundredths).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${finer}`
})

const scoreOf = (target: string, actual: string, points: string, under: PolicyPack): string | null =>
  scoreSelfEvaluation(evaluationOf({ indicators: [rowOf({ target, actual, weight: points })] }), under).rows[0]?.score ?? null

const atMost = (a: string, b: string): boolean => compare(decimal(a), decimal(b)) <= 0

t.test('a score lies between zero and the weight, with two places', async () => {
  const sign = fc.constantFrom('≥', '>', '=', '<', '≤')
  fc.assert(
    fc.property(sign, figure(-50, 500), figure(-50, 1500), weight, pack, (sign, target, actual, points, under) => {
      const score = scoreOf(`${sign}${target}`, actual, points, under)
      if (score === null) return
      assert.match(score, /^\d+\.\d\d$/)
      assert.ok(atMost(score, points), `${sign}${target} | ${actual} | ${points}: ${score}`)
    }),
  )
})

t.test('doing more never costs where more is better, and never pays where less is', async () => {
  fc.assert(
    fc.property(figure(1, 500), figure(-50, 1500), figure(-50, 1500), pack, (target, one, other, under) => {
      const [less, more] = atMost(one, other) ? [one, other] : [other, one]
      const score = (sign: string, actual: string) => scoreOf(`${sign}${target}`, actual, '10', under) ?? assert.fail('no score')
      for (const sign of ['≥', '>']) assert.ok(atMost(score(sign, less), score(sign, more)))
      for (const sign of ['≤', '<']) assert.ok(atMost(score(sign, more), score(sign, less)))
    }),
  )
})

t.test('full points exactly when the target is reached', async () => {
  fc.assert(
    fc.property(figure(1, 500), figure(0, 1500), (target, actual) => {
      const isReached = atMost(target, actual)
      assert.equal(scoreOf(`≥${target}`, actual, '100', central) === '100.00', isReached || isNearly(actual, target))
    }),
  )
})

/** So near that rounding gives the last hundredth: 99.995% and above. */
const isNearly = (actual: string, target: string): boolean => {
  const [a, t] = [decimal(actual), decimal(target)]
  return compare({ units: a.units * 100000n, scale: a.scale }, { units: t.units * 99995n, scale: t.scale }) >= 0
}

t.test('scoring again gives the same, and the order of the rows does not matter', async () => {
  const row = fc.record({
    target: fc.oneof(
      figure(0, 200).map(value => `≥${value}`),
      fc.constantFrom('及时', '零事故', '≤5%', '20-30天', '12月底前', ''),
    ),
    actual: fc.oneof(figure(0, 300), fc.constantFrom('及时', '达成预期指标', '0', '6%', '25天', '11月', '一般', '')),
    weight: fc.option(weight, { nil: null }),
  })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), rows => {
      const evaluation = evaluationOf({ indicators: rows.map(rowOf) })
      const scored = scoreSelfEvaluation(evaluation, central)
      assert.deepEqual(scoreSelfEvaluation(structuredClone(evaluation), central), scored)
      assert.equal(
        scored.total === null,
        scored.rows.some(({ score }) => score === null),
      )
      assert.equal(scored.grade === null, scored.total === null)
      if (rows.some(({ weight }) => weight === null)) return
      const backwards = scoreSelfEvaluation(evaluationOf({ indicators: rows.toReversed().map(rowOf) }), central)
      assert.deepEqual(backwards.rows.toReversed(), scored.rows)
      assert.equal(backwards.total, scored.total)
    }),
  )
})

t.test('any text at all is answered, never thrown', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('≥', '=', '%', '-', '1e9', '００', '≤.5', '1/2', '<>'),
  )
  fc.assert(
    fc.property(text, text, (target, actual) => {
      const [row] = scoreSelfEvaluation(evaluationOf({ indicators: [rowOf({ target, actual })] }), central).rows
      assert.equal(row?.score === null, row?.flags.includes('needs-judgement'))
      assert.notEqual(row?.formula, '')
    }),
  )
})

t.test('canary: a rule that pays beyond the weight would be noticed', async t => {
  t.notOk(atMost('10.01', '10'))
  t.equal(scoreOf('≥1', '1', '33.335', central), '33.33', 'a weight finer than a score is not rounded up')
})
