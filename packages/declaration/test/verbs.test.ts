/**
 * What becomes of each verb, sent by each account in each stage of the default route: a table that officials can read and sign. The
 * other commands stand in the table of `authority.test.ts`.
 */
import { fileURLToPath } from 'node:url'
import { accounts, officerIdOf } from '@shenbao/testkit/accounts.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type Step } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration, routePin, world } from '@shenbao/testkit/world.ts'
import { verbNames } from '@shenbao/workflow/route.ts'
import type { Verb } from '@shenbao/workflow/verbs.ts'
import t from 'tap'
import type { Declaration } from '../src/state.ts'

t.snapshotFile = fileURLToPath(new URL('./tap-snapshots/verbs.cjs', import.meta.url))

const { route } = world.route(routePin)

const rejected: readonly Step[] = [
  ...until.bureauReview,
  ['bureau-reviewer', { type: 'review', grade: '差' }],
  ['bureau-reviewer', { type: 'reject', reason: '重复申报' }],
]
const moments = [[], ...Object.values(until), rejected, [['drafter', { type: 'discard' }]] as const].map(steps =>
  after(openedDeclaration(), steps),
)
const names = route.stages.map(({ name }) => name)

/** The auditor takes no part in any stage: work handed to them bars nobody. */
const officer = officerIdOf('auditor')
const reason = '外出学习'

/** Everything said once, so that there is something to answer: a remark, a question. */
const spoken = (declaration: Declaration): Declaration =>
  after(declaration, [
    {
      type: 'comment-made',
      data: { comment: 'remark', stage: 'drafting', round: 0, anchor: ROW.cost, kind: 'should', text: '—' },
    },
    { type: 'consulted', data: { consultation: 'question', stage: 'drafting', to: [officer], question: '是否属实？' } },
  ])

const verbOf = (type: Verb['type'], { work }: Declaration): Verb => {
  const slot = Object.values(work.signings).flatMap(({ slots }) => slots)[0]?.slot ?? '1'
  switch (type) {
    case 'object':
    case 'answer-delegation':
      return { type, opinion: reason }
    case 'add-signer':
      return { type, officer, place: 'before', reason }
    case 'remove-signer':
      return { type, slot, reason }
    case 'transfer':
    case 'delegate':
      return { type, officer, reason }
    case 'claim':
    case 'release':
    case 'take-back':
    case 'urge':
      return { type }
    case 'copy':
      return { type, officers: [officer] }
    case 'mark-read':
      return { type, upTo: 1 }
    case 'consult':
      return { type, officers: [officer], question: '是否属实？' }
    case 'answer-consultation':
      return { type, consultation: 'question', answer: '属实' }
    case 'comment':
      return { type, anchor: ROW.cost, kind: 'must', text: '请补充测算依据' }
    case 'answer-comment':
      return { type, comment: 'remark', answer: 'explained', text: '有批文' }
    case 'confirm-comment':
      return { type, comment: 'remark' }
    case 'jump':
      return { type, to: 'drafting', reason }
    case 'cancel':
    case 'terminate':
      return { type, reason }
  }
}

const outcome = (declaration: Declaration, account: (typeof accounts)[number], type: Verb['type']): string => {
  const answer = ask(declaration, account, verbOf(type, declaration))
  if (answer.outcome !== 'recorded') return answer.outcome === 'forbidden' ? '' : answer.because.code
  return answer.events.length === 0 ? 'nothing' : '✓'
}

t.test('the moments reach every stage of the route', t => {
  t.same(new Set(moments.flatMap(({ work }) => work.standing.stages)), new Set(names))
  t.end()
})

t.test('who may use which verb where, and what refuses the rest', t => {
  const table = moments.map(spoken).flatMap(declaration => [
    declaration.work.standing.stages.join(' + '),
    ...verbNames.flatMap(type => {
      const cells = accounts.map(account => [account, outcome(declaration, account, type)] as const)
      const by = (wanted: string): string => cells.flatMap(([account, found]) => (found === wanted ? [account] : [])).join(' ')
      const kinds = [...new Set(cells.map(([, found]) => found))].filter(found => found !== '')
      return kinds.length === 0 ? [] : [`    ${type}`, ...kinds.map(kind => `        ${kind.padEnd(22)} ${by(kind)}`)]
    }),
  ])
  t.matchSnapshot(table.join('\n'), 'verbs by stage; an account that is not listed is turned away')
  t.end()
})

t.test('an onlooker has no verb but to answer what they were asked', t => {
  const used = moments.map(spoken).flatMap(declaration => verbNames.filter(type => outcome(declaration, 'auditor', type) === '✓'))
  t.same(new Set(used), new Set(['answer-consultation']))
  t.end()
})
