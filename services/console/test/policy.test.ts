// Shows what the console says of policy packs, for people and for programs.
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
