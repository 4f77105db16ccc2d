// Shows that a question to 谁改了什么 stands in the address, and that a value is found whatever its width.
import t from 'tap'
import { placeWords, queryText, questionOf, speaksOf, withAnswer } from '../src/audit/audit-search.ts'

t.test('a question is read from the address and written back; another declaration forgets the row', async t => {
  const question = questionOf(new URLSearchParams('declaration=d1&indicator=r1&actor=%20&page=3'))
  t.strictSame(question, { declaration: 'd1', indicator: 'r1' })
  t.strictSame(withAnswer(question, 'actor', ' 经办人 '), { ...question, actor: '经办人' })
  t.strictSame(withAnswer(question, 'declaration', 'd2'), { declaration: 'd2' })
  t.strictSame(withAnswer(question, 'indicator', ''), { declaration: 'd1' })
  t.strictSame(questionOf(new URLSearchParams(queryText(question))), question)
})

t.test('who changed 95 to 90', async t => {
  const row = { from: '≥95(%)', to: '≥90（％）', reason: '按上年完成情况', indicatorName: '满意度' }
  for (const words of ['', '95', '95 90', '95→90', '９５', '90(%)', '满意度 上年']) t.ok(speaksOf(row, words), words)
  for (const words of ['97', '95 97']) t.notOk(speaksOf(row, words), words)
  t.ok(speaksOf({ ...row, from: null, to: null }, '上年'), 'a row that came has no old value')
})

t.test('where a change stands, in the words on the paper', async t => {
  t.equal(placeWords({ indicator: null, indicatorName: null, field: 'funds.annualRequest' }), '年度资金申请总额')
  t.equal(placeWords({ indicator: 'r1', indicatorName: '满意度', field: 'target' }), '满意度')
  t.equal(placeWords({ indicator: 'r1', indicatorName: null, field: 'target' }), '已删去的指标')
})
