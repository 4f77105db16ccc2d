// Shows that a unit of real size starts from one file: looked at, taken in, and everybody with a password of their own.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCredentials } from '@shenbao/server/credentials.ts'
import { credentialsFile } from '@shenbao/server/data-files.ts'
import { isPassword } from '@shenbao/server/passwords.ts'
import t from 'tap'
import { answers, folder, run } from './run-console.ts'

const sample = new URL('../../../packages/directory/samples/roster.csv', import.meta.url).pathname

const begun = async (t: Parameters<typeof folder>[0]): Promise<string> => {
  const data = folder(t)
  await run('init', '--data', data, ...answers)
  return data
}

t.test('from the file to the passwords', async t => {
  const data = await begun(t)
  const previewed = await run('roster', sample, '--data', data, '--dry-run')
  t.match(previewed, { code: 0, out: /将设立 3 个单位，任用 13 人/, note: '' })
  const taken = await run('roster', sample, '--data', data)
  t.match(taken, { code: 0, out: /已设立 3 个单位，任用 13 人/, note: /13 人还没有口令/ })

  const file = join(data, 'first.csv')
  const byAdmin = ['roster', sample, '--data', data, '--by', 'admin', '--passwords']
  const given = await run(...byAdmin, file)
  t.match(given, { code: 0, out: /没有需要新增的[\s\S]*已为 13 人生成初始口令/ }, 'the same file again gives what is missing')
  t.equal(statSync(file).mode & 0o777, 0o600)
  const [, ...rows] = readFileSync(file, 'utf8').trim().split('\r\n')
  t.equal(rows.length, 13)
  t.equal(new Set(rows.map(row => row.split(',')[2])).size, 13, 'each their own')
  t.notMatch(given.out + given.note, new RegExp(rows[0]?.split(',')[2] ?? 'nothing'), 'on no screen')
  t.match(await run(...byAdmin, file), { code: 2, note: /不会覆盖/ })
  const none = await run(...byAdmin, join(data, 'second.csv'))
  t.match(none, { code: 0, note: /都已有口令/ })
  t.throws(() => statSync(join(data, 'second.csv')))
})

t.test('the password in the file is the one that signs in', async t => {
  const data = await begun(t)
  const csv = join(data, 'roster.csv')
  writeFileSync(csv, '单位,账号,姓名,岗位\n某中心,clerk,经办岗,经办人\n')
  const file = join(data, 'first.csv')
  t.equal((await run('roster', csv, '--data', data, '--passwords', file)).code, 0)
  const password = readFileSync(file, 'utf8').trim().split('\r\n')[1]?.split(',')[2] ?? ''
  const credentials = openCredentials(credentialsFile(data))
  t.teardown(() => credentials.close())
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(credentialsFile(data), { readOnly: true })
  t.teardown(() => database.close())
  const encoded = database
    .prepare('select encoded from credentials')
    .all()
    .map(row => String(row['encoded']))
  const matching = await Promise.all(encoded.map(one => isPassword(password, one)))
  t.equal(matching.filter(Boolean).length, 1)
})

t.test('what is wrong with the file is said by line and column, and nothing is taken in', async t => {
  const data = await begun(t)
  const csv = join(data, 'roster.csv')
  writeFileSync(csv, '单位,账号,姓名,岗位\n某中心,Clerk,经办岗,经办人\n没有的单位,a.b,经办岗,大管家\n')
  for (const extra of [['--dry-run'], []]) {
    const refused = await run('roster', csv, '--data', data, ...extra)
    t.match(refused, { code: 1, out: /第 2 行“账号”[\s\S]*第 3 行“岗位”/ })
  }
  t.match(await run('roster', sample, '--data', data, '--dry-run'), { code: 0, out: /任用 13 人/ }, 'nobody is there yet')
  t.match(await run('roster', '--data', data), { code: 2, note: /请写明要读的文件/ })
  t.match(await run('roster', join(data, 'nowhere.csv'), '--data', data), { code: 2, note: /找不到文件/ })
  t.match(await run('roster', csv, sample, '--data', data), { code: 2, note: /一个名册/ })
  t.match(await run('roster', sample, '--data', folder(t)), { code: 2, note: /没有日志/ })
})

t.test('with several administrators it is said who takes it in', async t => {
  const data = await begun(t)
  t.equal((await run('roster', sample, '--data', data)).code, 0)
  t.match(await run('roster', sample, '--data', data), { code: 2, note: /不止一位（admin、system）/ })
  t.match(await run('roster', sample, '--data', data, '--by', 'audit'), { code: 2, note: /不是在任的系统管理员/ })
  t.equal((await run('roster', sample, '--data', data, '--by', 'system')).code, 0)
})
