import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import t from 'tap'
import { type Meaning, parseTarget, printTarget } from '../src/target.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

type Row = readonly [raw: string, op: string | null, value: string | null, unit: string | null]

const numbers: readonly Row[] = [
  ['≥150.00(条/年)', '>=', '150.00', '条/年'],
  ['=24.00(7 天*24 小时)', '=', '24.00', '7天*24小时'],
  ['=4.00(个子系统)', '=', '4.00', '个子系统'],
  ['＜5‰', '<', '5', '‰'],
  ['≤28.40/株', '<=', '28.40', '/株'],
  ['-3℃', '=', '-3', '℃'],
  ['80TB', '=', '80', 'TB'],
  ['1,000', '=', '1000', null],
  ['1，000人', '=', '1000', '人'],
  ['≥ 3 , 000 人', '>=', '3000', '人'],
  ['≥１００．５％', '>=', '100.5', '%'],
  ['≥100百分比', '>=', '100', '百分比'],
  ['═ 100 %', '=', '100', '%'],
  ['＞＝95%', '>=', '95', '%'],
  ['= > 95 %', '>=', '95', '%'],
  ['≧98%', '>=', '98', '%'],
  ['⩾98%', '>=', '98', '%'],
  ['≯5%', '<=', '5', '%'],
  ['(≥)95%', '>=', '95', '%'],
  ['大于等于95%', '>=', '95', '%'],
  ['不低于95%', '>=', '95', '%'],
  ['不少于3次/年', '>=', '3', '次/年'],
  ['至少3次', '>=', '3', '次'],
  ['95%及以上', '>=', '95', '%'],
  ['3个以上', '>=', '3', '个'],
  ['90%（含）以上', '>=', '90', '%'],
  ['90%以上（含90%）', '>=', '90', '%'],
  ['≥95%以上', '>=', '95', '%'],
  ['不高于5%', '<=', '5', '%'],
  ['不超过3个月', '<=', '3', '个月'],
  ['控制在5%以内', '<=', '5', '%'],
  ['30天内', '<=', '30', '天'],
  ['3个工作日之内', '<=', '3', '个工作日'],
  ['5%以下', '<=', '5', '%'],
  ['小于等于5（件）', '<=', '5', '件'],
  ['超过100人', '>', '100', '人'],
  ['低于1%', '<', '1', '%'],
  ['少于5次', '<', '5', '次'],
  ['等于12次', '=', '12', '次'],
  ['≥12,345.67元', '>=', '12345.67', '元'],
  ['1346.0088万平方米', '=', '1346.0088', '万平方米'],
  ['2000元/人·年', '=', '2000', '元/人·年'],
  ['2次/3年', '=', '2', '次/3年'],
  ['100m2', '=', '100', 'm2'],
  ['100人(次)', '=', '100', '人次'],
  ['8个(含新建)', '=', '8', '个'],
  ['≥95%（满意）', '>=', '95', '%'],
  ['2台（套）', '=', '2', '台套'],
  ['¥1000', '=', '1000', '元'],
  ['满意度≥95%', '>=', '95', '%'],
  ['X≥95%', '>=', '95', '%'],
  ['≥95%。', '>=', '95', '%'],
  ['5年', '=', '5', '年'],
  ['=12(月)', '=', '12', '月'],
  ['≤12月', '<=', '12', '月'],
  ['0.00', '=', '0.00', null],
  ['007', '=', '007', null],
  ['.5%', '=', '0.5', '%'],
  ['（≥95%）', '>=', '95', '%'],
  ['95%（含95%）以上', '>=', '95', '%'],
  ['10万+', '>=', '10', '万'],
]

t.test('a number with its operator, before or after, and its unit', async t => {
  for (const [raw, op, value, unit] of numbers) {
    const target = parseTarget(raw)
    t.match(target, { raw, op, value, unit, kind: 'quantitative' }, raw)
  }
})

