import type { Envelope } from '@shenbao/kernel/envelope.ts'

/** Sample ids are drawn in order, so that a failing run can be repeated exactly. */
export type FactMaker = Readonly<{
  /** `count` facts for the end of a stream whose last revision is `expected`. */
  facts: (stream: string, expected: number, count?: number, data?: Envelope['data']) => readonly Envelope[]
}>

export const factMaker = (): FactMaker => {
  let drawn = 0
  const one = (stream: string, revision: number, data: Envelope['data']): Envelope => {
    drawn += 1
    return {
      stream,
      revision,
      id: `00000000-0000-4000-8000-${String(drawn).padStart(12, '0')}`,
      type: 'indicator-target-revised',
      schemaVersion: 1,
      actor: 'drafter',
      onBehalfOf: null,
      commandId: `command-${drawn}`,
      commandDigest: `digest-of-command-${drawn}`,
      effectiveOn: '2026-03-02',
      recordedAt: '2026-03-02T01:02:03.004Z',
      previous: revision === 0 ? null : `digest-of-revision-${revision - 1}`,
      data,
    }
  }
  return {
    facts: (stream, expected, count = 1, data = { target: '≥150(条/年)' }) =>
      Array.from({ length: count }, (_, index) => one(stream, expected + 1 + index, data)),
  }
}

/** Everything JSON can say that storage likes to bend: numbers at the edge, odd member names, scripts, control characters. */
export const difficultData = (): Envelope['data'] => ({
  ...JSON.parse('{"__proto__":"a member like any other","":"no name","10":1,"9":2}'),
  numbers: [0, -1, 0.1, 1e21, 5e-324, 1.7976931348623157e308, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  texts: ['', ' ', '政府购买服务', '\u0000\u0001\u001f\u007f', '\u2028\u2029', "'; drop table facts; --", '\\"\\u0041', '\ufeff'],
  scripts: ['😀👩‍👩‍👧', 'e\u0301 is not é', 'عربي', '𠮷野家', '\uffff'],
  nothing: null,
  empty: [{}, []],
  deep: { a: { b: { c: { d: [[[[{ e: true }]]]] } } } },
  long: '绩'.repeat(50_000),
})
