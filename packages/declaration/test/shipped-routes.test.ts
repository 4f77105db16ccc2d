/**
 * Each shipped route carries a declaration through its whole life, with the signatures, ways and deadlines that are its own; and no
 * published route was edited.
 */
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { itemsOf } from '@shenbao/policy/pack.ts'
import { officerOnChairs } from '@shenbao/testkit/accounts.ts'
import { ending, evaluation, evaluationReview, execution, type LifeStep, submission, yearEnd } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type By, type Step } from '@shenbao/testkit/scenario.ts'
import { centralPack, openedDeclaration, world } from '@shenbao/testkit/world.ts'
import { targetOf } from '@shenbao/workflow/conditions.ts'
import { readRoute } from '@shenbao/workflow/read-route.ts'
import t from 'tap'
import type { DeclarationCommand } from '../src/commands.ts'
import { editedRoutes, frozenRoutes, shippedRoutes } from '../src/routes.ts'
import type { Declaration } from '../src/state.ts'
import { declarationWords } from '../src/vocabulary.ts'

const begunOn = (id: string): Declaration => openedDeclaration({ route: world.newestRoute(id).pin })

/** The stages a declaration stands in after each step. */
const stagesAlong = (from: Declaration, steps: readonly Step[]): readonly string[] => {
  let declaration = from
  return steps.map(step => {
    declaration = after(declaration, [step], { present: experts })
    return declaration.work.standing.stages.join(' + ')
  })
}
/** With the account `expert` there are five. */
const experts = ['two', 'three', 'four', 'five'].map(name => officerOnChairs(`officer-expert-${name}`, 'expert'))
const approve = (by: By, more: Partial<DeclarationCommand> = {}): Step => [by, { type: 'approve', ...more } as DeclarationCommand]
const numbered = { documentNumber: '批复〔2026〕1号' }
const inPoints: Step = [
  'bureau-reviewer',
  { type: 'review', items: itemsOf(centralPack.review.sections).map(({ name, points }) => ({ item: name, points })) },
]
const adjust = (...changes: Extract<DeclarationCommand, { type: 'request-adjustment' }>['changes']): Step => [
  'drafter',
  { type: 'request-adjustment', changes, reason: '年中追加任务' },
]
const target = { indicator: ROW.quantity, field: 'target', to: '≥120(条/年)' } as const
const afterwards: readonly LifeStep[] = [...yearEnd, ...evaluation]

t.test('every shipped route is sound and is what was published', t => {
  for (const route of shippedRoutes) t.same(readRoute(structuredClone(route), declarationWords).findings, [], route.id)
  t.same(editedRoutes(sm3), [])
  t.same(frozenRoutes.map(({ id, version }) => `${id}@${version}`).sort(), [
    'center-bureau-budget@1',
    'center-bureau@1',
    'key-project@1',
    'key-project@2',
    'small-project@1',
  ])
  t.end()
})

t.test('a published route that was edited, removed or never frozen is noticed', t => {
  const [first, ...others] = shippedRoutes
  if (!first) throw new Error('nothing shipped')
  t.same(editedRoutes(sm3, [{ ...first, title: '改过' }, ...others]), ['center-bureau@1'])
  t.same(editedRoutes(sm3, others), ['center-bureau@1'])
  t.same(editedRoutes(sm3, [...shippedRoutes, { ...first, version: 2 }]), ['center-bureau@2'])
  t.end()
})

t.test('every stage in which somebody is waited for has a deadline', t => {
  for (const route of shippedRoutes.filter(({ id }) => id !== 'center-bureau'))
    for (const { name, ends, deadline } of route.stages)
      t.equal(deadline !== undefined, ends !== true && name !== 'executing', `${route.id} ${name}`)
  t.end()
})

t.test('small-project: three signatures in the year, and the whole life after them', t => {
  t.same(
    stagesAlong(begunOn('small-project'), [
      ...submission,
      approve('section-chief'),
      approve('center-finance'),
      approve('bureau-approver', numbered),
      ...execution,
      adjust(target),
      approve('center-finance'),
      approve('bureau-approver'),
      ...afterwards,
      approve('center-finance'),
      ['bureau-approver', { type: 'confirm-evaluation' }],
      ...ending,
    ]),
    [
      'center-section',
      'center-finance',
      'bureau-approval',
      'executing',
      'executing',
      'executing + adjustment-center',
      'executing + adjustment-bureau',
      'executing',
      'evaluation-draft',
      'evaluation-draft',
      'evaluation-center',
      'evaluation-bureau',
      'evaluation-final',
      'published',
      'archived',
    ],
  )
  const inFinance = after(begunOn('small-project'), [...submission, approve('section-chief')])
  t.same(inFinance.work.deadlines['center-finance'], { state: 'running', dueOn: '2026-03-03', lapsed: false })
  t.end()
})