const texts: readonly (readonly [raw: string, meaning?: Meaning])[] = [
  ['严格执行'],
  ['全年'],
  ['2021年全年'],
  ['市区 2 小时，郊区 4 小时'],
  ['安全性 100%，稳定性 99%以上'],
  ['网办事项解决率达 90%以上'],
  ['移交后 30 天'],
  ['1个工作日内及时响应，1-3个工作日内解决'],
  ['第一年返本20%,分红8%'],
  ['签约率提高1%体检率下降1%'],
  ['100%完成'],
  ['同比增长5%'],
  ['约100人'],
  ['100余人'],
  ['5A级'],
  ['1/2'],
  ['7*24小时'],
  ['1小时30分'],
  ['10 20'],
  ['12,34'],
  ['≥95%以下'],
  ['控制在5%'],
  ['不高于同类市场价'],
  ['零容忍'],
  ['零距离'],
  ['无差错'],
  ['无'],
  ['30-20天'],
  ['2小时内响应'],
  ['10个-5%'],
  ['零投诉', { kind: 'zero' }],
  ['零安全事故', { kind: 'zero' }],
  ['无有责投诉', { kind: 'zero' }],
  ['不发生安全事故', { kind: 'zero' }],
  ['无上访', { kind: 'zero' }],
  ['20-30天', { kind: 'between', low: '20', high: '30', unit: '天' }],
  ['95%～100%', { kind: 'between', low: '95', high: '100', unit: '%' }],
  ['3至5次', { kind: 'between', low: '3', high: '5', unit: '次' }],
  ['-3℃~5.5℃', { kind: 'between', low: '-3', high: '5.5', unit: '℃' }],
  ['≥90%且≤95%', { kind: 'between', low: '90', high: '95', unit: '%' }],
  ['≥100%≤120%', { kind: 'between', low: '100', high: '120', unit: '%' }],
  ['90%≤X≤100%', { kind: 'between', low: '90', high: '100', unit: '%' }],
  ['5±1天', { kind: 'between', low: '4', high: '6', unit: '天' }],
  ['20.5℃±2℃', { kind: 'between', low: '18.5', high: '22.5', unit: '℃' }],
  ['(95±2)%', { kind: 'between', low: '93', high: '97', unit: '%' }],
  ['100±5%'],
  ['100米±5%'],
  ['5±'],
  ['不发生', { kind: 'zero' }],
  ['零次', { kind: 'zero' }],
  ['2025年12月底前', { kind: 'by-date', year: 2025, month: 12, day: 31 }],
  ['每年12月底前', { kind: 'by-date', year: null, month: 12, day: 31 }],
  ['十二月底前', { kind: 'by-date', year: null, month: 12, day: 31 }],
  ['2024年2月', { kind: 'by-date', year: 2024, month: 2, day: 29 }],
  ['2025年2月底', { kind: 'by-date', year: 2025, month: 2, day: 28 }],
  ['2025年6月30日前完成', { kind: 'by-date', year: 2025, month: 6, day: 30 }],
  ['2025/6/30前', { kind: 'by-date', year: 2025, month: 6, day: 30 }],
  ['≤2025年12月31日', { kind: 'by-date', year: 2025, month: 12, day: 31 }],
  ['12月中旬', { kind: 'by-date', year: null, month: 12, day: 20 }],
  ['7月', { kind: 'by-date', year: null, month: 7, day: 31 }],
  ['2020年', { kind: 'by-date', year: 2020, month: 12, day: 31 }],
  ['年内完工', { kind: 'by-date', year: null, month: 12, day: 31 }],
  ['二季度末前', { kind: 'by-date', year: null, month: 6, day: 30 }],
  ['上半年', { kind: 'by-date', year: null, month: 6, day: 30 }],
  ['3-8月', { kind: 'by-date', year: null, month: 8, day: 31 }],
  ['2020年1月--2020年11月', { kind: 'by-date', year: 2020, month: 11, day: 30 }],
  ['2020年1-12月', { kind: 'by-date', year: 2020, month: 12, day: 31 }],
  ['2023.07-2024.01', { kind: 'by-date', year: 2024, month: 1, day: 31 }],
]

t.test('everything else is text, with a meaning only where it is beyond doubt', async t => {
  for (const [raw, meaning] of texts) {
    const target = parseTarget(raw)
    t.match(target, { raw, op: 'text', value: null, unit: null, kind: 'qualitative' }, raw)
    t.same(target.meaning, meaning, `${raw}: meaning`)
  }
})

t.test('a cell without a value has no operator', async t => {
  for (const raw of ['', '  ', '\u3000', '--', '—', '/', '≥**%', '**人', '≥', '≧ %'])
    t.match(parseTarget(raw), { raw, op: null, value: null, unit: null }, `"${raw}"`)
})

const signs: Readonly<Record<string, string>> = { '≥': '>=', '≤': '<=', '>': '>', '<': '<', '=': '=' }

t.test('values as other units printed them', async t => {
  const url = new URL('fixtures/values.json', import.meta.url)
  const rows: { raw: string; op: string | null; value: number | null; unit: string | null; kind: string }[] = JSON.parse(
    readFileSync(url, 'utf8'),
  )
  t.ok(rows.length > 80)
  for (const { raw, op, value, unit, kind } of rows) {
    const target = parseTarget(raw)
    t.match(target, { op: op === null ? 'text' : signs[op], unit, kind }, raw)
    t.equal(target.value === null ? null : Number(target.value), value, `${raw}: value`)
  }
})

t.test('any text is read without failing and printed back to the letter', async () => {
  const pieces = fc.constantFrom(
    ...[...'≥≤<>=0123456789.,，%‰年月日前底至-~以上内零无(（)）元万人/* \n\u3000'],
    '不低于',
    '事故',
    '2025',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces, { maxLength: 30 }).map(all => all.join('')),
      ),
      raw => {
        const target = parseTarget(raw)
        assert.equal(printTarget(target), raw)
        assert.equal(target.kind === 'quantitative', target.value !== null)
      },
    ),
    { numRuns: 3000 },
  )
})

t.test('what the forms of this office print is read back exactly', async () => {
  const operator = fc.constantFrom('≥', '≤', '>', '<', '=')
  const digits = fc.tuple(fc.nat({ max: 99_999_999 }), fc.integer({ min: 0, max: 4 })).map(([n, places]) => {
    const text = String(n).padStart(places + 1, '0')
    return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
  })
  const unit = fc.constantFrom('%', '条/年', '次/月', '元/人', '万次', '分钟', '个子系统', '人次')
  fc.assert(
    fc.property(operator, digits, unit, (sign, number, measure) => {
      const { op, value, unit } = parseTarget(`${sign}${number}(${measure})`)
      assert.deepEqual({ op, value, unit }, { op: signs[sign], value: number, unit: measure })
    }),
  )
})

t.test('a megabyte in a cell is answered at once', async t => {
  for (const piece of ['1', '1,', '零', '(', '≥', '2025年', '至', ' '])
    t.ok(parseTarget(piece.repeat(200_000)).raw.length >= 200_000, `repeated "${piece}"`)
})
