// Shows samples over HTTP: who draws them, from what, and that anybody finds the same again.
import { randomUUID } from 'node:crypto'
import t from 'tap'
import { openDesk, readable } from './desk.ts'
import { officeOf } from './evaluated.ts'

t.test('samples for spot checks', async t => {
  const bench = await openDesk(t)
  const office = officeOf(bench)
  const { id: evaluated } = await office.evaluated('可抽查')
  await readable(bench)
  const draw = async (account: string, payload: object, key?: string) =>
    bench.app.inject({
      method: 'POST',
      url: '/api/samples',
      headers: { ...(await office.as(account)), ...(key && { 'idempotency-key': key }) },
      payload,
    })
  const asked = { year: 2026, of: 'declarations', size: 3, seed: '抽查 2026', purpose: '年度抽查' }

  const first = await draw('auditor', asked)
  t.equal(first.statusCode, 201, first.body)
  const sample = first.json()
  t.match(sample, {
    seed: '抽查 2026',
    isSeedChosen: true,
    byName: String,
    methodInWords: /D\(种子/,
    population: { count: 10 },
    drawn: { length: 3 },
    check: { isSame: true, sentence: '同一种子、同一总体重抽，结果一致。' },
  })
  t.match(sample.drawn[0], { name: String, phase: String, indicator: null })
  const again = (await draw('auditor', asked)).json()
  t.same(
    again.drawn.map(({ id }: { id: string }) => id),
    sample.drawn.map(({ id }: { id: string }) => id),
    'the same seed draws the same again',
  )
  t.not(again.id, sample.id, 'and both stand on record')

  const bySystem = (await draw('bureau-reviewer', { year: 2026, size: 1, of: 'rows', by: 'amount' })).json()
  t.match(bySystem, { isSeedChosen: false, seed: String, size: 1, population: { count: 6 }, drawn: [{ declaration: evaluated }] })
  t.match(bySystem.drawn[0], { indicator: String, indicatorName: String, name: '可抽查' })
  t.match((await draw('center-finance', { year: 2026, size: 1 })).json(), { of: 'evaluations', drawn: [{ id: evaluated }] })

  t.equal((await draw('drafter', asked)).statusCode, 403)
  t.match((await draw('auditor', { ...asked, size: 11 })).json(), { status: 409, detail: /只有 10 项/ })
  t.equal((await draw('auditor', { ...asked, year: 2030 })).statusCode, 409, 'nothing to draw from')
  t.equal((await draw('auditor', { ...asked, size: 0 })).statusCode, 422)

  const key = randomUUID()
  const sent = (await draw('auditor', { year: 2026, size: 1 }, key)).json()
  t.equal((await draw('auditor', { year: 2026, size: 1 }, key)).json().id, sent.id, 'sent twice, drawn once')
  t.equal((await draw('auditor', asked, key)).statusCode, 409)
  t.equal((await draw('bureau-reviewer', { year: 2026, size: 1 }, key)).statusCode, 409, 'the key of somebody else')

  const listed = async (account: string) =>
    (await office.read('/api/samples?year=2026', account)).json().items.map(({ id }: { id: string }) => id)
  t.same((await listed('auditor')).at(-1), sample.id, 'the newest first')
  t.notOk((await listed('center-finance')).includes(sample.id), 'what the audit drew is not told to who is audited')
  t.equal((await office.read(`/api/samples/${sample.id}`, 'drafter')).statusCode, 404)
  t.same((await office.read(`/api/samples/${sample.id}`, 'auditor')).json(), sample)
  t.same((await office.read('/api/samples?year=2025', 'auditor')).json(), { items: [] })
})