t.test('key-project: both departments sign, five experts vote, an adjustment is voted on by weight', t => {
  const countersigned: readonly Step[] = [...submission, approve('center-finance'), approve('section-chief')]
  const reviewed: readonly Step[] = [...countersigned, approve('center-leader'), inPoints, approve('bureau-reviewer')]
  const voted: readonly Step[] = [...reviewed, approve('expert'), ...experts.slice(0, 2).map(expert => approve(expert))]
  t.same(stagesAlong(begunOn('key-project'), voted).slice(1), [
    'center-countersign',
    'center-leader',
    'bureau-review',
    'bureau-review',
    'expert-review',
    'expert-review',
    'expert-review',
    'bureau-finance',
  ])
  t.same(
    stagesAlong(begunOn('key-project'), [
      ...voted,
      approve('bureau-finance'),
      approve('bureau-approver', numbered),
      ...execution,
      adjust(target),
      approve('center-leader'),
      approve('expert'),
      approve('bureau-approver'),
      ...afterwards,
      ...evaluationReview,
      ...ending,
    ])
      .filter((stage, at, all) => all[at - 1] !== stage)
      .slice(4),
    [
      'bureau-finance',
      'bureau-approval',
      'executing',
      'executing + adjustment-center',
      'executing + adjustment-expert',
      'executing + adjustment-bureau',
      'executing',
      'evaluation-draft',
      'evaluation-center',
      'evaluation-bureau',
      'evaluation-final',
      'published',
      'archived',
    ],
  )
  const against = experts.slice(0, 3).map((expert): Step => [expert, { type: 'object', opinion: '指标与任务不对应' }])
  t.same(
    stagesAlong(begunOn('key-project'), [...reviewed, approve('expert'), ...against]).slice(-2),
    ['expert-review', 'drafting'],
    'three of five against: it cannot pass any more and goes back',
  )
  const alone = ask(after(begunOn('key-project'), reviewed, { present: experts }), 'expert', {
    type: 'reject',
    reason: '不同意立项',
  })
  t.match(alone, { outcome: 'forbidden' }, 'no expert decides alone')
  t.same(
    stagesAlong(begunOn('key-project'), [
      ...reviewed,
      ['bureau-reviewer', { type: 'return', to: 'drafting', reason: '专家要求补充论证材料' }],
    ]).slice(-1),
    ['drafting'],
    'whoever asked the experts may take it back before they have voted',
  )
  t.end()
})

t.test('key-project: the sample is small, so it goes from 主管部门财务 to the 批复', t => {
  const features = (amount: string) => ({ annualRequest: amount, category: null, nature: null, adjusts: null })
  const route = world.newestRoute('key-project').route
  const move = route.stages.find(({ name }) => name === 'bureau-finance')?.moves?.['approve']
  if (!move) throw new Error('no such move')
  t.equal(targetOf(move, features('999999.99')), 'bureau-approval')
  t.equal(targetOf(move, features('1000000.00')), 'finance-bureau-review')
  t.end()
})

t.test('center-bureau-budget: who is asked of an adjustment depends on whether it touches money', t => {
  const executing = after(begunOn('center-bureau-budget'), [
    ...submission,
    ...(['section-chief', 'center-finance', 'center-leader'] as const).map(account => approve(account)),
    ['bureau-reviewer', { type: 'review', grade: '优' }],
    approve('bureau-reviewer'),
    approve('bureau-finance'),
    approve('bureau-approver', numbered),
  ])
  t.same(stagesAlong(executing, [adjust(target), approve('center-leader'), approve('bureau-approver')]), [
    'executing + adjustment-leader',
    'executing + adjustment-bureau',
    'executing',
  ])
  const money = [
    { field: 'funds.annualRequest', to: '120000.00' },
    { field: 'funds.currentYearAppropriation', to: '110000.00' },
  ] as const
  const asked: readonly Step[] = [
    adjust(target, ...money),
    approve('center-finance'),
    approve('center-leader'),
    approve('bureau-finance'),
    approve('bureau-approver'),
  ]
  t.same(stagesAlong(executing, asked), [
    'executing + adjustment-finance',
    'executing + adjustment-leader',
    'executing + adjustment-bureau-finance',
    'executing + adjustment-bureau',
    'executing',
  ])
  t.same(stagesAlong(executing, [...asked, ...afterwards, ...evaluationReview, ...ending]).slice(-1), ['archived'])
  t.end()
})
