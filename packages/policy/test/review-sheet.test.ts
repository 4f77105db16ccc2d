import t from 'tap'
import { itemsOf } from '../src/pack.ts'
import { findPack, packIds } from '../src/packs.ts'
import { reviewQuestion } from '../src/review-questions.ts'
import { gradeOfItems, gradeOfReview, pointsOfGrade } from '../src/review-sheet.ts'
import { central, withPack } from './evaluations.ts'

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

t.test('the points that make a grade, item by item', async t => {
  const bands = central.review.gradeBands
  const range = (grade: '优' | '良' | '中' | '差', outOf: string) => pointsOfGrade(grade, outOf, bands)
  t.same(range('优', '15'), { from: '13.50', to: '15.00' })
  t.same(range('良', '15'), { from: '12.00', to: '13.49' })
  t.same(range('中', '10'), { from: '6.00', to: '7.99' })
  t.same(range('差', '10'), { from: '0.00', to: '5.99' })
  t.same(range('优', '3.33'), { from: '3.00', to: '3.33' }, 'a bound between two places is the upper one')
  t.same(range('良', '0.01'), null, 'nothing in between')
  t.same(pointsOfGrade('中', '10', [{ grade: '优', from: '0' }]), null, 'a grade that there is not')
})

t.test('every two-place number of points lies in the range of the grade it amounts to, and in no other', async t => {
  const bands = central.review.gradeBands
  const outOf = '3.33'
  for (let hundredths = 0; hundredths <= 333; hundredths++) {
    const points = `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
    const pack = withPack(pack => ({
      ...pack,
      review: {
        ...pack.review,
        sections: [
          {
            name: '一',
            items: [
              { name: '甲', points: outOf },
              { name: '乙', points: '96.67' },
            ],
          },
        ],
      },
    }))
    const result = gradeOfReview(
      [
        { item: '甲', points, comment: '' },
        { item: '乙', points: '0', comment: '' },
      ],
      pack,
    )
    const grade = result.ok ? result.items[0]?.grade : null
    const within = bands.filter(band => {
      const range = pointsOfGrade(band.grade, outOf, bands)
      return range !== null && range.from <= points && points <= range.to
    })
    if (within.length !== 1 || within[0]?.grade !== grade) t.fail(`${points}: ${grade}`)
  }
})

t.test('what items come to together: each in the middle of its band, by its points', async t => {
  const bands = central.review.gradeBands
  t.equal(gradeOfItems([{ points: '10', grade: '优' }], bands), '优')
  t.equal(
    gradeOfItems(
      [
        { points: '15', grade: '优' },
        { points: '15', grade: '中' },
      ],
      bands,
    ),
    '良',
  )
  t.equal(gradeOfItems([], bands), null)
  t.equal(gradeOfItems([{ points: '0', grade: '优' }], bands), null, 'nothing to weigh')
})

t.test('every item of every pack has its question', async t => {
  for (const id of packIds)
    for (const { name } of itemsOf(findPack(id)?.review.sections ?? []))
      t.match(reviewQuestion(name), { question: /？|。$/ }, name)
  t.equal(reviewQuestion('创新性'), null)
})
