import { findPack } from '@shenbao/policy/packs.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import t from 'tap'
import { hintOfGone, hintsFrom, hintsOfProject } from '../src/hints.ts'
import type { LivedRow, LivedYear } from '../src/lived-year.ts'

const pack = findPack('CN-CENTRAL-2021')
if (!pack) throw new Error('no pack')

const lived = (over: Partial<LivedRow>): LivedRow => ({
  id: 'a',
  level1: '产出指标',
  level2: '数量指标',
  name: '受理件数',
  target: '≥100(件)',
  approvedTarget: '≥100(件)',
  actual: '100',
  progress: null,
  score: '10.00',
  selfScore: '10.00',
  weight: '10',
  reason: null,
  comment: null,
  ...over,
})

/** The kinds of hints for a target of this year beside the row of last year. */
const kinds = (target: string, last: Partial<LivedRow>, earlier: Partial<LivedRow> | null = null): readonly string[] => {
  const row = lived(last)
  const options = { year: 2027, earlier: earlier && lived(earlier) }
  return hintsFrom(row, { level2: row.level2, name: row.name, target }, pack, options).map(({ kind }) => kind)
}

t.test('a target below last year’s target and result', async t => {
  t.same(kinds('≥90(件)', { actual: '120' }), ['ratchet'])
  t.same(kinds('≥110(件)', { actual: '120' }), [], 'nearly: raised, though not to what was reached')
  t.same(kinds('≥100(件)', { actual: '120' }), [], 'nearly: left as it was, and not exceeded by far')
  t.same(kinds('≥90(件)', { actual: '85', score: '8.50' }), ['missed'], 'nearly: lowered, and still above what was reached')
  t.same(kinds('≥85(件)', { actual: '85', score: '8.50' }), ['lost-points'], 'lowered to what was reached')
  t.same(kinds('≤12(元)', { target: '≤10(元)', actual: '9.5', name: '单位成本', level2: '经济成本指标' }), ['ratchet'])
  t.same(kinds('≤9(元)', { target: '≤10(元)', actual: '9.5', name: '单位成本', level2: '经济成本指标' }), [])
  t.same(kinds('≥0.5(万件)', { target: '≥6000(件)', actual: '7000' }), ['ratchet'], 'units convert')
  t.same(kinds('≥90(次)', { actual: '120' }), [], 'nearly: another unit cannot be compared')
  t.same(kinds('按时', { actual: '120' }), [], 'words cannot be compared')
})

t.test('exceeded by far', async t => {
  t.same(kinds('≥100(件)', { actual: '130' }), ['set-too-low'])
  t.same(kinds('≥100(件)', { actual: '129' }), [], 'nearly: below the bound of the pack')
  t.same(kinds('≥125(件)', { actual: '130' }), [], 'nearly: raised to match')
  t.same(kinds('=100(%)', { target: '=100(%)', actual: '130%', name: '完成率' }), [], 'a whole rate cannot be exceeded')
  t.same(kinds('≤10(元)', { target: '≤10(元)', actual: '5' }), [], 'nor can what should be small')
})

t.test('missed, once and twice', async t => {
  const missed = { actual: '80', score: '8.00', reason: '人手不足。' }
  t.same(kinds('≥100(件)', missed), ['missed'])
  t.same(kinds('≥100(件)', missed, { actual: '70' }), ['missed-twice'])
  t.same(kinds('≥100(件)', missed, { actual: '100' }), ['missed'], 'nearly: reached the year before')
  t.same(kinds('≥100(件)', { actual: null, score: null, selfScore: null }), [], 'not measured says nothing')
  t.same(kinds('≥100(件)', { score: '9.00', comment: '佐证不全' }), ['lost-points'])
  const [hint] = hintsFrom(lived(missed), { level2: null, name: '受理件数', target: '≥100(件)' }, pack, { year: 2027 })
  t.match(hint?.message, /≥100\(件\)，实际80件，没有完成，原因：人手不足。本年/)
})

t.test('a year that is not over speaks through monitoring', async t => {
  const seen = (actual: string, likelihood: 'certain' | 'possible' | 'impossible' = 'certain', cause: string | null = null) => ({
    actual: null,
    score: null,
    progress: { period: '2026-07', actual, forecast: null, likelihood, cause },
  })
  t.same(kinds('≥100(件)', seen('130')), ['set-too-low'])
  t.same(kinds('≥100(件)', seen('90')), [], 'nearly')
  t.same(kinds('≥90(%)', { ...seen('95%'), target: '≥90(%)', name: '办结率' }), [], 'half a year of a rate says nothing')
  t.same(kinds('≥100(件)', { ...seen('130'), actual: '100' }), [], 'the result counts once it is there')
  t.same(kinds('≥100(件)', seen('10', 'impossible', '停工')), ['at-risk'])
  t.same(kinds('≥100(件)', seen('10', 'possible')), [])
})

t.test('a row that lost points and is gone', async t => {
  t.match(hintOfGone(lived({ score: '6.50' })), { kind: 'dropped', message: /得 6\.5 分（满分 10 分）/ })
  t.equal(hintOfGone(lived({})), null, 'nearly: it had all its points')
  t.equal(hintOfGone(lived({ score: null })), null, 'nearly: it was never scored')
})

const year = (over: Partial<LivedYear>): LivedYear => ({
  id: 'd',
  name: '项目',
  year: 2026,
  requested: '100000.00',
  budget: '100000.00',
  executed: '95000.00',
  rate: '0.9500',
  total: '95.00',
  grade: '优',
  confirmed: true,
  review: null,
  rows: [],
  ...over,
})

t.test('the project as a whole', async t => {
  const asking = (fen: bigint | null) => sampleForm({ funds: { ...sampleForm().funds, annualRequest: fen } })
  const found = (over: Partial<LivedYear>, fen: bigint | null) =>
    hintsOfProject(year(over), asking(fen), pack).map(({ kind, severity }) => `${kind} ${severity}`)
  t.same(found({}, 12_000_000n), [], 'a good year says nothing')
  t.same(found({ grade: '中', total: '70.00' }, null), ['grade-low warning'])
  t.same(found({ grade: '良' }, null), [], 'nearly')
  t.same(found({ rate: '0.8999', executed: '89990.00' }, 10_000_001n), ['execution-low warning'])
  t.same(found({ rate: '0.8999' }, 10_000_000n), ['execution-low info'])
  t.same(found({ rate: '0.9000' }, 12_000_000n), [], 'nearly: nine tenths were spent')
  t.same(found({ rate: '0.5000' }, 9_000_000n), [], 'nearly: less is asked for')
  t.same(found({ rate: null }, 12_000_000n), [])
  const [low] = hintsOfProject(year({ grade: '差', total: '55.00', confirmed: false }), asking(null), pack)
  t.match(low, { message: /上年自评 55\.00 分，等次为差，财政可能核减/, basis: { kind: 'law' } })
})
