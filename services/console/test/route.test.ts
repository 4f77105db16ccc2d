/** `route check` against good and bad definitions, `route show`, and `route preview` over a log with declarations on their way. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beginLog } from '@shenbao/audit/begin-log.ts'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { DEFAULT_ROUTE, shippedRoutes, shippedWorld } from '@shenbao/declaration/routes.ts'
import { demonstrationDepartment, demonstrationUnit } from '@shenbao/directory/demonstration.ts'
import { seedFile } from '@shenbao/documents/samples.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { takeIn } from '@shenbao/handler/intake.ts'
import { DEFAULT_PACK_ID, findPack, policyReference } from '@shenbao/policy/packs.ts'
import { logFile } from '@shenbao/server/data-files.ts'
import { readForms } from '@shenbao/server/read-forms.ts'
import t from 'tap'
import { newPlay } from '../src/walkthrough/stage-hands.ts'
import { folder, run } from './run-console.ts'

const shipped = (id: string) => {
  const found = shippedRoutes.find(route => route.id === id)
  if (!found) throw new Error(`no ${id}`)
  return structuredClone(found)
}
const written = (directory: string, content: unknown): string => {
  const file = join(directory, 'route.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

t.test('check: what is sound, what is not, what cannot be read', async t => {
  const directory = folder(t)
  for (const route of shippedRoutes) {
    t.match(await run('route', 'check', written(directory, route)), { code: 0, out: /没有错误/, note: '' }, route.id)
    t.same(JSON.parse((await run('route', 'check', written(directory, route), '--json')).out), [])
  }
  const lost = shipped('small-project')
  const bad = written(directory, { ...lost, stages: lost.stages.filter(({ name }) => name !== 'bureau-approval') })
  const told = await run('route', 'check', bad)
  t.match(told, { code: 1, note: '', out: /错误\s+unknown-stage\s+中心财务审核.*不存在.*填报·送审 → 部门负责人审核·同意/ })
  const json = JSON.parse((await run('route', 'check', bad, '--json')).out)
  t.match(json[0], {
    code: 'unknown-stage',
    severity: 'error',
    stage: 'center-finance',
    path: [
      { stage: 'drafting', command: 'submit' },
      { stage: 'center-section', command: 'approve' },
    ],
  })
  t.match(await run('route', 'check', written(directory, { ...lost, tilte: 1 })), {
    code: 1,
    out: /unknown-key.*是不是想写「title」/,
  })
  for (const content of ['{', '', '\u0000', '{"id":']) t.equal((await run('route', 'check', written(directory, content))).code, 2)
  t.match(await run('route', 'check', join(directory, 'nothing.json')), { code: 2, out: '', note: /找不到文件/ })
  for (const content of [[], 1, null, 'x'])
    t.equal((await run('route', 'check', written(directory, JSON.stringify(content)))).code, 1)
  t.equal((await run('route')).code, 2)
  t.equal((await run('route', 'chekc', 'x')).code, 2)
})

t.test('show: a list, and a picture of one', async t => {
  t.match(await run('route', 'show'), { code: 0, out: /center-bureau@1.*\n.*center-bureau-budget@1/ })
  t.match(await run('route', 'show', 'key-project@1'), {
    code: 0,
    out: /并行会签：每个岗位一签.*票签：每人一签，3 票同意即通过/s,
  })
  t.same(
    JSON.parse((await run('route', 'show', 'small-project', '--json')).out),
    JSON.parse(JSON.stringify(shipped('small-project'))),
  )
  t.match(await run('route', 'show', 'nothing'), { code: 2, note: /没有流程“nothing”/ })
})

t.test('preview: who stays, who moves, who gets stuck; nothing is recorded', async t => {
  const directory = folder(t)
  const store = openSqliteEventStore(logFile(directory))
  const world = shippedWorld(sm3)
  const play = newPlay(store, world, { today: '2026-03-02' })
  await beginLog({ store, now: play.parts.now }, 'sm3')
  const read = readForms(readFileSync(seedFile))
  const pack = findPack(DEFAULT_PACK_ID)
  if (!read.ok || !pack) throw new Error('no forms or no pack')
  const intake = await takeIn(
    { ...play.parts, route: world.newestRoute(DEFAULT_ROUTE).pin, policy: policyReference(sm3, pack) },
    {
      intakeId: '019b0000-0000-7000-9000-000000000001',
      unitId: demonstrationUnit.organisationId,
      departmentId: demonstrationDepartment.organisationId,
      source: { kind: 'form' },
      forms: read.forms.slice(0, 3).map((form, ordinal) => ({
        year: 2026,
        form: { ...form, indicators: form.indicators.map((indicator, row) => ({ ...indicator, id: `row-${ordinal}-${row}` })) },
      })),
      actor: 'drafter',
    },
  )
  if (intake.outcome === 'refused') throw new Error(intake.because.detail)
  const [one, two, three] = intake.declarations
  if (!one || !two || !three) throw new Error('too few')
  await play.act('drafter', one.id, { type: 'submit' })
  await play.act('drafter', two.id, { type: 'submit' })
  await play.act('section-chief', two.id, { type: 'approve' })
  await play.act('drafter', three.id, { type: 'discard' })
  const head = await store.head()
  await store.close()

  const file = written(directory, { ...shipped('small-project'), version: 2 })
  const told = await run('route', 'preview', file, '--data', directory)
  t.match(told, { code: 0, out: /部门审核 +部门负责人审核 +部门负责人@本单位/, note: '' })
  t.match(
    told.out,
    /在办 2 份：1 份环节不变，1 份换到别的环节，0 份走不通。什么都没有记录。/,
    'the discarded one is no longer on its way',
  )
  const without = shipped('small-project')
  const [drafting, ...others] = without.stages.filter(({ name }) => name !== 'center-section')
  const submit = drafting?.moves?.['submit']
  if (!drafting || !submit) throw new Error('no way to submit')
  const shorter = {
    ...without,
    stages: [
      { ...drafting, moves: { ...drafting.moves, submit: { ...submit, to: ['center-finance'] } } },
      ...others.map(stage => JSON.parse(JSON.stringify(stage).replaceAll(',"center-section"', ''))),
    ],
  }
  const answer = await run('route', 'preview', written(directory, shorter), '--data', directory)
  t.match(answer, { code: 1, out: /在「填报」走不通：第 \d+ 号记录（.*）新流程不认/ })
  const json = JSON.parse((await run('route', 'preview', written(directory, shorter), '--data', directory, '--json')).out)
  t.match(json, [
    { id: one.id, from: ['部门审核'], to: [], stuck: /走不通/ },
    { id: two.id, stuck: /走不通/ },
  ])
  t.match(await run('route', 'preview', written(directory, { ...without, begins: 'x' }), '--data', directory), {
    code: 1,
    out: '',
    note: /先用 route check 查验/,
  })
  const after = openSqliteEventStore(logFile(directory))
  t.equal(await after.head(), head, 'nothing was recorded')
  await after.close()
})
