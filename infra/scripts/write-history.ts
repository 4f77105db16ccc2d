/**
 * Writes the golden histories of a release into `test/histories`: lives as people really led them, with what they came to. A
 * file that is there stays as it is: what a release recorded is never written anew. Run: `node infra/scripts/write-history.ts
 * RELEASE`.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { beginLog } from '../../packages/audit/src/begin-log.ts'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { sealLog } from '../../packages/audit/src/seal-log.ts'
import { newKeyPair, signingKey } from '../../packages/audit/src/signature.ts'
import type { DeclarationCommand } from '../../packages/declaration/src/commands.ts'
import { memoryEventStore } from '../../packages/event-store/src/memory.ts'
import type { EventStore } from '../../packages/event-store/src/port.ts'
import type { Form } from '../../packages/form/src/form.ts'
import type { Envelope } from '../../packages/kernel/src/envelope.ts'
import { linkFacts } from '../../packages/kernel/src/link.ts'
import type { Account } from '../../packages/testkit/src/accounts.ts'
import { fixedClock } from '../../packages/testkit/src/fixed-clock.ts'
import { bureauReview, centerReview, submission, wholeLife } from '../../packages/testkit/src/life.ts'
import { intakeIdOf, memoryOffice } from '../../packages/testkit/src/memory-office.ts'
import { ROW, sampleForm } from '../../packages/testkit/src/sample-form.ts'
import { type End, type History, replay } from '../../test/replay/replay.ts'

/** A day of the year, who, and what. */
type DatedStep = readonly [day: string, account: Account, command: DeclarationCommand]

/** One step a week, in order. */
const dated = (steps: readonly (readonly [Account, DeclarationCommand])[], from: string): readonly DatedStep[] =>
  steps.map(([account, command], place) => [dayAfter(from, place * 7), account, command])

