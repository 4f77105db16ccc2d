import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import t from 'tap'
import { canonicalJson } from '../src/canonical-json.ts'
import { dayOf, isDay } from '../src/dates.ts'
import { add, compare, decimal, decimalText, divide, multiply, parseDecimal, round, subtract, sum } from '../src/decimal.ts'
import { derivedId, derivedTimeId } from '../src/digest.ts'
import { largestRemainder } from '../src/largest-remainder.ts'
import { fenOfYuan, yuanForPeople, yuanOfFen } from '../src/money.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const sm3 = (text: string) => createHash('sm3').update(text, 'utf8').digest('hex')

t.test('yuan text becomes fen and comes back', async t => {
  for (const [yuan, fen] of [
    ['11,010,598.00', 1101059800n],
    ['0.00', 0n],
    ['85000', 8500000n],
    ['0.5', 50n],
    ['1,234.5', 123450n],
  ] as const)
    t.equal(fenOfYuan(yuan), fen, yuan)
  for (const wrong of ['', '-1', '1.234', '1,23.00', '12,34', 'a', '1e3', '１２', '99999999999999999999'])
    t.equal(fenOfYuan(wrong), null, wrong)
  t.equal(yuanOfFen(1101059800n), '11010598.00')
  t.equal(yuanOfFen(5n), '0.05')
  t.equal(yuanForPeople(5311849000n), '53,118,490.00')
  t.equal(yuanForPeople(99n), '0.99')
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), fen => assert.equal(fenOfYuan(yuanForPeople(fen)), fen)))
})

t.test('decimals are exact and keep their scale', async t => {
  t.equal(decimalText(decimal('100.00')), '100.00')
  t.equal(decimalText(decimal('-0.05')), '-0.05')
  for (const wrong of ['', '.5', '5.', '1e3', '1,000', ' 1']) t.equal(parseDecimal(wrong), null, wrong)
  t.equal(compare(decimal('100'), decimal('100.00')), 0)
  t.equal(decimalText(add(decimal('0.1'), decimal('0.2'))), '0.3')
  t.equal(decimalText(subtract(decimal('1'), decimal('0.01'))), '0.99')
  t.equal(decimalText(multiply(decimal('1.43'), decimal('0.8'))), '1.144')
  t.equal(decimalText(round(decimal('1.144'), 2)), '1.14')
  t.equal(decimalText(round(decimal('1.145'), 2)), '1.15')
  t.equal(decimalText(round(decimal('-1.145'), 2)), '-1.15')
  t.equal(decimalText(divide(decimal('215457.60'), decimal('250000.00'), 4)), '0.8618')
  t.equal(decimalText(sum([decimal('8.62'), decimal('90')])), '98.62')
  t.throws(() => divide(decimal('1'), decimal('0'), 2), RangeError)
  fc.assert(
    fc.property(fc.bigInt(), fc.integer({ min: 0, max: 12 }), (units, scale) =>
      assert.deepEqual(parseDecimal(decimalText({ units, scale })), {
        units,
        scale,
      }),
    ),
  )
})

t.test('a split by largest remainder sums exactly and never strays by a unit', async t => {
  t.strictSame(largestRemainder(100n, [1n, 1n, 1n]), [34n, 33n, 33n])
  t.strictSame(largestRemainder(4000n, [1n, 1n, 1n, 1n, 1n, 1n, 1n]), [572n, 572n, 572n, 571n, 571n, 571n, 571n])
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 1000n }), {
      minLength: 1,
      maxLength: 60,
    })
    .filter(w => w.some(x => x > 0n))
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1_000_000n }), weights, (total, w) => {
      const shares = largestRemainder(total, w)
      const whole = w.reduce((a, b) => a + b)
      assert.equal(
        shares.reduce((a, b) => a + b),
        total,
      )
      for (const [i, share] of shares.entries()) {
        const exact = total * (w[i] ?? 0n)
        assert.ok(share * whole - exact < whole && exact - share * whole < whole)
      }
    }),
  )
})

t.test('canonical JSON follows RFC 8785', async t => {
  t.equal(
    canonicalJson({
      numbers: [JSON.parse('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    }),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  t.equal(
    canonicalJson({
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew',
      '1': 'One',
      '\ud83d\ude00': 'Smiley',
      '\u0080': 'Control',
      '\u00f6': 'o',
    }),
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"o","\u20ac":"Euro Sign","\ud83d\ude00":"Smiley","\ufb33":"Hebrew"}',
  )
  for (const wrong of [Number.NaN, '\ud800', 1n, new Date(0), () => 1]) t.throws(() => canonicalJson({ wrong }), TypeError)
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), value =>
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value))),
    ),
  )
})

t.test('ids derive from what they name', async t => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  t.match(derivedId(sm3, 'a', 1), uuid)
  t.equal(derivedId(sm3, 'a', 1), derivedId(sm3, 'a', 1))
  t.not(derivedId(sm3, 'a', 1), derivedId(sm3, 'a', 2))
  const seed = '019a9b1c-7e00-7abc-8def-0123456789ab'
  const ids = [0, 1, 2, 255, 4095].map(n => derivedTimeId(sm3, seed, n))
  for (const id of ids) t.match(id, uuid)
  t.strictSame([...ids].sort(), ids)
  t.throws(() => derivedTimeId(sm3, seed, 4096), RangeError)
})

t.test('only days that exist are days', async t => {
  for (const day of ['2026-01-01', '2024-02-29', '2000-02-29', '2026-12-31']) t.ok(isDay(day), day)
  for (const day of ['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-01', '2026-1-1', '2026-04-31', ''])
    t.notOk(isDay(day), day)
  t.equal(dayOf(2026, 2, 30), null)
  t.equal(dayOf(2026, 2, 3), '2026-02-03')
})
