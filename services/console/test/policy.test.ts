// Shows what the console says of policy packs, for people and for programs.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { runConsole } from '../src/console.ts'

const told = async (...args: readonly string[]) => {
  let out = ''
  let noted = ''
  const terminal = { out: (text: string) => (out += text), note: (text: string) => (noted += text), input: process.stdin }
  const code = await runConsole(['policy', ...args], terminal)
  return { code, out, noted }
}

t.test('the packs there are', async t => {
  const { code, out } = await told('list', '--json')
  t.equal(code, 0)
  const packs = JSON.parse(out) as readonly Readonly<{ id: string; digest: string }>[]
  t.same(packs.map(({ id }) => id).toSorted(), ['CN-CENTRAL-2015', 'CN-CENTRAL-2021', 'SH-2026'])
  for (const { digest } of packs) t.match(digest, /^[0-9a-f]{64}$/)
})

t.test('two packs told apart, with what each number rests on', async t => {
  const { code, out } = await told('diff', 'CN-CENTRAL-2015', 'CN-CENTRAL-2021')
  t.equal(code, 0)
  t.match(out, /qualitative\.partlyFrom +0\.5 +0\.6/)
  t.match(out, /CN-CENTRAL-2021：.*财预〔2020〕10号/)
  t.match((await told('diff', 'SH-2026', 'SH-2026')).out, /完全相同/)
})

t.test('a pack that is not there, and a question that is none', async t => {
  const unknown = await told('diff', 'SH-2026', 'SH-1999')
  t.equal(unknown.code, 2)
  t.match(unknown.noted, /没有政策包“SH-1999”。现有：/)
  t.equal((await told('compare')).code, 2)
})

t.test("a pack of one's own is checked, compared and scored with, from its file", async t => {
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-policy-'))
  const file = join(directory, 'own.json')
  const basis = { kind: 'practice', text: '本市实施办法第三条' }
  const reviewer = { basis, deviationFlag: '5' }
  const own = { id: 'CITY-2027', version: 1, title: '某市政策包', basis, reviewer }
  writeFileSync(file, JSON.stringify(own))
  const sound = await told('check', file)
  t.equal(sound.code, 0)
  t.match(sound.out, /没有错误：CITY-2027 第 1 版/)
  t.match(JSON.parse((await told('check', file, '--json')).out), { problems: [], policy: { id: 'CITY-2027' } })
  t.match((await told('diff', 'CN-CENTRAL-2021@1', file)).out, /reviewer\.deviationFlag +10 +5/)
  writeFileSync(file, JSON.stringify({ ...own, reviewer: { deviationFlag: 5 }, title: '' }))
  const wrong = await told('check', file)
  t.equal(wrong.code, 1)
  t.match(wrong.out, /^3 处要改正/)
  t.match(wrong.out, /reviewer\.basis：缺少这一项/)
  const compared = await told('diff', 'SH-2026', file)
  t.equal(compared.code, 2)
  t.match(compared.noted, /reviewer\.deviationFlag：应为文字/)
  writeFileSync(file, '{')
  t.equal((await told('check', file)).code, 2)
  t.equal((await told('diff', 'SH-2026@9', 'SH-2026')).code, 2)
})

t.test('the schema of a pack, for editors', async t => {
  t.match(JSON.parse((await told('schema')).out), { title: '绩效政策包', required: ['id', 'version', 'title', 'basis'] })
})
