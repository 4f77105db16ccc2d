// Marks of the goal: they stand where they say, and say what T1, T2 and T3 say of the same form.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { goalMarks } from '../src/goal-marks.ts'
import { inspect } from '../src/inspect.ts'
import { formOf, type Short } from './forms.ts'

const marksOf = (annualGoal: string, ...rows: readonly Short[]) => goalMarks(formOf(rows, { annualGoal }))

t.test('matched, conflict and orphan, with the words they stand on', t => {
  const goal = '年内制作资料３００份、开展宣传 12 场，资料合格率达到 98%。'
  const marks = marksOf(goal, ['数量指标', '制作资料数量', '≥300(份)'], ['质量指标', '资料合格率', '≥95(%)'])
  t.match(marks, [
    { state: 'matched', text: '３００份', indicatorIds: ['row-6'], message: /制作资料数量/ },
    { state: 'orphan', text: '12 场', indicatorIds: [] },
    { state: 'conflict', text: '达到 98%', indicatorIds: ['row-7'], message: /95/ },
  ])
  for (const { start, end, text } of marks) t.equal(goal.slice(start, end), text)
  t.end()
})

t.test('parts of a sum, money, and what is no promise', t => {
  const parts = marksOf('保管历史档案81万卷；保管新增档案20万卷。', ['数量指标', '档案保管数量', '≥118(万卷)'])
  t.strictSame(
    parts.map(({ state }) => state),
    ['conflict', 'conflict'],
  )
  t.match(marksOf('补助资金 300 万元。'), [{ state: 'matched', indicatorIds: [] }])
  t.strictSame(marksOf('1.检测安装满 2 年的招牌；2.服务 1-2 人次；3.现有窗口 16 个；12333 热线；2026年12月30日前'), [])
  t.end()
})

t.test('an enumeration of which one member has no row is an orphan', t => {
  const [mark] = marksOf('设备完好率、线路畅通率均达到98%。', ['质量指标', '设备完好率', '≥98(%)'])
  t.match(mark, { state: 'orphan', indicatorIds: ['row-6'], message: /线路畅通率/ })
  t.end()
})

t.test('whatever the goal says: offsets hold, marks do not overlap, and T1, T2, T3 see the same', t => {
  const piece = fc.constantFrom(
    '制作资料',
    '资料合格率',
    '故障率',
    '、',
    '，',
    '。',
    '；',
    '\n',
    '均达到',
    '不低于',
    '低于',
    '以上',
    '1,200份',
    '300 份',
    '98%',
    '９５％',
    '５万卷',
    '3万卷',
    '满 2 年',
    '😀',
    '2026年',
  )
  const value = fc.constantFrom('≥300(份)', '≥98(%)', '<1(%)', '=8(万卷)', '及时', '', '95%以上')
  const name = fc.constantFrom('制作资料数量', '资料合格率', '系统故障率', '档案保管')
  const short = fc.tuple(fc.constantFrom('数量指标', '质量指标', '社会效益指标'), name, value)
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), fc.array(short, { maxLength: 4 }), (pieces, rows) => {
      const form = formOf(rows, { annualGoal: pieces.join('') })
      const marks = goalMarks(form)
      let from = 0
      for (const { start, end, text, message } of marks) {
        assert.ok(start >= from && end > start)
        assert.equal(form.annualGoal.slice(start, end), text)
        assert.match(message, /。$/)
        from = end
      }
      const found = new Set(inspect(form).map(({ rule }) => rule))
      assert.equal(
        marks.some(({ state }) => state === 'conflict'),
        found.has('T1') || found.has('T3'),
      )
      assert.equal(
        marks.some(({ state }) => state === 'orphan'),
        found.has('T2'),
      )
    }),
    { seed: 2026, numRuns: 300 },
  )
  t.end()
})
