// Shows what a roster file may look like, that it comes in whole or not at all, and that every error is told with its line and column.
import assert from 'node:assert'
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import type { ImportRoster } from '../src/commands.ts'
import { demonstrationDirectory } from '../src/demonstration.ts'
import { type Directory, emptyDirectory, evolveDirectory, officerOfAccount, servingOfficers } from '../src/directory.ts'
import { planRoster } from '../src/plan-roster.ts'
import { ROSTER_ROWS_MAX, readRoster } from '../src/roster.ts'
import { applied, decided, refusal } from './acting.ts'

const begun = applied(emptyDirectory, demonstrationDirectory, null)
const importing = (text: string, importId = 'i-1'): ImportRoster => ({ type: 'import-roster', importId, text })
const errorsOf = (text: string, directory: Directory = begun): readonly string[] => {
  const plan = planRoster(importing(text), directory)
  return plan.sound ? [] : plan.errors.map(({ line, column, message }) => `${line} ${column} ${message}`)
}

const HEADER = '单位,上级单位,单位类型,账号,姓名,岗位'
const sound = [
  HEADER,
  '第二中心,市局,实施单位,clerk.1,一科经办,经办人',
  '第二中心,,,chief.1,一科负责人,部门负责人、中心财务',
  '市局,,主管部门,,,',
  '市局,,,review.1,审核岗,主管部门审核;主管部门财务',
  '上海市社会保险事业管理中心,,,clerk.2,二科经办,drafter',
].join('\n')

t.test('a roster comes in at once: organisations above first, then the officers in the order of the file', async t => {
  const decision = decided(begun, importing(sound), 'admin')
  t.ok(decision.accepted)
  const events = decision.accepted ? decision.events : []
  t.strictSame(
    events.map(({ type, data }) => [type, 'name' in data && data.name]),
    [
      ['organisation-founded', '市局'],
      ['organisation-founded', '第二中心'],
      ['officer-appointed', '一科经办'],
      ['officer-appointed', '一科负责人'],
      ['officer-appointed', '审核岗'],
      ['officer-appointed', '二科经办'],
    ],
  )
  const after = events.reduce(evolveDirectory, begun)
  t.match(officerOfAccount(after, 'chief.1'), { organisationId: 'i-1-o2', roles: ['section-chief', 'center-finance'] })
  t.match(after.organisations['i-1-o2'], { name: '第二中心', kind: 'unit', parentId: 'i-1-o4' })
  t.equal(officerOfAccount(after, 'clerk.2')?.organisationId, 'demonstration-unit')
  t.equal(refusal(begun, importing(sound), 'drafter')?.code, 'not-administrator')
})

t.test('the same file again changes nothing', async t => {
  const once = applied(begun, importing(sound), 'admin')
  t.match(refusal(once, importing(sound, 'i-2'), 'admin'), { code: 'nothing-new', places: [] })
  t.equal(
    decided(once, importing(`${sound}\n第二中心,,,clerk.9,新人,经办人`, 'i-2'), 'admin').accepted,
    true,
    'what is new comes in',
  )
})

t.test('who is there already is left as they are; a note says what differs and carries the command', async t => {
  const once = applied(begun, importing(sound), 'admin')
  const differing = [
    HEADER,
    '第二中心,上海市人力资源和社会保障局,实施单位,clerk.1,一科经办甲,经办人',
    '第二中心,,,clerk.2,二科经办,经办人、中心领导',
    '第二中心,,,chief.1,一科负责人,中心财务；部门负责人',
  ].join('\n')
  const plan = planRoster(importing(differing, 'i-2'), once)
  t.ok(plan.sound)
  const notes = plan.sound ? plan.notes : []
  t.strictSame(
    notes.map(({ line, column, proposals }) => [line, column, proposals.map(({ type }) => type)]),
    [
      [2, 'parent', []],
      [2, 'name', ['rename-officer']],
      [3, 'organisation', ['reassign-officer']],
    ],
  )
  t.equal(refusal(once, importing(differing, 'i-2'), 'admin')?.code, 'nothing-new')
  const proposals = notes.flatMap(note => note.proposals)
  const adjusted = proposals.reduce((directory, proposal) => applied(directory, proposal, 'admin'), once)
  t.match(officerOfAccount(adjusted, 'clerk.2'), { organisationId: 'i-1-o2', roles: ['drafter', 'center-leader'] })
  t.equal(officerOfAccount(adjusted, 'clerk.1')?.name, '一科经办甲')
})

