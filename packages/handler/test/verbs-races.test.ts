/** Two people at one task at the same moment: exactly one is recorded, and the other is told what to do about it. */
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { DEFAULT_ROUTE } from '@shenbao/declaration/routes.ts'
import { declarationWords } from '@shenbao/declaration/vocabulary.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { deputyOf, officerIdOf, officerOnChairs } from '@shenbao/testkit/accounts.ts'
import { fixedClock } from '@shenbao/testkit/fixed-clock.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import type { By } from '@shenbao/testkit/scenario.ts'
import { world } from '@shenbao/testkit/world.ts'
import { Route } from '@shenbao/workflow/route.ts'
import { liveRoute } from '@shenbao/workflow/stage.ts'
import t from 'tap'
import type { Handled } from '../src/handle-command.ts'
import { onEveryLog } from './lanes.ts'

const { route: shipped } = world.newestRoute(DEFAULT_ROUTE)
const both = ['center-finance', 'center-leader'].map(role => ({ role, at: 'unit' }))
/** The default route, with finance and leader side by side in one stage (会签). */
const countersigned = liveRoute(
  Route.parse({
    ...shipped,
    id: 'countersigned',
    stages: shipped.stages.map(stage =>
      stage.name === 'center-finance'
        ? {
            ...stage,
            signing: { how: 'all' },
            moves: Object.fromEntries(Object.entries(stage.moves ?? {}).map(([name, move]) => [name, { ...move, who: both }])),
          }
        : stage,
    ),
  }),
  declarationWords,
  'digest-of-countersigned',
)
const ways = {
  route: countersigned.pin,
  world: {
    ...world,
    route: (pin: Parameters<typeof world.route>[0]) => (pin.id === 'countersigned' ? countersigned : world.route(pin)),
  },
}

const chiefTwo = officerOnChairs('officer-chief-two', 'section-chief')
const approve: DeclarationCommand = { type: 'approve', opinion: '同意' }
const claim: DeclarationCommand = { type: 'claim' }
const takeBack: DeclarationCommand = { type: 'take-back' }
const transfer: DeclarationCommand = { type: 'transfer', officer: officerIdOf('bureau-reviewer'), reason: '出差' }

/** A declaration in `center-section`, or further. */
const office = async (store: EventStore, ...steps: readonly (readonly [By, DeclarationCommand])[]) => {
  const at = memoryOffice(store, fixedClock(), ways)
  const id = await at.open()
  for (const [by, command] of [['drafter', { type: 'submit' }], ...steps] as const) {
    const answer = await at.send(by, id, command)
    if (answer.outcome !== 'recorded') throw new TypeError(`given: ${command.type} was ${answer.outcome}`)
  }
  const expected = (await at.parts.cases.refresh(id)).revision
  const count = async (type: string): Promise<number> =>
    (await store.read(streamOf(id))).filter(({ fact }) => fact.type === type).length
  return { at, id, expected, count }
}

const said = (answer: Handled): string => (answer.outcome === 'refused' ? `${answer.why} ${answer.because.code}` : answer.outcome)

type Race = readonly [
  what: string,
  given: readonly (readonly [By, DeclarationCommand])[],
  first: readonly [By, DeclarationCommand],
  second: readonly [By, DeclarationCommand],
  /** What the loser is told on looking again and sending the same once more. */
  again: string,
  /** Facts that stand in the log as often, all in all, after the second try. */
  counts: Readonly<Record<string, number>>,
]

