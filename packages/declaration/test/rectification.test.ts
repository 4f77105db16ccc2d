/** 整改: from the notice to its closure, and what rests on it. */
import { officerOnChairs, principalOf } from '@shenbao/testkit/accounts.ts'
import { everyDay, peopleWith } from '@shenbao/testkit/around.ts'
import { commandTable } from '@shenbao/testkit/command-table.ts'
import { adjustment, ending, evaluation, evaluationReview, type LifeStep, until, yearEnd } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration, world } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { allowedCommands } from '../src/allowed.ts'
import type { DeclarationCommand } from '../src/commands.ts'
import { changesOf, reasonOf } from '../src/history.ts'
import type { Principal } from '../src/principal.ts'

const issue: DeclarationCommand = {
  type: 'issue-rectification',
  source: 'monitoring',
  findings: '发布数落后于序时进度',
  measure: 'correct',
  dueOn: '2026-09-15',
  indicators: [ROW.quantity],
  period: '2026-07',
}
const answer = (text = '已增加排期'): DeclarationCommand => ({ type: 'answer-rectification', number: 1, text })
const giveBack: DeclarationCommand = { type: 'return-rectification', number: 1, reason: '没有说明何时补齐' }
const close: DeclarationCommand = { type: 'close-rectification', number: 1, opinion: '已补齐' }

const { executing } = until
const issued: readonly LifeStep[] = [...executing, ['bureau-reviewer', issue]]
const answered: readonly LifeStep[] = [...issued, ['drafter', answer()]]
const closed: readonly LifeStep[] = [...answered, ['bureau-reviewer', close]]
const notNow = { refused: 'not-now' }

commandTable(t, [
  ['by the bureau', executing, 'bureau-reviewer', issue, ['rectification-issued']],
  ['by the finance of the center', executing, 'center-finance', issue, ['rectification-issued']],
  ['by whoever gives the 批复', executing, 'bureau-approver', issue, ['rectification-issued']],
  ['not by the unit', executing, 'drafter', issue, { forbidden: 'not-yours' }],
  ['not by the auditor, who reads', executing, 'auditor', issue, { forbidden: 'not-yours' }],
  ['not before the 批复', until.bureauApproval, 'bureau-reviewer', issue, notNow],
  ['while an adjustment is open', until.adjustmentCenter, 'bureau-reviewer', issue, ['rectification-issued']],
  ['during the self-evaluation', until.evaluationBureau, 'bureau-reviewer', issue, ['rectification-issued']],
  ['on what was published', until.published, 'center-finance', issue, ['rectification-issued']],
  ['not on what is archived', until.archived, 'center-finance', issue, notNow],
  ['due today', executing, 'bureau-reviewer', { ...issue, dueOn: '2026-03-01' }, ['rectification-issued']],
  [
    'due yesterday',
    executing,
    'bureau-reviewer',
    { ...issue, dueOn: '2026-02-28' },
    { refused: 'rectification-due-day-is-past' },
  ],
  [
    'about a row that is not there',
    executing,
    'bureau-reviewer',
    { ...issue, indicators: ['nowhere'] },
    { refused: 'no-such-indicator' },
  ],
  ['by the unit', issued, 'drafter', answer(), ['rectification-answered']],
  ['not by who issued it', issued, 'bureau-reviewer', answer(), { forbidden: 'not-yours' }],
  ['to a number that is not there', executing, 'drafter', answer(), { refused: 'no-such-rectification' }],
  ['twice', answered, 'drafter', answer(), { refused: 'rectification-answered' }],
  ['once returned', [...answered, ['bureau-reviewer', giveBack]], 'drafter', answer(), ['rectification-answered']],
  ['once closed', closed, 'drafter', answer(), { refused: 'rectification-closed' }],
  ['before the answer', issued, 'bureau-reviewer', giveBack, { refused: 'rectification-unanswered' }],
  ['by the office that ordered it', answered, 'bureau-reviewer', giveBack, ['rectification-returned']],
  ['by another office', answered, 'center-finance', giveBack, { refused: 'rectification-of-another-office' }],
  ['before the answer', issued, 'bureau-reviewer', close, { refused: 'rectification-unanswered' }],
  ['by the office that ordered it', answered, 'bureau-reviewer', close, ['rectification-closed']],
  [
    'by a colleague in the same office',
    answered,
    officerOnChairs('officer-colleague', 'bureau-reviewer'),
    close,
    ['rectification-closed'],
  ],
  ['by another office', answered, 'bureau-approver', close, { refused: 'rectification-of-another-office' }],
  ['by whoever answered', answered, officerOnChairs('officer-drafter', 'bureau-reviewer'), close, { refused: 'own-answer' }],
  ['twice', closed, 'bureau-reviewer', close, { refused: 'rectification-closed' }],
])

t.test('a return sets the day again, never a day that is past', t => {
  const at = (today: string, dueOn?: string) => {
    const answer = ask(
      after(openedDeclaration(), answered),
      'bureau-reviewer',
      { ...giveBack, ...(dueOn && { dueOn }) } as DeclarationCommand,
      { today },
    )
    const [event] = answer.outcome === 'recorded' ? answer.events : []
    return event?.type === 'rectification-returned' ? event.data.dueOn : answer.outcome
  }
  t.equal(at('2026-09-01'), '2026-09-15', 'as before')
  t.equal(at('2026-09-20'), '2026-09-20', 'or today')
  t.equal(at('2026-09-20', '2026-10-10'), '2026-10-10')
  t.equal(at('2026-09-20', '2026-09-19'), 'refused')
  t.end()
})

