import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { dossierFiles } from '@shenbao/audit/dossier/dossier-files.ts'
import { zipDossier } from '@shenbao/audit/dossier/export-dossier.ts'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { newKeyPair, signingKey } from '@shenbao/audit/signature.ts'
import { seedFile } from '@shenbao/documents/samples.ts'
import t from 'tap'
import { runConsole } from '../src/console.ts'

/** Runs one command as a person would and keeps what stands on either output. */
const run = async (args: readonly string[], input = '') => {
  let out = ''
  let note = ''
  const code = await runConsole(args, {
    out: text => {
      out += text
    },
    note: text => {
      note += text
    },
    input: Readable.from([input]),
  })
  return { code, out, note }
}

const folder = (t: { teardown: (after: () => void) => void }): string => {
  const directory = mkdtempSync(join(tmpdir(), 'shenbao-console-'))
  t.teardown(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

t.test('usage: asked for on stdout, complained about on stderr', async t => {
  t.match(await run(['--help']), { code: 0, out: /import.*\n.*value/s, note: '' })
  t.match(await run([]), { code: 2, out: '', note: /用法/ })
  t.match(await run(['frobnicate']), { code: 2, out: '', note: /没有“frobnicate”这个命令/ })
  for (const name of ['init', 'import', 'value', 'score', 'explain', 'verify', 'seal', 'rebuild', 'backup', 'restore'])
    t.match(await run([name, '--help']), { code: 0, out: /用法：/, note: '' }, name)
  t.match(await run(['value', '--frobnicate']), { code: 2, out: '', note: /用法/ })
})

t.test('value: one JSON line for each line, blank lines included', async t => {
  const { code, out } = await run(['value', '--json'], '≥150.00(条/年)\n20-30天\n\n')
  t.equal(code, 0)
  t.strictSame(
    out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line)),
    [
      { raw: '≥150.00(条/年)', op: '>=', value: '150.00', unit: '条/年', kind: 'quantitative' },
      {
        raw: '20-30天',
        op: 'text',
        value: null,
        unit: null,
        kind: 'qualitative',
        meaning: { kind: 'between', low: '20', high: '30', unit: '天' },
      },
      { raw: '', op: null, value: null, unit: null, kind: 'qualitative' },
    ],
  )
})

t.test('import: the seed as JSON; what is no form is refused with exit 2', async t => {
  const { code, out, note } = await run(['import', fileURLToPath(seedFile), '--json'])
  const read = JSON.parse(out)
  t.equal(code, 0)
  t.equal(note, '')
  t.equal(read.length, 9)
  t.equal(read.flatMap((form: { indicators: unknown[] }) => form.indicators).length, 186)
  t.match(read[0], {
    name: '社会保险经办业务费',
    year: 2026,
    funds: { total: null, annualRequest: '11010598.00', carryover: '0.00' },
  })
  const directory = folder(t)
  writeFileSync(join(directory, 'noise.txt'), '这不是申报表\n'.repeat(10))
  t.match(await run(['import', join(directory, 'noise.txt')]), { code: 2, out: '', note: /没有识别出任何绩效指标行/ })
  t.match(await run(['import', join(directory, 'nowhere.txt')]), { code: 2, out: '', note: /找不到文件/ })
  t.match(await run(['import', directory]), { code: 2, out: '', note: /是一个文件夹/ })
  t.match(await run(['import']), { code: 2, out: '', note: /请写明要读的文件/ })
})

t.test('score: the receipt as JSON; wrong input all at once', async t => {
  const file = join(folder(t), 'self.json')
  const row = { level1: '产出指标', level2: '数量指标', name: '次数', target: '≥50个', actual: '48', weight: '90' }
  writeFileSync(
    file,
    JSON.stringify({ budget: { initial: '250000.00', annual: '250000.00', executed: '215457.60' }, indicators: [row] }),
  )
  const { code, out } = await run(['score', file, '--json'])
  t.equal(code, 0)
  t.match(JSON.parse(out), {
    total: '95.02',
    grade: '优',
    execution: { rate: '0.8618', score: '8.62' },
    policy: { id: 'CN-CENTRAL-2021', version: 1, digest: /^[0-9a-f]{64}$/ },
  })
  t.match(await run(['score', file]), { code: 0, out: /总分 95\.02，等级 优/ })
  t.match(await run(['score', file, '--policy', 'NOWHERE']), { code: 2, note: /没有政策包/ })
  writeFileSync(file, JSON.stringify({ budget: { annual: 1, executed: 'x' }, indicators: [] }))
  const { code: refused, note } = await run(['score', file])
  t.equal(refused, 2)
  for (const place of ['budget.annual', 'budget.executed', 'indicators']) t.match(note, place)
  writeFileSync(file, '{')
  t.match(await run(['score', file]), { code: 2, note: /不是合法的 JSON/ })
})

