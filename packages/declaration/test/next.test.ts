// Shows who comes next, as it is told before a command is sent, and the way a declaration took with the rest of it foretold.
import assert from 'node:assert/strict'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import { accounts, officerIdOf, principalOf } from '@shenbao/testkit/accounts.ts'
import { everyDay, peopleWith } from '@shenbao/testkit/around.ts'
import { submission, until, wholeLife } from '@shenbao/testkit/life.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { properCommand } from '@shenbao/testkit/proper-command.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import { after, anyFile, ask } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration, world } from '@shenbao/testkit/world.ts'
import fc from 'fast-check'
import t from 'tap'
import { allowedCommands } from '../src/allowed.ts'
import { type CommandType, commandNeeds } from '../src/commands.ts'
import { nextAfter, roadOf } from '../src/next.ts'
import { pathOf } from '../src/path.ts'
import { streamOf } from '../src/recorded.ts'
import type { Declaration } from '../src/state.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const around = { people: peopleWith(), days: everyDay, today: '2026-03-01' }
const askedBy = (officer: string) => ({
  ...around,
  by: { actor: officer, onBehalfOf: null },
  newId: (ordinal: number) => derivedId(sm3, 'next', ordinal),
  files: anyFile,
})
const told = (stages: ReturnType<typeof nextAfter>) =>
  stages?.map(({ stage, who }) => [stage, ...who.flatMap(({ officers }) => officers)])

t.test('the next stage and its people are told before the command is sent', async t => {
  const drafted = openedDeclaration()
  t.same(told(nextAfter(world, drafted, { type: 'submit' }, askedBy('officer-drafter'))), [
    ['center-section', 'officer-section-chief'],
  ])
  const submitted = after(drafted, submission)
  const [approve, back] = allowedCommands(
    world,
    principalOf('section-chief'),
    submitted,
    askedBy('officer-section-chief'),
  ).allowed.filter(({ type }) => type === 'approve' || type === 'return')
  t.same(told(approve?.next ?? null), [['center-finance', 'officer-center-finance']])
  t.same(told(back?.next ?? null), [['drafting', 'officer-drafter']])
  t.equal(nextAfter(world, submitted, { type: 'submit' }, askedBy('officer-drafter')), null, 'refused')
  const leader = after(drafted, until.bureauFinance)
  const returns = allowedCommands(world, principalOf('bureau-finance'), leader, askedBy('officer-bureau-finance')).allowed
  const to = returns.find(({ type }) => type === 'return')
  t.same(
    to?.next?.map(({ stage }) => stage),
    to?.to,
    'a return: every stage it may lead to',
  )
})

t.test('somebody asked beside them is waited for before the stage is passed; whoever wrote it is not', async t => {
  const submitted = after(openedDeclaration(), [
    ...submission,
    ['section-chief', { type: 'add-signer', officer: 'officer-center-leader', place: 'after', reason: '请领导看' }],
  ])
  t.same(told(nextAfter(world, submitted, { type: 'approve' }, askedBy('officer-section-chief'))), [
    ['center-section', 'officer-center-leader'],
  ])
  const people = () => ({ holders: () => ['officer-drafter', 'officer-other'], serves: () => true })
  const next = nextAfter(world, openedDeclaration(), { type: 'submit' }, { ...askedBy('officer-drafter'), people })
  t.same(told(next), [['center-section', 'officer-other']])
})

t.test('what is foretold is what happens, whatever is sent', async () => {
  const steps = fc.array(
    fc.tuple(fc.constantFrom(...(Object.keys(commandNeeds) as CommandType[])), fc.constantFrom(...accounts), fc.nat({ max: 60 })),
    {
      maxLength: 12,
    },
  )
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: wholeLife.length }), steps, async (lived, wishes) => {
      let declaration: Declaration = after(openedDeclaration(), wholeLife.slice(0, lived))
      for (const [type, account, choice] of wishes) {
        const command = properCommand(type, declaration, choice)
        const foretold = nextAfter(world, declaration, command, askedBy(officerIdOf(account)))
        const answer = ask(declaration, account, command)
        if (answer.outcome !== 'recorded') continue
        declaration = answer.after
        assert.deepEqual(
          foretold?.map(({ stage }) => stage),
          declaration.work.standing.stages,
        )
      }
    }),
    { numRuns: runs(40) },
  )
})

t.test('the road ahead, to its end', async t => {
  const { now, ahead } = roadOf(world, after(openedDeclaration(), submission), around)
  t.same(told(now), [['center-section', 'officer-section-chief']])
  t.same(
    ahead.map(({ stage }) => stage),
    [
      'center-finance',
      'center-leader',
      'bureau-review',
      'bureau-finance',
      'bureau-approval',
      'executing',
      'evaluation-draft',
      'evaluation-center',
      'evaluation-bureau',
      'evaluation-final',
      'published',
      'archived',
    ],
  )
  t.same(told(ahead.slice(0, 1)), [['center-finance', 'officer-center-finance']])
  const returned = after(openedDeclaration(), [
    ...until.leader,
    ['center-leader', { type: 'return', to: 'drafting', reason: '补充', then: 'straight' }],
  ])
  t.equal(roadOf(world, returned, around).ahead[0]?.stage, 'center-leader', '直达退回人')
})

t.test('the way it took: moves, returns, and tasks passed around', async t => {
  const office = memoryOffice()
  const id = await office.open()
  const sent = async (by: Parameters<typeof office.send>[0], command: Parameters<typeof office.send>[2]) => {
    const answer = await office.send(by, id, command)
    if (answer.outcome !== 'recorded') throw new Error(JSON.stringify(answer))
  }
  await sent('drafter', { type: 'submit' })
  await sent('section-chief', { type: 'add-signer', officer: 'officer-center-leader', place: 'after', reason: '请领导看' })
  await sent('section-chief', { type: 'approve', opinion: '同意' })
  await sent('center-leader', { type: 'return', to: 'drafting', reason: '缺依据' })
  await sent('drafter', { type: 'submit' })
  await sent('drafter', { type: 'withdraw' })
  const facts = (await office.store.read(streamOf(id))).map(({ fact }) => fact)
  const path = pathOf(world, facts)
  t.same(
    path.map(({ type, from, to, by, officer, reason }) => [type, from, to, by.replace('officer-', ''), officer, reason]),
    [
      ['declaration-opened', null, 'drafting', 'drafter', null, null],
      ['submitted', 'drafting', 'center-section', 'drafter', null, null],
      ['signer-added', 'center-section', 'center-section', 'section-chief', 'officer-center-leader', '请领导看'],
      ['opinion-given', 'center-section', 'center-section', 'section-chief', null, '同意'],
      ['returned', 'center-section', 'drafting', 'center-leader', null, '缺依据'],
      ['submitted', 'drafting', 'center-section', 'drafter', null, null],
      ['withdrawn', 'center-section', 'drafting', 'drafter', null, null],
    ],
  )
})
