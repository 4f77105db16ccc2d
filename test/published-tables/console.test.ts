import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readSelfEvaluation } from '../../packages/policy/src/evaluation.ts'
import { DEFAULT_PACK_ID, findPack } from '../../packages/policy/src/packs.ts'
import { scoreSelfEvaluation } from '../../packages/policy/src/score.ts'
import { asEvaluation, publishedTables } from '../../packages/policy/test/published-tables.ts'
import { folder, run } from '../../services/console/test/run-console.ts'

// What the console answers for every published table is what the rules answer, and never a stack trace.

const pack = findPack(DEFAULT_PACK_ID)
if (!pack) throw new Error('the pack is gone')

t.test('every published table through the console', async t => {
  const file = join(folder(t), 'table.json')
  let scored = 0
  for (const table of publishedTables) {
    const input = asEvaluation(table)
    if (input === null) continue
    const read = readSelfEvaluation(input)
    if ('problems' in read) throw new TypeError(table.title)
    writeFileSync(file, JSON.stringify(input))
    const { code, out, note } = await run('score', file, '--json')
    t.strictSame({ code, note }, { code: 0, note: '' }, table.title)
    const { policy, ...answer } = JSON.parse(out)
    t.strictSame(answer, JSON.parse(JSON.stringify(scoreSelfEvaluation(read.evaluation, pack))), table.title)
    t.equal(policy.id, pack.id)
    t.match(await run('score', file), { code: 0, out: /政策包：/ })
    scored += 1
  }
  t.ok(scored >= 20, `${scored} tables`)
})

t.test('what is no table is refused in sentences', async t => {
  const file = join(folder(t), 'table.json')
  const table = {
    budget: { annual: '1', executed: '1' },
    indicators: [{ name: '某项', target: '≥1', actual: '1', weight: '90' }],
  }
  for (const text of [
    '',
    'null',
    '[]',
    '"x"',
    '3',
    '{',
    '\u0000',
    '['.repeat(20_000),
    JSON.stringify({ ...table, indicators: [] }),
    JSON.stringify({ indicators: table.indicators }),
    JSON.stringify({ ...table, note: 1 }),
    `{"__proto__":{},${JSON.stringify(table).slice(1)}`,
    JSON.stringify({ ...table, budget: { annual: '1,000', executed: '1' } }),
    JSON.stringify({ ...table, indicators: [{ ...table.indicators[0], weight: '10分' }] }),
    JSON.stringify({ ...table, indicators: [{ ...table.indicators[0], actual: 48 }] }),
    JSON.stringify({ ...table, indicators: [null] }),
  ]) {
    writeFileSync(file, text)
    const { code, out, note } = await run('score', file, '--json')
    t.strictSame({ code, out }, { code: 2, out: '' }, text.slice(0, 60))
    t.match(note, /[一-鿿]/)
    t.notMatch(note, /\n\s+at |Error:/, text.slice(0, 60))
  }
  writeFileSync(file, `\ufeff${JSON.stringify(table)}`)
  t.match(await run('score', file, '--json'), { code: 0 }, 'a byte order mark is no mistake')
})

t.test('so is what is written beside the file', async t => {
  const file = join(folder(t), 'table.json')
  writeFileSync(
    file,
    JSON.stringify({ budget: { annual: '1', executed: '1' }, indicators: [{ name: '某项', target: '≥1', actual: '1' }] }),
  )
  t.match(await run('score', file), { code: 0 })
  for (const [args, note] of [
    [[], /请写明要读的文件/],
    [['nowhere.json'], /找不到文件/],
    [['.'], /是一个文件夹/],
    [[file, file], /一次只给一份自评表打分/],
    [[file, '--policy', '__proto__'], /没有政策包/],
    [[file, '--policy'], /选项“--policy”后面要写上它的值/],
    [[file, '--json=yes'], /选项“--json”后面不带值/],
    [[file, '--wat'], /没有“--wat”这个选项/],
  ] as const) {
    const answer = await run('score', ...args)
    t.match(answer, { code: 2, out: '', note }, args.join(' '))
    t.notMatch(answer.note, /\n\s+at |[Oo]ption|Error/, args.join(' '))
  }
})
