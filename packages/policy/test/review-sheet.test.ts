import t from 'tap'
import { gradeOfReview } from '../src/review-sheet.ts'
import { central } from './evaluations.ts'

const full = {
  规范完整性: '10',
  明确清晰性: '10',
  目标相关性: '15',
  指标科学性: '15',
  绩效合理性: '15',
  资金匹配性: '15',
  实现可能性: '10',
  条件充分性: '10',
}
const sheet = (points: Record<string, string>) =>
  Object.entries({ ...full, ...points }).map(([item, given]) => ({ item, points: given, comment: '' }))

t.test('the grade follows from the points', async t => {
  for (const [points, total, grade] of [
    [{}, '100.00', '优'],
    [{ 规范完整性: '0' }, '90.00', '优'],
    [{ 规范完整性: '0', 明确清晰性: '9.99' }, '89.99', '良'],
    [{ 规范完整性: '0', 明确清晰性: '0' }, '80.00', '良'],
    [{ 目标相关性: '0', 指标科学性: '0' }, '70.00', '中'],
    [{ 目标相关性: '0', 指标科学性: '0', 条件充分性: '0' }, '60.00', '中'],
    [{ 目标相关性: '0', 指标科学性: '0', 条件充分性: '0', 绩效合理性: '14.5' }, '59.50', '差'],
  ] as const)
    t.match(gradeOfReview(sheet(points), central), { ok: true, total, grade })
})

t.test('each item has a grade of its own', async t => {
  const result = gradeOfReview(sheet({ 目标相关性: '13.5', 指标科学性: '12', 绩效合理性: '9', 资金匹配性: '8.99' }), central)
  t.strictSame(
    (result.ok ? result.items : []).map(({ item, grade }) => [item, grade]),
    [
      ['规范完整性', '优'],
      ['明确清晰性', '优'],
      ['目标相关性', '优'],
      ['指标科学性', '良'],
      ['绩效合理性', '中'],
      ['资金匹配性', '差'],
      ['实现可能性', '优'],
      ['条件充分性', '优'],
    ],
  )
})

t.test('a sheet that cannot be graded says everything that is wrong', async t => {
  const fields = (items: Parameters<typeof gradeOfReview>[0]) => {
    const result = gradeOfReview(items, central)
    return result.ok ? [] : result.problems.map(({ field }) => field)
  }
  t.strictSame(fields([]), Object.keys(full))
  t.strictSame(fields([...sheet({}), { item: '创新性', points: '5', comment: '' }]), ['创新性'])
  t.strictSame(fields([...sheet({}), { item: '条件充分性', points: '5', comment: '' }]), ['条件充分性'])
  t.strictSame(fields(sheet({ 规范完整性: '10.01', 明确清晰性: '-1', 目标相关性: '优', 指标科学性: '1.234' })), [
    '规范完整性',
    '明确清晰性',
    '目标相关性',
    '指标科学性',
  ])
})