const toFinance = [['section-chief', approve]] as const
const races: readonly Race[] = [
  [
    'two who share a seat approve',
    [],
    ['section-chief', approve],
    [chiefTwo, approve],
    'not-yours not-yours',
    { 'stage-passed': 1 },
  ],
  [
    'both signers of a 会签 approve',
    toFinance,
    ['center-finance', approve],
    ['center-leader', approve],
    'recorded',
    { 'opinion-given': 3, 'stage-passed': 2 },
  ],
  [
    'approve against withdraw',
    [],
    ['section-chief', approve],
    ['drafter', { type: 'withdraw' }],
    'rule nothing-to-withdraw',
    { withdrawn: 0 },
  ],
  [
    'withdraw against approve',
    [],
    ['drafter', { type: 'withdraw' }],
    ['section-chief', approve],
    'rule not-now',
    { 'stage-passed': 0 },
  ],
  [
    'the deputy against the principal',
    [],
    [deputyOf('section-chief', 'auditor'), approve],
    ['section-chief', approve],
    'not-yours not-yours',
    { 'stage-passed': 1 },
  ],
  ['two who share a seat claim', [], ['section-chief', claim], [chiefTwo, claim], 'rule not-your-task', { 'task-claimed': 1 }],
  ['claim against approve', [], ['section-chief', claim], [chiefTwo, approve], 'rule not-your-task', { 'stage-passed': 0 }],
  [
    'approve against transfer',
    [],
    ['section-chief', approve],
    ['section-chief', transfer],
    'rule not-your-task',
    { 'task-transferred': 0 },
  ],
  [
    'transfer against approve',
    [],
    ['section-chief', transfer],
    ['section-chief', approve],
    'rule not-your-task',
    { 'stage-passed': 0 },
  ],
  [
    'the last signature against taking one back',
    [...toFinance, ['center-finance', approve]],
    ['center-leader', approve],
    ['center-finance', takeBack],
    'rule nothing-to-take-back',
    { 'signature-taken-back': 0, 'stage-passed': 2 },
  ],
  [
    'taking one back against the last signature',
    [...toFinance, ['center-finance', approve]],
    ['center-finance', takeBack],
    ['center-leader', approve],
    'recorded',
    { 'signature-taken-back': 1, 'stage-passed': 1 },
  ],
  [
    'approve against return in a 会签',
    toFinance,
    ['center-finance', { type: 'return', reason: '金额有误' }],
    ['center-leader', approve],
    'rule not-now',
    { returned: 1, 'stage-passed': 1 },
  ],
]

for (const [what, given, first, second, again, counts] of races)
  onEveryLog(t, what, async (t, store) => {
    const { at, id, expected, count } = await office(store, ...given)
    const answers = await Promise.all([
      at.send(first[0], id, first[1], { expected }),
      at.send(second[0], id, second[1], { expected }),
    ])
    t.same(answers.map(said), ['recorded', 'stale stale'])
    const [, loser] = answers
    t.match(loser.outcome === 'refused' && loser.because.detail, /请刷新后看看改了什么/)
    const retried = await at.send(second[0], id, second[1])
    t.equal(said(retried), again)
    if (retried.outcome === 'refused') t.match(retried.because.detail, /[。]$/)
    for (const [type, times] of Object.entries(counts)) t.equal(await count(type), times, type)
  })

onEveryLog(t, 'a stale screen: a decision on what was handed over meanwhile is not taken', async (t, store) => {
  const { at, id, expected } = await office(store)
  await at.send('section-chief', id, transfer)
  t.equal(said(await at.send('section-chief', id, approve, { expected })), 'stale stale')
  t.equal(said(await at.send('section-chief', id, approve)), 'rule not-your-task')
  t.equal(said(await at.send('bureau-reviewer', id, approve)), 'recorded')
})

onEveryLog(t, 'an approval of an earlier round does not pass the next one', async (t, store) => {
  const { at, id, expected } = await office(store)
  await at.send('section-chief', id, { type: 'return', to: 'drafting', reason: '补充', then: 'step' })
  await at.send('drafter', id, { type: 'submit' })
  t.equal(said(await at.send(chiefTwo, id, approve, { expected })), 'stale stale')
  t.same((await at.refolded(id)).work.standing.stages, ['center-section'])
})

onEveryLog(t, 'what people say in between is not in the way', async (t, store) => {
  const { at, id, expected } = await office(store)
  await at.send('section-chief', id, { type: 'comment', kind: 'should', text: '建议补充依据' })
  await at.send('drafter', id, { type: 'urge' })
  t.equal(said(await at.send('section-chief', id, approve, { expected })), 'recorded')
})
