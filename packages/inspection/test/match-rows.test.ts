import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { matchRows } from '../src/match-rows.ts'
import { timelessName } from '../src/same-matter.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

type Row = Readonly<{ level1: string | null; level2: string | null; name: string; target: string }>

const row = (name: string, target = '≥90(%)', level2: string | null = '质量指标'): Row => ({
  level1: '产出指标',
  level2,
  name,
  target,
})

const told = (now: readonly Row[], before: readonly Row[]): readonly string[] =>
  matchRows(now, before).matches.map(match => `${match.now.name} ${match.certainty} ${match.before.name}`)

t.test('the same name goes on, whatever its year, its quotes and its place', async t => {
  t.same(told([row('办结率')], [row('办结率')]), ['办结率 same 办结率'])
  t.same(told([row('2027年培训人数', '≥50(人)')], [row('2026年度培训人数', '≥40(人)')]), ['2027年培训人数 same 2026年度培训人数'])
  t.same(told([row('“一网通办”办结率')], [row('一网通办办结率')]), ['“一网通办”办结率 same 一网通办办结率'])
  t.same(told([row('办结率', '≥90(%)', '时效指标')], [row('办结率')]), ['办结率 same 办结率'])
  t.equal(timelessName('2026'), '2026', 'a name that is nothing but a year keeps it')
})

t.test('of two rows of one name each finds its own place first', async t => {
  const before = [row('完成率', '=100(%)', '数量指标'), row('完成率', '≥95(%)', '质量指标')]
  const { matches } = matchRows(
    [before[1], before[0]].filter(one => one !== undefined),
    before,
  )
  for (const match of matches) t.equal(match.now, match.before)
})

t.test('likeness is for a person to confirm', async t => {
  t.same(told([row('业务按期办结率')], [row('业务按时办结率')]), ['业务按期办结率 alike 业务按时办结率'])
  t.same(told([row('群众满意度')], [row('参保群众满意度')]), ['群众满意度 alike 参保群众满意度'])
})

t.test('other matters are not alike', async t => {
  const apart: readonly (readonly [Row, Row])[] = [
    [row('窗口人员满意度'), row('参保职工满意度')],
    [row('合格率'), row('不合格率')],
    [row('一级医院覆盖率'), row('二级医院覆盖率')],
    [row('业务按期办结率'), row('业务按时办结率', '≥90(%)', '时效指标')],
    [row('宣传手册发放数', '≥90(册)'), row('宣传手册发放量', '≥90(万元)')],
    [row('培训人数', '≥90(人)'), row('培训场次', '≥3(场)')],
  ]
  for (const [now, before] of apart) t.same(told([now], [before]), [], `${now.name} / ${before.name}`)
})

t.test('what is new and what is gone', async t => {
  const { matches, fresh, gone } = matchRows([row('甲乙丙率'), row('新设率')], [row('甲乙丙率'), row('旧设数')])
  t.equal(matches.length, 1)
  t.same([fresh.map(({ name }) => name), gone.map(({ name }) => name)], [['新设率'], ['旧设数']])
})

t.test('a list of a thousand rows is matched by name alone, and soon', async t => {
  const many = Array.from({ length: 1_000 }, (_, at) => row(`第${at}项业务按时办结率`))
  t.equal(matchRows(many, many.toReversed()).matches.length, 1_000)
})

const names = [
  '完成率',
  '按时完成率',
  '按期完成率',
  '2026年完成率',
  '不完成率',
  '培训人数',
  '参训人数',
  '满意度',
  '',
  '率',
  '😀度',
]
const rows = fc.array(
  fc.record({
    level1: fc.constantFrom('产出指标', null),
    level2: fc.constantFrom('数量指标', '质量指标', null),
    name: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string({ maxLength: 12 }) }),
    target: fc.constantFrom('≥90(%)', '≥5(人)', '及时', ''),
  }),
  { maxLength: 12 },
)

/** What was matched with what, by what the rows say. */
const said = (now: readonly Row[], before: readonly Row[]): readonly string[] =>
  matchRows(now, before)
    .matches.map(match => JSON.stringify([match.now, match.before, match.certainty]))
    .toSorted()

t.test('any two forms: one to one, nothing lost, and in any order the same', async () => {
  fc.assert(
    fc.property(rows, rows, fc.array(fc.nat()), (now, before, order) => {
      const { matches, fresh, gone } = matchRows(now, before)
      assert.equal(new Set(matches.map(match => match.now)).size, matches.length)
      assert.equal(new Set(matches.map(match => match.before)).size, matches.length)
      assert.deepEqual(new Set([...matches.map(match => match.now), ...fresh]), new Set(now))
      assert.deepEqual(new Set([...matches.map(match => match.before), ...gone]), new Set(before))
      const shuffled = <One>(all: readonly One[]): One[] =>
        all
          .map((one, at) => ({ one, key: order[at] ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one)
      assert.deepEqual(said(shuffled(now), shuffled(before).toReversed()), said(now, before))
    }),
    { numRuns: 400 },
  )
})

t.test('any form goes on in itself row by row', async () => {
  fc.assert(
    fc.property(rows, form => {
      const { matches, fresh } = matchRows(form, form.toReversed())
      assert.deepEqual(fresh, [])
      for (const { now, before, certainty } of matches)
        assert.equal(JSON.stringify([now, certainty]), JSON.stringify([before, 'same']))
    }),
    { numRuns: 200 },
  )
})
