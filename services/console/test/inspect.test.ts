// Shows the inspection as a person and as another program reads it, over the nine declarations and over a file that is none.
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { runConsole } from '../src/console.ts'

const sample = fileURLToPath(new URL('../../../packages/documents/samples/2026-shanghai-social-insurance.txt', import.meta.url))

const told = async (...args: readonly string[]) => {
  let out = ''
  let noted = ''
  const code = await runConsole(['inspect', ...args], {
    out: text => (out += text),
    note: text => (noted += text),
    input: process.stdin,
  })
  return { code, out, noted }
}

type Told = Readonly<{ rule: string; severity: string; message: string; indicator?: string; basis?: string }>

t.test('as JSON: each declaration with its findings, rows by name', async t => {
  const { code, out } = await told(sample, '--json')
  t.equal(code, 0)
  const found = JSON.parse(out) as readonly Readonly<{ declaration: string; findings: readonly Told[] }>[]
  t.equal(found.length, 9)
  const of = (declaration: string): readonly Told[] => found.find(one => one.declaration === declaration)?.findings ?? []
  const rulesAt = (declaration: string, indicator: string): readonly string[] =>
    of(declaration)
      .filter(finding => finding.indicator === indicator)
      .map(({ rule }) => rule)
  t.ok(rulesAt('信息化运维项目', '安全等级保级别').includes('D1'))
  t.ok(rulesAt('信息化运维项目', '各子系统全面故障发生率').includes('T1'))
  t.ok(rulesAt('社保档案资料管理费', '社保档案库房租用').includes('T3'))
  t.ok(of('机关事业单位运行保障经费').some(({ rule, message }) => rule === 'T2' && message.includes('34')))
  t.ok(of('办公用房修缮及装修经费').some(({ rule, severity }) => rule === 'C1' && severity === 'error'))
  for (const { findings } of found) for (const { basis } of findings) t.type(basis, 'string')
})

t.test('for people: counts, then what is the matter and what to do', async t => {
  const { code, out } = await told(sample)
  t.equal(code, 0)
  t.match(out, /社会保险核查业务费 {2}错误 0 · 提醒 \d+ · 参考 \d+/)
  t.match(out, /提醒 D2 {2}“第三方法律机构驻点处理行政争议案件”/)
})

t.test('a file without a form', async t => {
  const { code, noted } = await told(fileURLToPath(import.meta.url))
  t.equal(code, 2)
  t.match(noted, /没有识别出任何绩效指标行/)
})