t.test('an old file hires nobody again, under whatever name', async t => {
  const once = applied(begun, importing(sound), 'admin')
  const left = applied(once, { type: 'dismiss-officer', officerId: 'i-1-p2', reason: '离职' }, 'admin')
  t.match(refusal(left, importing(sound, 'i-2'), 'admin')?.places, [{ field: 'account', message: /已经解除/ }])
  const renamed = sound.replace('一科经办', '一科新经办')
  t.match(refusal(left, importing(renamed, 'i-2'), 'admin')?.places, [{ field: 'account', message: /已经解除/ }])
})

t.test('marks, line ends, quotes, blank lines, full-width commas, English words and other columns are all right', async t => {
  const officers = (text: string): readonly string[] =>
    servingOfficers(applied(begun, importing(text), 'admin'))
      .filter(({ officerId }) => officerId.startsWith('i-1'))
      .map(({ account, name, roles }) => `${account} ${name} ${roles}`)
  const unit = '上海市社会保险事业管理中心'
  const table: readonly (readonly [what: string, text: string])[] = [
    ['a mark and CRLF', `\uFEFF单位,账号,姓名,岗位\r\n${unit},clerk.1,经办,经办人\r\n`],
    ['CR only', `单位,账号,姓名,岗位\r${unit},clerk.1,经办,经办人\r`],
    ['mixed line ends', `单位,账号,姓名,岗位\r\n\n${unit},clerk.1,经办,经办人\n,,,\r\n`],
    ['quotes and spaces', `"单位", "账号" ,姓名,岗位\n"${unit}", clerk.1 ,"经办",　经办人　`],
    ['full-width commas in the header', `单位，账号，姓名，岗位\n${unit},clerk.1,经办,经办人`],
    ['full-width commas here and there', `单位,账号，姓名,岗位（可多个）\n${unit},clerk.1,经办,经办人`],
    ['English', `Unit,Account,Name,Roles\n${unit},clerk.1,经办,DRAFTER`],
    ['another order and other columns', `备注,岗位,姓名,帐号,单位名称,\n新,经办人;经办人,经办,clerk.1,${unit},`],
    ['cells left out at the end', `单位,账号,姓名,岗位,上级单位,单位类型\n${unit},clerk.1,经办,经办人`],
  ]
  for (const [what, text] of table) t.strictSame(officers(text), ['clerk.1 经办 drafter'], what)
  const quoted = applied(begun, importing(`单位,单位类型\n"第三局（""试点"",筹）",主管部门`), 'admin')
  t.equal(Object.values(quoted.organisations).at(-1)?.name, '第三局（"试点",筹）')
})

t.test('every error is told at once, by line and column, and nothing comes in', async t => {
  const text = [
    HEADER,
    '甲单位,,实施单位,,,',
    '乙单位,没有的局,实施单位,,,',
    '丙单位,市局,乡镇,a.1,岗一,经办人',
    '丁单位,市局,,,,',
    '市局,,主管部门,Admin,,经办、系统管理员',
    '市局,,实施单位,a.2,岗二,',
    '"戊',
    '单位",市局,实施单位,,,',
    '上海市社会保险事业管理中心,,,a.3,岗三,主管部门审核',
    '上海市社会保险事业管理中心,,,a.3,岗三,经办人',
    ',,,a.4,岗四,经办人',
    '己局,庚局,主管部门,,,',
    '庚局,己局,主管部门,,,',
    '辛局,庚局,主管部门,a.5,岗五,经办人',
    '上海市社会保险事业管理中心，，，a.6，岗六，经办人',
    '上海市社会保险事业管理中心,,,a.7,岗七,经办人,中心财务',
  ].join('\r\n')
  const told = errorsOf(text).map(error => error.split(' ').slice(0, 2).join(' '))
  t.strictSame(told, [
    '2 parent',
    '3 parent',
    '4 kind',
    '6 roles',
    '6 account',
    '6 name',
    '7 kind',
    '7 roles',
    '8 organisation',
    '10 roles',
    '11 account',
    '12 organisation',
    '13 parent',
    '14 parent',
    '16 null',
    '17 null',
  ])
  const because = refusal(begun, importing(text), 'admin')
  t.equal(because?.code, 'roster-malformed')
  t.equal(because?.places?.length, 16)
  t.match(because?.places?.[3], { field: 'roles', message: /^第 6 行“岗位”：没有“经办”这个岗位/ })
  for (const { message } of because?.places ?? []) t.match(message, /。$/, message)
})