const dayAfter = (day: string, days: number): string => {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

const live = async (
  forms: readonly Form[],
  steps: readonly DatedStep[],
  store: EventStore = memoryEventStore(),
): Promise<readonly Envelope[]> => {
  const clock = fixedClock('2026-01-05')
  const office = memoryOffice(store, clock)
  const intake = await office.receive(forms)
  if (intake.outcome !== 'opened') throw new Error(intake.because.detail)
  const id = intake.declarations[0]?.id ?? ''
  for (const [day, account, command] of steps) {
    clock.set(day)
    const answer = await office.send(account, id, command)
    if (answer.outcome !== 'recorded') throw new Error(`${command.type} on ${day}: ${JSON.stringify(answer)}`)
  }
  return (await store.readAll(null, 100_000)).map(({ fact }) => fact)
}

const returned: readonly (readonly [Account, DeclarationCommand])[] = [
  ...submission,
  ...centerReview,
  ['bureau-reviewer', { type: 'review', grade: '中', comment: '满意度指标缺少测算依据' }],
  ['bureau-reviewer', { type: 'return', reason: '请补充近三年满意度数据', then: 'straight' }],
  [
    'drafter',
    { type: 'revise', changes: [{ indicator: ROW.satisfaction, field: 'target', to: '≥88%' }], reason: '近三年平均 87.6%' },
  ],
  ['drafter', { type: 'submit' }],
  ['drafter', { type: 'withdraw', reason: '附件漏传' }],
  ['drafter', { type: 'submit' }],
  ['bureau-reviewer', { type: 'review', grade: '良' }],
  [
    'bureau-reviewer',
    { type: 'amend', changes: [{ indicator: ROW.quality, field: 'target', to: '≥97%' }], reason: '上年已达 97.2%' },
  ],
  ['drafter', { type: 'consent' }],
  ...bureauReview.slice(1),
]

const adjusted: readonly (readonly [Account, DeclarationCommand])[] = [
  ...submission,
  ...centerReview,
  ...bureauReview,
  [
    'drafter',
    {
      type: 'request-adjustment',
      changes: [
        { field: 'funds.carryover', to: '0' },
        { field: 'funds.annualRequest', to: '90000.00' },
      ],
      reason: '压减结转',
    },
  ],
  ['center-leader', { type: 'return', reason: '请一并调整数量指标' }],
  [
    'drafter',
    {
      type: 'request-adjustment',
      changes: [
        { field: 'funds.carryover', to: '0' },
        { field: 'funds.annualRequest', to: '90000.00' },
        { indicator: ROW.quantity, field: 'target', to: '≥135(条/年)' },
        { field: 'indicator', to: { level1: '产出指标', level2: '数量指标', name: '政策解读会', target: '≥4(场)' } },
        { field: 'indicator', indicator: ROW.timeliness, to: null },
      ],
      reason: '压减结转，宣传转为现场',
    },
  ],
  ['center-leader', { type: 'approve', opinion: '同意' }],
  ['bureau-approver', { type: 'return', to: 'adjustment-center', reason: '请核实场次' }],
  ['center-leader', { type: 'approve', opinion: '已核实' }],
  ['bureau-approver', { type: 'approve', opinion: '同意调整' }],
]

const reopened: readonly (readonly [Account, DeclarationCommand])[] = [
  ...submission,
  ...centerReview,
  ['bureau-reviewer', { type: 'review', grade: '差', comment: '与部门职能不符' }],
  ['bureau-reviewer', { type: 'reject', reason: '与部门职能不符' }],
  ['admin', { type: 'reopen', reason: '职能调整文件已下发' }],
  ['drafter', { type: 'revise', changes: [{ field: 'name', to: '社会保险经办下沉服务费' }] }],
  ['drafter', { type: 'submit' }],
]

const planned: readonly (readonly [Account, DeclarationCommand])[] = [
  [
    'drafter',
    {
      type: 'revise',
      changes: [
        { indicator: ROW.quantity, field: 'evidenceSource', to: '公众号后台' },
        { indicator: ROW.timeliness, field: 'basis', to: null },
        {
          field: 'indicator',
          to: {
            level1: '产出指标',
            level2: '质量指标',
            name: '窗口服务规范',
            target: '规范',
            plan: { gradeMet: '检查没有发现违规', gradePartly: '个别违规已整改', gradeUnmet: '违规未整改' },
          },
        },
      ],
      reason: '约定佐证和评判标准',
    },
  ],
  ...submission,
  ...centerReview,
  ...bureauReview,
  [
    'drafter',
    {
      type: 'request-adjustment',
      changes: [{ indicator: ROW.quantity, field: 'evidenceType', to: '后台导出统计表' }],
      reason: '平台改版，不再提供截图',
    },
  ],
  ['center-leader', { type: 'approve', opinion: '同意' }],
  ['bureau-approver', { type: 'approve', opinion: '同意调整' }],
]

/** A month that misses its targets, what was ordered because of it, and an adjustment that rests on that. */
const rectified: readonly (readonly [Account, DeclarationCommand])[] = [
  ...submission,
  ...centerReview,
  ...bureauReview,
  [
    'drafter',
    {
      type: 'record-progress',
      period: '2026-03',
      executed: '9000.00',
      forecastExecuted: '80000.00',
      progress: [
        {
          indicator: ROW.quantity,
          actual: '10',
          forecast: '120',
          likelihood: 'impossible',
          judgement: null,
          causes: ['staff', 'funds'],
          cause: '平台停用',
          remedy: '另设平台',
          note: '已与平台协商',
        },
      ],
    },
  ],
  [
    'bureau-reviewer',
    {
      type: 'issue-rectification',
      source: 'monitoring',
      findings: '发布数严重滞后',
      measure: 'correct',
      dueOn: '2026-12-31',
      indicators: [ROW.quantity],
      period: '2026-03',
    },
  ],
  ['drafter', { type: 'answer-rectification', number: 1, text: '已增加排期' }],
  ['bureau-reviewer', { type: 'return-rectification', number: 1, reason: '没有说明何时补齐' }],
  [
    'drafter',
    {
      type: 'request-adjustment',
      changes: [{ indicator: ROW.quantity, field: 'target', to: '≥120(条/年)' }],
      reason: '平台停用，全年排期减少',
      because: { rectification: 1 },
    },
  ],
  ['center-leader', { type: 'approve', opinion: '属实' }],
  ['bureau-approver', { type: 'approve' }],
  ['bureau-reviewer', { type: 'close-rectification', number: 1, opinion: '已按程序调整' }],
]

/** The sample with something written about two of its rows. */
const withPlans = sampleForm({
  indicators: sampleForm().indicators.map(row =>
    row.id === ROW.quantity
      ? { ...row, plan: { evidenceType: '后台截图', evidenceMethod: '年末截图' } }
      : row.id === ROW.timeliness
        ? { ...row, plan: { basis: '上年实际' } }
        : row,
  ),
})

const gaps: readonly Form[] = [
  sampleForm({
    name: '工伤认定办案经费',
    funds: { ...sampleForm().funds, annualRequest: 85_000_00n, currentYearAppropriation: 85_000_00n, carryover: 0n },
  }),
  sampleForm({ name: '社会保障卡发放服务费', annualGoal: '', flags: ['incomplete'] }),
  sampleForm({ name: null, indicators: [] }),
]

const write = (release: string, name: string, history: History): void => {
  const file = new URL(`../../test/histories/${release}-${name}.json`, import.meta.url)
  if (existsSync(file)) return void console.error(`${file.pathname} stays as it was recorded`)
  writeFileSync(file, `${JSON.stringify(history, null, 1)}\n`)
}

/** The chain anew after a change: what is wrong then is the fact itself and not its link. */
const relinked = (facts: readonly Envelope[]): readonly Envelope[] =>
  [...Map.groupBy(facts, ({ stream }) => stream)].flatMap(([stream, own]) =>
    linkFacts(
      sm3,
      { stream, last: null },
      own.map(({ stream: _stream, revision: _revision, previous: _previous, ...draft }) => draft),
    ),
  )

/** A log from its own first fact, by which it is linked, to the second of two seals; one more fact stands behind that. */
const sealed = async (): Promise<readonly Envelope[]> => {
  const store = memoryEventStore()
  const at = (today: string) => () => ({ today, recordedAt: `${today}T08:00:00.000Z` })
  const log = await beginLog({ store, now: at('2026-01-05') }, 'sm3')
  const key = signingKey('sm2', newKeyPair('sm2'))
  await live([sampleForm()], dated([...submission, ...centerReview], '2026-01-06'), store)
  await sealLog({ store, log, key, now: at('2026-02-28') })
  await memoryOffice(store, fixedClock('2026-03-02')).receive([sampleForm({ name: '养老护理员培训补贴' })], SECOND_INTAKE)
  await sealLog({ store, log, key, now: at('2026-03-03') })
  await memoryOffice(store, fixedClock('2026-03-04')).receive([sampleForm({ name: '工伤认定办案经费' })], THIRD_INTAKE)
  return (await store.readAll(null, 100_000)).map(({ fact }) => fact)
}

const SECOND_INTAKE = intakeIdOf(2)
const THIRD_INTAKE = intakeIdOf(3)

const change = (facts: readonly Envelope[], type: string, data: Envelope['data']): readonly Envelope[] =>
  facts.map(fact => (fact.type === type ? { ...fact, data: { ...fact.data, ...data } } : fact))

/** As a newer program might have recorded it: under another name, or in a later shape. */
const newer = (facts: readonly Envelope[], type: string, as: Partial<Envelope>): readonly Envelope[] =>
  facts.map(fact => (fact.type === type ? { ...fact, ...as } : fact))

const main = async (release: string): Promise<void> => {
  const whole = await live([sampleForm()], dated(wholeLife, '2026-01-06'))
  const sound: readonly (readonly [name: string, title: string, facts: readonly Envelope[]])[] = [
    ['whole-life', '从填报到归档：监控、调整、自评、核查', whole],
    ['with-plans', '带佐证约定和等级描述：填报、修改、调整', await live([withPlans], dated(planned, '2026-01-06'))],
    ['rectified', '监控发现偏差、整改退回、据以调整后销号', await live([sampleForm()], dated(rectified, '2026-01-06'))],
    ['returned-and-amended', '退回后直达、撤回、协商修改、批复', await live([sampleForm()], dated(returned, '2026-01-06'))],
    ['adjusted', '调整退回后再次申请，主管部门退回中心后批准', await live([sampleForm()], dated(adjusted, '2026-01-06'))],
    ['rejected-and-reopened', '不予通过后重启、改名、重新报送', await live([sampleForm()], dated(reopened, '2026-01-06'))],
    ['import-with-gaps', '一次登记三份，其中有空缺', await live(gaps, [])],
    ['sealed-log', '写明摘要算法的日志，加封两次，其后又登记一份', await sealed()],
  ]
  for (const [name, title, facts] of sound) {
    const end: End = await replay(facts)
    write(release, name, { title, facts, end: JSON.parse(JSON.stringify(end)) as End })
  }
  const opened = whole.find(({ type }) => type === 'declaration-opened')
  const route = { ...(opened?.data['route'] as object), digest: '0'.repeat(64) }
  write(release, 'must-fail-edited-route', {
    title: '流程在登记之后被改动',
    facts: relinked(change(whole, 'declaration-opened', { route })),
    mustFail: 'was edited after this declaration began on it',
  })
  write(release, 'must-fail-impossible-fact', {
    title: '填报中直接公开',
    facts: relinked(whole.filter(({ type }) => type !== 'submitted')),
    mustFail: 'is not legal in drafting',
  })
  write(release, 'must-fail-newer-fact', {
    title: '较新版本的程序记下了这一版没有的事实',
    facts: relinked(newer(whole, 'declaration-archived', { type: 'declaration-handed-over' })),
    mustFail: '^declaration-\\S+ 的第 \\d+ 号记录（declaration-handed-over 第 1 版）无法读懂：.*较新版本.*请升级程序',
  })
  write(release, 'must-fail-newer-shape', {
    title: '较新版本的程序给同一种事实记下了更多内容',
    facts: relinked(newer(whole, 'submitted', { schemaVersion: 2 })),
    mustFail: '^declaration-\\S+ 的第 \\d+ 号记录（submitted 第 2 版）无法读懂：.*只读到第 1 版.*请升级程序',
  })
  write(release, 'must-fail-edited-figure', {
    title: '批复后的指标值被改动，没有重新链接',
    facts: change(whole, 'indicator-target-revised', { to: '≥1(条/年)' }),
    mustFail: '^declaration-.*@\\d+: ',
  })
}

const [release] = process.argv.slice(2)
if (release === undefined || !/^\d+\.\d+$/.test(release)) {
  console.error('Usage: node infra/scripts/write-history.ts RELEASE (as 1.0)')
  process.exitCode = 2
} else await main(release)