t.test('init begins a log once; verify finds what was changed behind its back', async t => {
  const data = join(folder(t), 'data')
  const answers = [
    '--department',
    '某市某局',
    '--unit',
    '某中心',
    '--account',
    'admin',
    '--name',
    '系统管理员',
    '--password',
    'correct horse 42 battery',
  ]
  t.match(await run(['init', '--data', data, '--department', '某市某局']), { code: 2, note: /请补全/ })
  t.match(await run(['init', '--data', data, ...answers]), { code: 0, out: /已建立「某市某局」和「某中心」/ })
  t.match(await run(['init', '--data', data, ...answers]), { code: 1, out: '', note: /不能再次初始化/ })
  const sound = await run(['verify', '--data', data])
  t.match(sound, { code: 0, out: /✓ 每条流的摘要链都接得上/ })
  t.match(sound.out, '所以无法知道', 'says what it cannot know')
  const head = /摘要头 (\S+)/.exec(sound.out)?.[1] ?? ''
  t.match(await run(['verify', '--data', data, '--trust', head]), { code: 0, out: /与所信任的摘要头一致/ })
  t.match(await run(['verify', '--data', data, '--trust', 'x']), { code: 2, note: /不是摘要头/ })
  t.match(await run(['verify', '--data', data, '--trust', head.replace(/.$/, last => (last === '0' ? '1' : '0'))]), {
    code: 1,
    out: /不符/,
  })
  tamper(join(data, 'log.sqlite'))
  t.match(await run(['verify', '--data', data]), { code: 1, out: /✗ directory 第 \d+ 条/ })
  t.match(await run(['verify', '--data', join(data, 'nowhere')]), { code: 2, note: /没有日志/ })
})

t.test('seal: a key is made once, verify tells what is sealed, by whom, and what it cannot know', async t => {
  const data = join(folder(t), 'data')
  const who = ['--department', '某市某局', '--unit', '某中心', '--account', 'admin', '--name', '系统管理员']
  const begun = await run(['init', '--data', data, ...who, '--password', 'correct horse 42 battery'])
  const publicKey = /加封公钥 (\S+)/.exec(begun.out)?.[1] ?? ''
  t.match(publicKey, /^ed25519:[0-9a-f]{64}$/)
  t.match(await run(['verify', '--data', data]), { code: 0, out: /没有封印/ })
  t.match(await run(['verify', '--data', data, '--key', join(data, 'seal-key.pub')]), {
    code: 1,
    out: /没有一枚出自所信任的公钥/,
  })
  t.match(await run(['seal', '--data', data, '--algorithm', 'sm2']), { code: 0, out: publicKey }, 'the key that is there is used')
  t.match(await run(['seal', '--data', data]), { code: 0, out: /没有新的记录/ })

  const sound = await run(['verify', '--data', data])
  t.match(sound, { code: 0, out: /✓ 1 枚封印都与记录相符/ })
  for (const said of ['其后有 0 条尚未加封', publicKey, '持有加封密钥的人可以重建', '封印是否出自本单位的密钥'])
    t.match(sound.out, said, said)
  const trusting = await run(['verify', '--data', data, '--key', join(data, 'seal-key.pub')])
  t.match(trusting, { code: 0, out: /✓ 封印出自所信任的公钥/ })
  t.notMatch(trusting.out, '封印是否出自本单位的密钥')

  const strange = join(data, 'strange.pub')
  writeFileSync(strange, `ed25519:${'1'.repeat(64)}\n`)
  t.match(await run(['verify', '--data', data, '--key', strange]), { code: 1, out: /✗ seals 第 0 条：封印由不认识的密钥签成/ })
  writeFileSync(strange, 'rsa:00')
  t.match(await run(['verify', '--data', data, '--key', strange]), { code: 2, note: /“rsa:00”不是公钥/ })
  t.match(await run(['verify', '--data', data, '--key', join(data, 'nowhere')]), { code: 2, note: /无法读取/ })
  t.match(await run(['seal', '--data', join(data, 'nowhere')]), { code: 2, note: /没有日志/ })
  t.match(await run(['seal', '--data', data, '--algorithm', 'rsa']), { code: 2, note: /没有“rsa”这种签名算法/ })
  tamper(join(data, 'log.sqlite'))
  t.match(await run(['verify', '--data', data]), { code: 1, out: /✗ directory 第 \d+ 条.*\n记录只能读到这里/ })
  chmodSync(join(data, 'seal-key.json'), 0o644)
  t.match(await run(['seal', '--data', data]), { code: 2, note: /chmod 600/ })
})