t.test('what is not closed keeps a declaration out of the archive, and nothing else', t => {
  const published: readonly LifeStep[] = [...issued, ...yearEnd, ...evaluation, ...evaluationReview, ...ending.slice(0, 1)]
  const archive: DeclarationCommand = { type: 'archive' }
  const declaration = after(openedDeclaration(), published)
  t.match(ask(declaration, 'center-finance', archive), {
    outcome: 'refused',
    because: { code: 'rectification-open', detail: /第 1 号/, basis: { kind: 'product', text: '整改未销号不归档' } },
  })
  const settled = after(declaration, [
    ['drafter', answer()],
    ['bureau-reviewer', close],
  ])
  t.match(ask(settled, 'center-finance', archive), { outcome: 'recorded' }, 'once it is closed')
  t.end()
})

t.test('the whole of it stands in the state: every answer, why it was returned, who closed it', t => {
  const [one] = after(openedDeclaration(), [
    ...answered,
    ['bureau-reviewer', giveBack],
    ['drafter', answer('8 月底前补发 30 条')],
    ['bureau-reviewer', close],
  ]).rectifications
  t.match(one, {
    number: 1,
    state: 'closed',
    issuedAs: 'bureau-reviewer',
    answers: [
      { text: '已增加排期', returned: { reason: '没有说明何时补齐', told: { actor: 'officer-bureau-reviewer' } } },
      { text: '8 月底前补发 30 条', returned: null },
    ],
    closed: { opinion: '已补齐', adjustment: null },
  })
  t.end()
})

const missed: LifeStep = [
  'drafter',
  {
    type: 'record-progress',
    period: '2026-07',
    progress: [
      { indicator: ROW.quantity, actual: '40', forecast: '120', likelihood: 'impossible', cause: '平台停用', remedy: '调整目标' },
    ],
  },
]
const [[, adjust] = []] = adjustment
const because = (ground: object): DeclarationCommand => ({ ...adjust, because: ground }) as DeclarationCommand
const deviation = { period: '2026-07', indicators: [ROW.quantity] }
const noGround = { refused: 'adjustment-ground-missing' }

commandTable(t, [
  ['because of a deviation that is not on record', executing, 'drafter', because(deviation), noGround],
  ['because of another month', [...executing, missed], 'drafter', because({ ...deviation, period: '2026-06' }), noGround],
  [
    'because of a row that kept to its plan',
    [...executing, missed],
    'drafter',
    because({ ...deviation, indicators: [ROW.quantity, ROW.cost] }),
    noGround,
  ],
  ['because of a rectification that is not there', executing, 'drafter', because({ rectification: 1 }), noGround],
  ['because of a rectification that is closed', closed, 'drafter', because({ rectification: 1 }), noGround],
])

t.test('an adjustment says what it rests on, and one that was approved settles its rectification', t => {
  const asked = ask(after(openedDeclaration(), [...executing, missed]), 'drafter', because(deviation))
  const events = asked.outcome === 'recorded' ? asked.events : []
  t.match(events[0], { type: 'adjustment-requested' })
  const ground = events.find(({ type }) => type === 'adjustment-grounded')
  t.match(ground && [reasonOf(ground), changesOf(ground)], ['依据 2026-07 监控中 1 项指标的偏差', []])

  const open = after(openedDeclaration(), [...issued, ['drafter', because({ rectification: 1 })]])
  t.match(open.adjustments, [{ number: 1, ground: { kind: 'rectification', number: 1 } }])
  t.match(ask(open, 'bureau-reviewer', close), { outcome: 'refused', because: { code: 'rectification-unanswered' } })
  const approved = after(open, adjustment.slice(1))
  t.match(ask(approved, 'bureau-reviewer', giveBack), { outcome: 'refused' }, 'nothing to return')
  const settled = ask(approved, 'bureau-reviewer', close)
  t.match(settled, { outcome: 'recorded', after: { rectifications: [{ state: 'closed', closed: { adjustment: 1 } }] } })
  t.end()
})

t.test('whoever closes the year is told what is open; nothing of it refuses', t => {
  const cautions = (steps: readonly LifeStep[], today: string) => {
    const by = principalOf('center-finance')
    const asked = { by: { actor: by.officerId, onBehalfOf: null }, today, people: peopleWith(by), days: everyDay, newId: String }
    const { allowed } = allowedCommands(world, by, after(openedDeclaration(), steps), asked)
    return allowed.find(({ type }) => type === 'close-year')?.cautions ?? []
  }
  t.match(cautions(issued, '2026-08-01'), [/提前/, /第 1 号整改还没有销号/])
  t.match(cautions(issued, '2026-12-31'), [/第 1 号整改还没有销号/])
  t.same(cautions(closed, '2026-12-31'), [])
  t.end()
})

t.test('people are offered what waits for them', t => {
  const offered = (by: Principal, steps: readonly LifeStep[]) =>
    allowedCommands(world, by, after(openedDeclaration(), steps), {
      by: { actor: by.officerId, onBehalfOf: null },
      today: '2026-08-01',
      people: peopleWith(by),
      days: everyDay,
      newId: String,
    })
      .allowed.filter(({ type }) => type.endsWith('rectification'))
      .map(({ type, needs }) => `${type} ${needs.join()}`)
  const [reviewer, finance, drafter] = (['bureau-reviewer', 'center-finance', 'drafter'] as const).map(principalOf)
  t.same(reviewer && offered(reviewer, executing), ['issue-rectification source,findings,measure,dueOn'])
  t.same(drafter && offered(drafter, executing), [])
  t.same(drafter && offered(drafter, issued), ['answer-rectification number,text'])
  t.same(finance && offered(finance, answered), ['issue-rectification source,findings,measure,dueOn'], 'another office')
  t.same(reviewer && offered(reviewer, answered), [
    'issue-rectification source,findings,measure,dueOn',
    'return-rectification number,reason',
    'close-rectification number',
  ])
  t.end()
})
