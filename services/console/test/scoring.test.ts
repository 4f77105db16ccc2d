// Shows how rows will be scored, as a person and as another program reads it.
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { run } from './run-console.ts'

const sample = fileURLToPath(new URL('../../../packages/documents/samples/2026-shanghai-social-insurance.txt', import.meta.url))

t.test('as JSON: each declaration, each row', async t => {
  const { code, out } = await run('scoring', sample, '--json')
  t.equal(code, 0)
  const scored = JSON.parse(out)
  t.equal(scored.length, 9)
  const [first] = scored
  t.match(first, { declaration: '社会保险经办业务费', policy: { id: 'CN-CENTRAL-2021' }, counts: { machine: Number } })
  t.match(
    first.items.find((row: { indicator: string }) => row.indicator === '微信推文发布数'),
    { method: 'proportional', weight: '1.22', sentence: /完成值 ÷ 150条\/年/, plan: {}, examples: [{ score: '1.22' }] },
  )
})

t.test('for people: a table, then a sentence a row; another pack by name', async t => {
  const { code, out } = await run('scoring', sample, '--policy', 'CN-CENTRAL-2015')
  t.equal(code, 0)
  t.match(out, /按数计分 \d+ 行/)
  t.match(out, /微信推文发布数\s+≥150\.00\(条\/年\)/)
  t.match(out, /没有约定佐证材料、数据来源或采集方法的有 57 行/)
  t.match(out, '政策包：中央项目支出绩效政策包（2015')
  t.equal((await run('scoring', sample, '--policy=SH-2026')).code, 0)
})

t.test('what cannot be read is said', async t => {
  t.equal((await run('scoring', fileURLToPath(import.meta.url))).code, 2)
  t.equal((await run('scoring', sample, '--policy', 'NOWHERE')).code, 2)
  t.equal((await run('scoring', sample, '--policy')).code, 2)
  t.equal((await run('scoring')).code, 2)
})
