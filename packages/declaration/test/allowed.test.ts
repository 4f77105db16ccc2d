/** What is listed as allowed is accepted with a proper body; what is listed as blocked is refused for the very reason listed. */
import { accounts, principalOf } from '@shenbao/testkit/accounts.ts'
import { everyDay, peopleWith } from '@shenbao/testkit/around.ts'
import { type LifeStep, until } from '@shenbao/testkit/life.ts'
import { properCommand } from '@shenbao/testkit/proper-command.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import { after, ask, type Step } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration, world } from '@shenbao/testkit/world.ts'
import { isVerbName } from '@shenbao/workflow/verbs.ts'
import t from 'tap'
import { allowedCommands } from '../src/allowed.ts'
import type { Declaration } from '../src/state.ts'

const review = (grade: '优' | '良' | '中' | '差'): LifeStep => ['bureau-reviewer', { type: 'review', grade }]
const moments: readonly (readonly Step[])[] = [
  [],
  ...Object.values(until),
  ...(['优', '良', '中', '差'] as const).map(grade => [...until.bureauReview, review(grade)]),
  [...until.bureauReview, review('良'), ['bureau-reviewer', properCommand('amend', openedDeclaration(), 3)]],
  [['drafter', { type: 'discard' }]],
  [...until.evaluationDraft, ...until.evaluationCenter.slice(-2, -1)],
]

const listed = (declaration: Declaration, account: (typeof accounts)[number], today = '2026-03-01') =>
  allowedCommands(world, principalOf(account), declaration, {
    by: { actor: principalOf(account).officerId, onBehalfOf: null },
    today,
    people: peopleWith(principalOf(account)),
    days: everyDay,
    newId: ordinal => `specimen-${ordinal}`,
  })

for (const [place, steps] of moments.entries())
  t.test(`moment ${place}: ${after(openedDeclaration(), steps).work.standing.stages.join(' + ')}`, t => {
    const declaration = after(openedDeclaration(), steps)
    for (const account of accounts) {
      const { allowed, blocked } = listed(declaration, account)
      for (const { type, needs, to } of allowed) {
        const command = properCommand(type, declaration, 2)
        const answer = ask(declaration, account, command)
        t.equal(answer.outcome === 'recorded' ? 'recorded' : answer.because.code, 'recorded', `${account} ${type}`)
        for (const need of needs.filter(need => need !== 'to'))
          t.ok(need in command || (type === 'review' && 'items' in command), `${type} needs ${need}`)
        for (const target of to ?? [])
          t.equal(
            ask(declaration, account, { type: type === 'jump' ? 'jump' : 'return', reason: '补充', to: target }).outcome,
            'recorded',
            `${type} to ${target}`,
          )
      }
      for (const { type, because } of blocked) {
        const answer = ask(declaration, account, properCommand(type, declaration, 2))
        t.equal(
          answer.outcome === 'refused' ? answer.because.code : answer.outcome,
          because.code,
          `${account} ${type} is blocked`,
        )
      }
    }
    t.end()
  })

const typesOf = (steps: readonly Step[], account: (typeof accounts)[number], declaration = openedDeclaration()) => {
  const { allowed, blocked } = listed(after(declaration, steps), account)
  // What the engine's verbs ask has a test of its own.
  const own = allowed.map(({ type }) => type).filter(type => !isVerbName(type))
  return { allowed: own, blocked: blocked.map(({ type, because }) => `${type}: ${because.code}`) }
}

t.test('blocked says by which rule', t => {
  const incomplete = openedDeclaration({ form: sampleForm({ annualGoal: '' }) })
  t.same(typesOf([], 'drafter', incomplete), {
    allowed: ['revise', 'discard', 'attach-evidence'],
    blocked: ['submit: goal-says-something'],
  })
  t.same(typesOf([...until.bureauReview, review('差')], 'bureau-reviewer'), {
    allowed: ['review', 'reject'],
    blocked: ['amend: only-a-good-draft-is-amended', 'approve: grade-decides-the-way', 'return: grade-decides-the-way'],
  })
  t.same(typesOf(until.adjustmentCenter, 'drafter'), {
    allowed: ['record-progress', 'withdraw', 'attach-evidence'],
    blocked: ['request-adjustment: one-adjustment-at-a-time'],
  })
  t.end()
})

t.test('an onlooker has nothing listed', t => {
  for (const steps of moments) t.same(typesOf(steps, 'auditor'), { allowed: [], blocked: [] })
  t.end()
})

t.test('the 批复 asks for its number, another approval for nothing', t => {
  const needs = (steps: readonly Step[], account: (typeof accounts)[number]) =>
    listed(after(openedDeclaration(), steps), account).allowed.find(({ type }) => type === 'approve')?.needs
  t.same(needs(until.bureauApproval, 'bureau-approver'), ['documentNumber'])
  t.same(needs(until.bureauFinance, 'bureau-finance'), [])
  t.same(needs(until.adjustmentBureau, 'bureau-approver'), [])
  t.end()
})
