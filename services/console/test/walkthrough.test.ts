import { readFileSync } from 'node:fs'
import { readDocument } from '@shenbao/documents/read-document.ts'
import { seedFile } from '@shenbao/documents/samples.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import { startEventStoreDouble } from '@shenbao/event-store-kurrent/double/eventstore-double.ts'
import { openKurrentEventStore } from '@shenbao/event-store-kurrent/kurrent-event-store.ts'
import t from 'tap'
import { report } from '../src/walkthrough/report.ts'
import { type Progress, walk } from '../src/walkthrough/walkthrough.ts'

const intakeId = '019a9b1c-7e00-7abc-8def-0123456789ab'
const file = { name: 'test', digest: '0' }
const id = (declaration: number, row: number): string => `${declaration}-${row}`

const walkText = async (text: string) => {
  const read = readDocument(new TextEncoder().encode(text), id)
  if (!read.ok) throw new Error(read.detail)
  const told: Progress[] = []
  return { walked: await walk(memoryEventStore(), read.declarations, file, { intakeId }, progress => told.push(progress)), told }
}

t.test('the nine declarations of the seed live through their whole year', async t => {
  const { walked, told } = await walkText(readFileSync(seedFile, 'utf8'))
  t.strictSame(walked.totals, { count: 9, annualRequest: '53118490.00' })
  t.equal(
    walked.declarations.reduce((sum, { indicators }) => sum + indicators, 0),
    186,
  )
  for (const { name, refused, stages, score, grade } of walked.declarations) {
    t.equal(refused, null, `${name} is not stopped`)
    t.equal(stages.at(-1), 'archived')
    for (const stage of [
      'drafting',
      'center-section',
      'bureau-approval',
      'executing',
      'evaluation-draft',
      'evaluation-final',
      'published',
    ])
      t.ok(stages.includes(stage), stage)
    t.match(score, /^\d{2,3}\.\d{2}$/)
    t.match(grade, /^[优良中差]$/)
  }
  t.ok(
    walked.declarations.some(({ stages }) => stages.filter(stage => stage === 'drafting').length > 1),
    'one was returned for revision',
  )
  t.ok(
    walked.declarations.some(({ stages }) => stages.includes('adjustment-bureau')),
    'one target was adjusted',
  )
  t.equal(walked.verified, true)
  t.ok(walked.facts > 186)
  t.ok(told.length > 9, 'it tells how far it is')
  const filled = walked.audit.filter(({ from, field }) => field === 'target' && from === '')
  t.strictSame(filled.map(({ indicator }) => indicator).sort(), ['产品软件购置完成率', '户外招牌检测完成率'])
  for (const { reason } of filled) t.match(reason, /补填（演示）/)
  for (const { from, to, actor, declaration } of walked.audit) t.ok(from !== to && actor && declaration)
  t.ok(
    walked.audit.some(({ field }) => field === 'score'),
    'the bureau re-scored',
  )
  t.match(report(walked), /53,118,490\.00 元，三级指标 186 个/)
})

t.test('a form with nearly everything missing is filled in openly and gets through as well', async t => {
  const { walked } = await walkText(
    '项目名称\t道路养护\n绩效指标\t一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t养护里程\t20\n',
  )
  t.match(walked.declarations, [{ name: '道路养护', refused: null, grade: /^[优良中差]$/ }])
  t.ok(walked.audit.length >= 8, 'every filled-in field stands in the audit')
})

t.test('the same year on a cluster log, over a double of its protocol', async t => {
  const double = await startEventStoreDouble()
  const store = openKurrentEventStore(double.url, { log: 'walkthrough-test-' })
  t.teardown(async () => {
    await store.close()
    await double.stop()
  })
  const read = readDocument(readFileSync(seedFile), id)
  if (!read.ok) throw new Error(read.detail)
  const walked = await walk(store, read.declarations, file, { intakeId }, () => undefined)
  t.strictSame(walked.totals, { count: 9, annualRequest: '53118490.00' })
  t.ok(walked.declarations.every(({ refused, stages }) => refused === null && stages.at(-1) === 'archived'))
  t.equal(walked.verified, true)
})
