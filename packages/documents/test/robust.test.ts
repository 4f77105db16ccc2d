import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { compact } from '@shenbao/form/fold-text.ts'
import fc from 'fast-check'
import t from 'tap'
import { decodeText } from '../src/decode-text.ts'
import { readFlattenedText } from '../src/flattened-text/read-flattened-text.ts'
import { readTextFile } from '../src/read-file.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const seed = readFileSync(new URL('../samples/2026-shanghai-social-insurance.txt', import.meta.url), 'utf8')
const read = (text: string) => readFlattenedText(text, (declaration, row) => `${declaration}-${row}`)

/** One form is enough to damage, and quicker than nine. */
const forms = seed.split(/(?=财政项目支出绩效目标申报表)/).slice(1)

const names = (text: string): string[] => {
  const result = read(text)
  return result.ok ? result.declarations.flatMap(({ form }) => form.indicators.map(({ name }) => name)) : []
}

const everything = (text: string): string => {
  const result = read(text)
  if (!result.ok) return ''
  return compact(
    result.declarations
      .flatMap(({ form, notes }) => [
        ...form.indicators.flatMap(({ name, target }) => [name, target]),
        form.overallGoal,
        form.annualGoal,
        ...notes,
      ])
      .join(''),
  )
}

/** The lines of a table survive; the head above may lose what nobody can place. */
const damage = fc.record({
  form: fc.integer({ min: 0, max: forms.length - 1 }),
  deleted: fc.uniqueArray(fc.nat({ max: 80 }), { maxLength: 6 }),
  shifted: fc.uniqueArray(fc.nat({ max: 80 }), { maxLength: 10 }),
  blank: fc.uniqueArray(fc.nat({ max: 80 }), { maxLength: 3 }),
  glue: fc.constantFrom('\t', '\t', '    ', ' | '),
})

const damaged = ({ form, deleted, shifted, blank, glue }: typeof damage extends fc.Arbitrary<infer T> ? T : never): string =>
  (forms[form] ?? '')
    .split('\n')
    .filter((_, at) => !deleted.includes(at))
    .flatMap((line, at) => (blank.includes(at) ? ['', line] : [line]))
    .map((line, at) => (shifted.includes(at) ? (at % 2 === 0 ? line.replace(/^\t/, '') : `\t${line}`) : line))
    .map(line => line.replaceAll('\t', glue))
    .join('\n')

t.test('whatever lines are lost or shifted, no name of a row that is left disappears', async () => {
  fc.assert(
    fc.property(damage, plan => {
      const text = damaged(plan)
      // A goal may mention a name too, and a goal whose label is lost cannot be placed.
      const lines = text.split('\n').filter(line => line.length < 200)
      const [flat, kept] = [compact(lines.join('')), everything(text)]
      if (kept === '') return
      for (const name of names(forms[plan.form] ?? '')) {
        const key = compact(name)
        if (flat.includes(key)) assert.ok(kept.includes(key), name)
      }
    }),
    { numRuns: 150 },
  )
})

t.test('cut anywhere, it reads what is there', async () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: forms.length - 1 }), fc.nat({ max: 4000 }), (form, at) => {
      const text = (forms[form] ?? '').slice(0, at)
      const result = read(text)
      if (!result.ok) return
      const [declaration] = result.declarations
      const whole = names(forms[form] ?? '')
      const got = declaration?.form.indicators.map(({ name }) => name) ?? []
      // All but the last row, which may be cut itself, are those of the whole form; levels may still change with what follows.
      assert.deepEqual(got.slice(0, -1), whole.slice(0, Math.max(0, got.length - 1)))
    }),
    { numRuns: 100 },
  )
})

t.test('any text is answered, never thrown at', async () => {
  const pieces = fc.constantFrom(
    '产出指标',
    '数量指标',
    '成本指标',
    '一级指标',
    '三级指标',
    '指标值',
    '项目名称',
    '年度目标',
    '年度资金总额',
    '1,000',
    '≥5%',
    '\t',
    '\n',
    ' ',
    '|',
    '（',
    '<p>',
    '甲',
    '满意度指',
    '标',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(pieces, { maxLength: 60 }).map(all => all.join('')),
      ),
      text => {
        read(text)
      },
    ),
    { numRuns: 1500 },
  )
})

t.test('five megabytes of noise are answered, whatever they are made of', async t => {
  const size = 5_000_000
  for (const piece of [
    '\n',
    '\t',
    ' ',
    '|',
    'a',
    '甲乙丙\n',
    '（',
    '<p>',
    '项目名称',
    '产出指标\t数量指标\t',
    '产出指标\t\n',
    '1,234',
    '三级指标\t',
    '目标1:',
    '甲 |\n',
    '产\n出\n',
    '产出指标\n甲\n5%\n乙\n',
  ]) {
    const result = read(piece.repeat(Math.ceil(size / piece.length)))
    t.ok(result.ok || result.code === 'no-indicator-row', JSON.stringify(piece))
  }
})

t.test('a form is found in noise', async t => {
  const noise = '无关的一行文字\n'.repeat(300_000)
  t.equal(names(noise + (forms[7] ?? '')).length, 9)
})

const bytesOf = (text: string, ...before: number[]) => new Uint8Array([...before, ...new TextEncoder().encode(text)])

t.test('bytes become text by their content', async t => {
  const text = '项目名称\t道路\n'
  const wide = Buffer.from(text, 'utf16le')
  t.same(decodeText(bytesOf(text)), { ok: true, text })
  t.same(decodeText(bytesOf(text, 0xef, 0xbb, 0xbf)), { ok: true, text })
  t.same(decodeText(new Uint8Array([0xff, 0xfe, ...wide])), { ok: true, text })
  t.same(decodeText(new Uint8Array([0xfe, 0xff, ...Buffer.from(wide).swap16()])), { ok: true, text })
  t.same(decodeText(new Uint8Array(wide)), { ok: true, text }, 'UTF-16 without a mark')
  t.same(decodeText(new Uint8Array([0xcf, 0xee, 0xc4, 0xbf, 0x09, 0x31])), { ok: true, text: '项目\t1' }, 'GB18030')
})

t.test('what is no text is refused with a sentence', async t => {
  const noise = Uint8Array.from({ length: 4000 }, (_, at) => (at * at * 31 + at * 7) % 256)
  for (const bytes of [
    new Uint8Array(),
    new Uint8Array(100),
    noise,
    bytesOf('PK\u0003\u0004...'),
    bytesOf('%PDF-1.7'),
    bytesOf('a\u0000b'),
  ])
    t.match(decodeText(bytes), { ok: false, code: 'not-text', detail: /[一-鿿]/ })
  t.match(await readTextFile('/no/such/file'), { ok: false, code: 'unreadable', detail: /ENOENT/ })
})

t.test('a file cut in the middle of a character, or with a few damaged bytes, is read all the same', async t => {
  const bytes = new TextEncoder().encode(seed)
  for (const length of [9000, 9001, 9002]) {
    const decoded = decodeText(bytes.subarray(0, length))
    t.ok(decoded.ok && seed.startsWith(decoded.text), `${length} bytes`)
  }
  const damagedBytes = bytes.slice()
  damagedBytes.set([0xff, 0xfe, 0x80], 5000)
  const decoded = decodeText(damagedBytes)
  const result = decoded.ok ? read(decoded.text) : null
  t.equal(result?.ok && result.declarations.flatMap(({ form }) => form.indicators).length, 186)
})