t.test('verify DOSSIER.zip: what is no dossier, or no longer one, is said without a trace of the program', async t => {
  const file = join(folder(t), 'dossier.zip')
  t.match(await run(['verify', file]), { code: 2, out: '', note: /无法读取/ })
  writeFileSync(file, 'PK')
  t.match(await run(['verify', file]), { code: 2, out: '', note: /不是完整的卷宗压缩包/ })
  t.match(await run(['verify', file, '--data', '.']), { code: 2, note: /一次只能核验一份卷宗/ })
  writeFileSync(file, zipDossier({ 'proof.json': '{}', 'facts.ndjson': '' }, '2026-03-05T01:02:03.004Z'))
  t.match(await run(['verify', file]), { code: 1, out: /核验没有通过.*没有程序认识的 proof\.json/s })
  writeFileSync(file, zipDossier(soundDossier, '2026-03-05T01:02:03.004Z'))
  t.match(await run(['verify', file]), { code: 0, out: /核验通过.*不能证明.*公钥随卷宗而来/s })
  t.match(await run(['verify', file, '--trust', `1:${'0'.repeat(64)}`]), { code: 1, out: /所信任的摘要头/ })
  writeFileSync(file, zipDossier({ ...soundDossier, 'form.json': '{}' }, '2026-03-05T01:02:03.004Z'))
  t.match(await run(['verify', file]), { code: 1, out: /form\.json 与清单不符/ })
})

const soundDossier = dossierFiles({
  name: '某项目',
  facts: [
    {
      stream: 'declaration-a',
      revision: 0,
      id: '0198a3b1-7c00-8000-8000-000000000001',
      type: 'declaration-opened',
      schemaVersion: 1,
      actor: 'drafter',
      onBehalfOf: null,
      commandId: 'c',
      commandDigest: 'd',
      effectiveOn: '2026-03-02',
      recordedAt: '2026-03-02T01:02:03.004Z',
      previous: null,
      data: {},
    },
  ],
  form: {},
  opinions: [],
  log: { name: 'sm3', digest: sm3 },
  seal: null,
  key: signingKey('sm2', newKeyPair('sm2')),
  exportedAt: '2026-03-05T01:02:03.004Z',
  verifiers: {},
})

/** Changes one word of a stored fact, as somebody with the file in hand could. */
const tamper = (file: string): void => {
  const db = new DatabaseSync(file)
  const guards = db.prepare("select name from sqlite_schema where type = 'trigger'").all()
  for (const { name } of guards) db.exec(`drop trigger "${String(name)}"`)
  const [table, column] = textColumn(db)
  const changed = db
    .prepare(`update "${table}" set "${column}" = replace("${column}", '某中心', '另一中心') where "${column}" like '%某中心%'`)
    .run()
  db.close()
  if (Number(changed.changes) === 0) throw new Error('nothing was tampered with: the test has to be mended')
}

const textColumn = (db: DatabaseSync): readonly [string, string] => {
  for (const { name } of db.prepare("select name from sqlite_schema where type = 'table'").all())
    for (const column of db.prepare(`pragma table_info("${String(name)}")`).all()) {
      const found = db.prepare(`select 1 from "${String(name)}" where "${String(column['name'])}" like '%某中心%' limit 1`).get()
      if (found) return [String(name), String(column['name'])]
    }
  throw new Error('no stored fact names the unit: the test has to be mended')
}
