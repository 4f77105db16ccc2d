/** After a return only what changed is looked at again: by content, row by row, confirmed where the route asks for it. */
import { itemsOf } from '@shenbao/policy/pack.ts'
import { principalOf } from '@shenbao/testkit/accounts.ts'
import { everyDay, peopleWith } from '@shenbao/testkit/around.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type Step } from '@shenbao/testkit/scenario.ts'
import { centralPack, openedDeclaration, world } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { allowedCommands } from '../src/allowed.ts'
import type { ChangeRequest } from '../src/commands.ts'
import { deltaOf } from '../src/delta-review.ts'
import type { Declaration } from '../src/state.ts'

const revise = (...changes: readonly ChangeRequest[]): Step => ['drafter', { type: 'revise', changes: [...changes] }]
const target = (indicator: string, to: string): ChangeRequest => ({ indicator, field: 'target', to })
const submit: Step = ['drafter', { type: 'submit' }]
const section: Step = ['section-chief', { type: 'approve', opinion: '属实' }]
const deltaAt = (declaration: Declaration, stage: string) =>
  deltaOf(declaration, { route: world.route(declaration.route).route, stage })

t.test('each stage sees what changed since its own last opinion', t => {
  const returned: readonly Step[] = [...until.leader, ['center-leader', { type: 'return', reason: '产出偏低' }]]
  const before = after(openedDeclaration(), until.leader)
  t.equal(deltaAt(before, 'center-leader'), null, 'a first look has nothing before it')
  const again = after(openedDeclaration(), [...returned, revise(target(ROW.quantity, '≥160(条/年)')), submit])
  t.match(deltaAt(again, 'center-section'), {
    since: { kind: 'opinion', text: '同意', told: { actor: 'officer-section-chief' } },
    changed: [{ anchor: ROW.quantity, kind: 'revised', cells: [{ field: 'target', from: '≥150(条/年)', to: '≥160(条/年)' }] }],
    unchanged: [ROW.quality, ROW.timeliness, ROW.cost, ROW.benefit, ROW.satisfaction],
  })
  t.match(deltaAt(again, 'center-leader'), { since: { kind: 'return', text: '产出偏低' } }, 'a return is a look, too')
  const once = [...returned, revise(target(ROW.quantity, '≥160(条/年)')), submit, section] as const
  const twice = after(openedDeclaration(), [
    ...once,
    ['center-finance', { type: 'return', reason: '成本不清' }],
    revise(target(ROW.cost, '≤9(万元)')),
    submit,
  ])
  const anchors = (stage: string) => deltaAt(twice, stage)?.changed.map(({ anchor }) => anchor)
  t.same(anchors('center-section'), [ROW.cost], 'what the section saw in between is not shown again')
  t.same(anchors('center-leader'), [ROW.quantity, ROW.cost])
  t.end()
})

t.test('changed and changed back is unchanged; rows come and go', t => {
  const again = after(openedDeclaration(), [
    ...until.section,
    ['section-chief', { type: 'return', reason: '补充' }],
    revise(target(ROW.cost, '≤9(万元)')),
    revise(target(ROW.cost, '≤10(万元)'), { field: 'indicator', indicator: ROW.quality, to: null }),
    revise({
      field: 'indicator',
      to: { level1: '产出指标', level2: '质量指标', name: '材料一次受理率', target: '≥96%' },
    }),
    revise({ field: 'annualGoal', to: '保障服务窗口平稳运行，一次受理。' }),
    submit,
  ])
  t.match(
    deltaAt(again, 'center-section')?.changed.map(({ anchor, kind }) => [kind, anchor]),
    [
      ['added', String],
      ['removed', ROW.quality],
      ['revised', 'annualGoal'],
    ],
  )
  t.end()
})

/** 重点项目: the bureau confirms every change before it passes a second round. */
const key = openedDeclaration({ route: world.newestRoute('key-project').pin })
const sheet: Step = [
  'bureau-reviewer',
  { type: 'review', items: itemsOf(centralPack.review.sections).map(({ name, points }) => ({ item: name, points })) },
]
const toTheBureau: readonly Step[] = [
  submit,
  section,
  ['center-finance', { type: 'approve' }],
  ['center-leader', { type: 'approve' }],
]
const secondRound: readonly Step[] = [
  ...toTheBureau,
  ['bureau-reviewer', { type: 'return', reason: '效益指标偏低', to: 'drafting' }],
  revise(target(ROW.benefit, '≥92%'), { field: 'annualGoal', to: '保障服务窗口平稳运行，提高知晓度。' }),
  ...toTheBureau,
  sheet,
]

t.test('a route may ask that every change is confirmed; what did not change keeps its opinion', t => {
  const again = after(key, secondRound)
  const confirming = (confirmed?: readonly string[]) =>
    ask(again, 'bureau-reviewer', confirmed ? { type: 'approve', confirmed: [...confirmed] } : { type: 'approve' })
  t.match(confirming(), {
    outcome: 'refused',
    because: {
      code: 'changes-unconfirmed',
      places: [{ indicator: ROW.benefit, message: '「政策知晓度」有改动，请复核。' }, { field: 'annualGoal' }],
    },
  })
  t.match(confirming([ROW.benefit]), { because: { code: 'changes-unconfirmed', places: [{ field: 'annualGoal' }] } })
  t.match(confirming(['row-none']), { because: { code: 'no-such-anchor' } })
  const confirmed = confirming([ROW.benefit, 'annualGoal'])
  t.match(confirmed, {
    outcome: 'recorded',
    events: [
      {
        type: 'changes-confirmed',
        data: {
          stage: 'bureau-review',
          round: 1,
          rows: [
            { anchor: ROW.benefit, digest: String },
            { anchor: 'annualGoal', digest: String },
          ],
        },
      },
      { type: 'opinion-given' },
      { type: 'stage-passed' },
    ],
  })
  t.equal(
    ask(after(key, [...toTheBureau, sheet]), 'bureau-reviewer', { type: 'approve' }).outcome,
    'recorded',
    'a first round asks nothing',
  )
  const reviewer = principalOf('bureau-reviewer')
  const { allowed, blocked } = allowedCommands(world, reviewer, again, {
    by: { actor: reviewer.officerId, onBehalfOf: null },
    today: '2026-03-01',
    people: peopleWith(reviewer),
    days: everyDay,
    newId: ordinal => `new-${ordinal}`,
  })
  t.match(allowed.find(({ type }) => type === 'approve')?.needs, ['confirmed'])
  t.notOk(blocked.some(({ type }) => type === 'approve'))
  t.end()
})

t.test('where the route does not ask, a plain approval is enough, and a confirmation is on record all the same', t => {
  const again = after(openedDeclaration(), [
    ...until.section,
    ['section-chief', { type: 'return', reason: '补充' }],
    revise(target(ROW.cost, '≤9(万元)')),
    submit,
  ])
  t.match(ask(again, 'section-chief', { type: 'approve' }), { events: [{ type: 'opinion-given' }, { type: 'stage-passed' }] })
  t.match(ask(again, 'section-chief', { type: 'approve', confirmed: [ROW.cost] }), {
    events: [{ type: 'changes-confirmed' }, { type: 'opinion-given' }, { type: 'stage-passed' }],
    after: { attention: { confirmations: [{ stage: 'center-section', told: { actor: 'officer-section-chief' } }] } },
  })
  t.end()
})
