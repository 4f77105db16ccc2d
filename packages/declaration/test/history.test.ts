/** What history says of each fact: what was done, what was said with it, and whom it was about. */
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type By, type Step } from '@shenbao/testkit/scenario.ts'
import { foldEvents, openedDeclaration, routePin, toldBy, world } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { changesBetween, countChanges, isNews, type Recounted } from '../src/changes-since.ts'
import type { DeclarationCommand } from '../src/commands.ts'
import type { DeclarationEvent } from '../src/events.ts'
import { peopleIn, titleOfFact } from '../src/fact-title.ts'
import { changesOf, reasonOf } from '../src/history.ts'
import type { Declaration } from '../src/state.ts'

const { route } = world.route(routePin)
const [auditor, finance] = ['officer-auditor', 'officer-center-finance'] as const
const recorded = (given: readonly Step[], by: By, command: DeclarationCommand): readonly DeclarationEvent[] => {
  const answer = ask(after(openedDeclaration(), given), by, command)
  return answer.outcome === 'recorded' ? answer.events : []
}
const reason = '外出学习一周'
const delegated: readonly Step[] = [...until.section, ['section-chief', { type: 'delegate', officer: auditor, reason }]]

const lines: readonly (readonly [readonly Step[], By, DeclarationCommand, readonly [string, string | null, ...string[]]])[] = [
  [until.section, 'drafter', { type: 'withdraw', reason }, ['撤回', reason]],
  [until.finance, 'section-chief', { type: 'withdraw', reason }, ['拿回', reason]],
  [until.adjustmentCenter, 'drafter', { type: 'withdraw' }, ['撤回调整', null]],
  [until.adjustmentBureau, 'center-leader', { type: 'withdraw' }, ['拿回', null]],
  [until.section, 'drafter', { type: 'cancel', reason }, ['撤销', reason]],
  [until.section, 'admin', { type: 'terminate', reason }, ['终止', reason]],
  [until.section, 'admin', { type: 'jump', to: 'center-leader', reason }, ['跳转', reason]],
  [
    until.section,
    'section-chief',
    { type: 'transfer', officer: auditor, reason },
    ['转办', reason, 'officer-section-chief', auditor],
  ],
  [until.section, 'admin', { type: 'transfer', officer: auditor, reason }, ['指派', reason, auditor]],
  [
    [...until.section, ['section-chief', { type: 'claim' }]],
    'admin',
    { type: 'transfer', officer: auditor, reason },
    ['交接', reason, 'officer-section-chief', auditor],
  ],
  [
    until.section,
    'section-chief',
    { type: 'add-signer', officer: auditor, place: 'before', reason },
    ['前加签', reason, auditor],
  ],
  [until.section, 'section-chief', { type: 'add-signer', officer: auditor, place: 'after', reason }, ['后加签', reason, auditor]],
  [
    until.section,
    'section-chief',
    { type: 'delegate', officer: auditor, reason },
    ['委派', reason, 'officer-section-chief', auditor],
  ],
  [delegated, 'auditor', { type: 'answer-delegation', opinion: '属实' }, ['答复委派', '属实', auditor, 'officer-section-chief']],
  [until.section, 'section-chief', { type: 'claim' }, ['认领', null, 'officer-section-chief']],
  [until.section, 'drafter', { type: 'urge', message: '请尽快' }, ['催办', '请尽快']],
  [until.section, 'drafter', { type: 'copy', officers: [finance], note: '请知悉' }, ['抄送', '请知悉', finance]],
  [
    until.section,
    'section-chief',
    { type: 'consult', officers: [finance], question: '是否属实？' },
    ['征求意见', '是否属实？', finance],
  ],
  [until.section, 'section-chief', { type: 'comment', kind: 'must', text: '请补充依据' }, ['批注（必改）', '请补充依据']],
  [
    until.section,
    'section-chief',
    { type: 'comment', anchor: ROW.cost, kind: 'should', text: '可更低' },
    ['批注（建议）', '可更低'],
  ],
]

t.test('each verb in its own words, with what was said and whom it was about', t => {
  for (const [given, by, command, [title, said, ...people]] of lines) {
    const [event] = recorded(given, by, command)
    if (!event) {
      t.fail(`${command.type} was not recorded`)
      continue
    }
    t.same([titleOfFact(event, route), reasonOf(event), ...peopleIn(event)], [title, said, ...people], command.type)
    t.same(changesOf(event), [], 'nothing on the form changed')
  }
  t.end()
})

/** The facts of the steps, each with its place, from the declaration on. */
const recounted = (from: Declaration, steps: readonly Exclude<Step, DeclarationEvent>[]): readonly Recounted[] => {
  let declaration = from
  return steps.flatMap(([by, command], step) => {
    const answer = ask(declaration, by, command, { commandId: `step-${step}` })
    if (answer.outcome !== 'recorded') throw new TypeError(`${command.type}: ${answer.because.code}`)
    const before = declaration.attention.revision
    declaration = answer.after
    const actor = typeof by === 'string' ? `officer-${by}` : by.officerId
    return answer.events.map((event, ordinal) => ({
      revision: before + ordinal + 1,
      event,
      told: { actor, onBehalfOf: null, effectiveOn: '2026-03-01', recordedAt: '2026-03-01T01:00:00.000Z' },
    }))
  })
}

t.test('what changed between two moments: net, by whom and why, and what was said', t => {
  const from = after(openedDeclaration(), until.section)
  const facts = recounted(from, [
    ['section-chief', { type: 'comment', anchor: ROW.cost, kind: 'must', text: '偏高' }],
    ['section-chief', { type: 'return', reason: '请压减成本' }],
    ['drafter', { type: 'revise', changes: [{ indicator: ROW.cost, field: 'target', to: '≤8(万元)' }], reason: '压减差旅' }],
    ['drafter', { type: 'revise', changes: [{ indicator: ROW.cost, field: 'target', to: '≤9(万元)' }], reason: '按实际报价' }],
    ['drafter', { type: 'revise', changes: [{ indicator: ROW.quality, field: 'name', to: '办理差错' }] }],
    ['drafter', { type: 'revise', changes: [{ indicator: ROW.quality, field: 'name', to: '业务办理准确率' }] }],
  ])
  const to = facts.reduce((state, { event, told }) => foldEvents(state, [event], told), from)
  const changes = changesBetween(from, to, facts)
  t.match(changes, {
    rows: [
      {
        indicator: ROW.cost,
        name: '项目总成本',
        kind: 'revised',
        fields: [{ field: 'target', from: '≤10(万元)', to: '≤9(万元)', by: 'officer-drafter', reason: '按实际报价' }],
      },
    ],
    fields: [],
    opinions: [{ event: { type: 'returned' } }],
    comments: [{ event: { type: 'comment-made' } }],
  })
  t.equal(changes.rows.length, 1)
  t.equal(countChanges(changes), 3)
  t.equal(
    countChanges(changesBetween(from, to, facts, 'officer-section-chief')),
    1,
    'what they said themselves is not news to them',
  )
  t.equal(countChanges(changesBetween(from, from, [])), 0)
  t.same(facts.filter(({ event }) => isNews(event)).length, facts.length, 'fact by fact each of these is news')
  t.notOk(isNews({ type: 'task-claimed', data: { stage: 'center-section', slot: '1', officer: toldBy().actor } }))
  t.end()
})
