/** The canonical form against the vectors published with RFC 8785, and the digests of facts against figures kept in this folder. */
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { canonicalJson } from '../src/canonical-json.ts'
import { digestOfFact, Envelope } from '../src/envelope.ts'

/** RFC 8785, appendix B: the bits of a double and the text it has in canonical form. */
const numbers: readonly (readonly [bits: bigint, text: string])[] = [
  [0x0000000000000000n, '0'],
  [0x8000000000000000n, '0'],
  [0x0000000000000001n, '5e-324'],
  [0x8000000000000001n, '-5e-324'],
  [0x7fefffffffffffffn, '1.7976931348623157e+308'],
  [0xffefffffffffffffn, '-1.7976931348623157e+308'],
  [0x4340000000000000n, '9007199254740992'],
  [0xc340000000000000n, '-9007199254740992'],
  [0x4430000000000000n, '295147905179352830000'],
  [0x44b52d02c7e14af5n, '9.999999999999997e+22'],
  [0x44b52d02c7e14af6n, '1e+23'],
  [0x44b52d02c7e14af7n, '1.0000000000000001e+23'],
  [0x444b1ae4d6e2ef4en, '999999999999999700000'],
  [0x444b1ae4d6e2ef4fn, '999999999999999900000'],
  [0x444b1ae4d6e2ef50n, '1e+21'],
  [0x3eb0c6f7a0b5ed8cn, '9.999999999999997e-7'],
  [0x3eb0c6f7a0b5ed8dn, '0.000001'],
  [0x41b3de4355555553n, '333333333.3333332'],
  [0x41b3de4355555554n, '333333333.33333325'],
  [0x41b3de4355555555n, '333333333.3333333'],
  [0x41b3de4355555556n, '333333333.3333334'],
  [0x41b3de4355555557n, '333333333.33333343'],
  [0xbecbf647612f3696n, '-0.0000033333333333333333'],
  [0x43143ff3c1cb0959n, '1424953923781206.2'],
]

/** What stands in a document, and its canonical form. */
const documents: readonly (readonly [name: string, written: string, canonical: string])[] = [
  [
    'section 3.2.2: numbers, a string with every kind of escape, literals',
    String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  ],
  [
    'section 3.2.3: members are sorted by UTF-16 code units, not by code points',
    String.raw`{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"}`,
    [
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",',
      '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ].join(''),
  ],
  [
    'digits as names are sorted as text, and so is the empty name',
    String.raw`{"1": {"f": {"f": "hi", "F": 5}, "\n": 56.0}, "10": {}, "": "empty", "a": {}, "111": [{}], "A": {}}`,
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}`,
  ],
  ['the order of items of a list stays', '[56, {"d": true, "10": null, "1": []}]', '[56,{"1":[],"10":null,"d":true}]'],
  [
    'no sorting rule of any language',
    '{"péché": 2, "sin": 4, "peach": 1, "pêche": 3}',
    '{"peach":1,"péché":2,"pêche":3,"sin":4}',
  ],
  ['nothing is normalised', String.raw`{"Unnormalized Unicode": "A\u030a"}`, '{"Unnormalized Unicode":"A\u030a"}'],
  ['nothing is escaped for a browser', String.raw`{"</script>": "a\/b\u007f"}`, '{"</script>":"a/b\u007f"}'],
]

t.test('numbers: appendix B of RFC 8785', async t => {
  const view = new DataView(new ArrayBuffer(8))
  for (const [bits, text] of numbers) {
    view.setBigUint64(0, bits)
    t.equal(canonicalJson(view.getFloat64(0)), text, bits.toString(16))
  }
  for (const none of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    t.throws(() => canonicalJson(none), TypeError)
})

t.test('documents: the examples of RFC 8785 and of its test data', async t => {
  for (const [name, written, canonical] of documents) {
    t.equal(canonicalJson(JSON.parse(written)), canonical, name)
    t.equal(canonicalJson(JSON.parse(canonical)), canonical, `${name}: the canonical form is its own canonical form`)
  }
})

t.test('every control character is escaped the one way there is', async t => {
  const short: Readonly<Record<number, string>> = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r' }
  for (let code = 0; code < 32; code += 1)
    t.equal(canonicalJson(String.fromCharCode(code)), `"${short[code] ?? `\\u00${code.toString(16).padStart(2, '0')}`}"`)
})

t.test('what has no canonical form is refused, never written some other way', async t => {
  const nameless: Readonly<Record<string, unknown>> = { '\ud83d': 1 }
  for (const none of ['\ud83d', '\ude00\ud83d', nameless, [undefined], undefined, 1n, new Date(0), new Map(), () => 1])
    t.throws(() => canonicalJson(none), TypeError)
})

/** Never edited: when this file does not hold, every log ever written no longer verifies. */
const golden: readonly Readonly<{ fact: unknown; canonical: string; sm3: string; sha256: string }>[] = JSON.parse(
  readFileSync(new URL('fact-digests.json', import.meta.url), 'utf8'),
)

t.test('the digests of facts are what they always were', async t => {
  t.ok(golden.length >= 4)
  for (const { fact, canonical, sm3, sha256 } of golden) {
    const read = Envelope.parse(fact)
    t.equal(canonicalJson(read), canonical)
    t.equal(
      digestOfFact(text => hash('sm3', text), read),
      sm3,
    )
    t.equal(
      digestOfFact(text => hash('sha256', text), read),
      sha256,
    )
    t.not(
      digestOfFact(text => hash('sm3', text), { ...read, actor: `${read.actor} ` }),
      sm3,
      'canary',
    )
  }
})