t.test('what is no roster at all is one readable error', async t => {
  const table: readonly (readonly [what: RegExp, text: string])[] = [
    [/文件是空的/, ''],
    [/文件是空的/, '\uFEFF\r\n,,\r\n'],
    [/缺少列名“单位”/, '姓名,账号,岗位\n甲,a.1,经办人'],
    [/缺少列名“账号”、“岗位”/, '单位,姓名\n甲,乙'],
    [/列名“姓名”不止一列/, '单位,账号,姓名,人员,岗位'],
    [/^3 null 引号没有成对/, '单位,单位类型\n甲局,主管部门\n"乙局,主管部门\n丙局,主管部门'],
    [/^2 null 引号没有成对/, '单位,单位类型\n"甲"局,主管部门'],
    [/不是 UTF-8/, '单位,单位类型\n\uFFFD\uFFFD,主管部门'],
    [/一次最多导入 2000 行/, `单位\n${'甲局\n'.repeat(ROSTER_ROWS_MAX + 1)}`],
  ]
  for (const [what, text] of table) {
    t.match(errorsOf(text).join('\n'), what)
    t.equal(errorsOf(text).length, 1)
  }
})

t.test('rows know the line they begin on', async t => {
  const { rows } = readRoster('单位\n\n甲\n"乙\n\n丙"\n丁')
  t.strictSame(
    rows.map(({ line }) => line),
    [3, 4, 7],
  )
})

t.test('property: whatever a name is made of, quoted it comes in as it was, and no text is thrown back', async () => {
  const piece = fc.constantFrom('"', ',', '，', ' ', ';', "'", '=', '甲', '岗', '（', '\t', '\u3000', 'a', '𠮷')
  const name = fc.string({ unit: piece, minLength: 1, maxLength: 20 }).filter(text => text.trim() !== '')
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (names, end) => {
      const rows = names.map((text, place) => `上海市社会保险事业管理中心,a${place}x,"${text.replaceAll('"', '""')}",经办人`)
      const decision = decided(begun, importing(['单位,账号,姓名,岗位', ...rows].join(end)), 'admin')
      assert.ok(decision.accepted)
      assert.deepStrictEqual(
        decision.events.map(({ data }) => 'name' in data && data.name),
        names.map(text => text.trim()),
      )
    }),
    { numRuns: runs(80) },
  )
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(piece, fc.constantFrom('\n', '\r', '单位', '账号', '经办人')) }), text => {
      const { rows, errors } = readRoster(`${HEADER}\n${text}`)
      assert.ok([...rows, ...errors].every(({ line }) => line >= 2))
    }),
    { numRuns: runs(200) },
  )
})

t.test('a roster of the greatest size comes in', async t => {
  const rows = Array.from({ length: ROSTER_ROWS_MAX - 1 }, (_, place) => `大局,,,p${place},岗${place},经办人`)
  const decision = decided(
    begun,
    importing(['单位,上级单位,单位类型,账号,姓名,岗位', '大局,,主管部门,,,', ...rows].join('\n')),
    'admin',
  )
  t.equal(decision.accepted && decision.events.length, ROSTER_ROWS_MAX)
})
