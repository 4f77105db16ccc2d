/** What a command is answered, and in which order the questions are asked. */
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { deputyOf, principalOf } from '@shenbao/testkit/accounts.ts'
import { wholeLife } from '@shenbao/testkit/life.ts'
import { memoryOffice } from '@shenbao/testkit/memory-office.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import t from 'tap'
import { type Handled, handleCommand } from '../src/handle-command.ts'
import { factsOf, onEveryLog } from './lanes.ts'

const target = (to: string): DeclarationCommand => ({
  type: 'revise',
  changes: [{ indicator: ROW.quantity, field: 'target', to }],
})
const goal = (to: string): DeclarationCommand => ({ type: 'revise', changes: [{ field: 'annualGoal', to }] })
const submit: DeclarationCommand = { type: 'submit' }
const key = (ordinal: number): string => `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`
const why = (answer: Handled): string => (answer.outcome === 'refused' ? `${answer.why} ${answer.because.code}` : answer.outcome)

onEveryLog(t, 'a whole life, each command recorded under its people, the chain unbroken', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  for (const [account, command] of wholeLife) {
    const answer = await office.send(account, id, command)
    t.equal(why(answer), 'recorded', command.type)
  }
  t.same((await office.refolded(id)).work.standing.stages, ['archived'])
  const facts = await factsOf(store)
  t.same(
    facts.filter(fact => fact.stream === streamOf(id)).map(({ revision }) => revision),
    [...Array(facts.filter(fact => fact.stream === streamOf(id)).length).keys()],
  )
  t.same(new Set(facts.filter(({ type }) => type === 'stage-passed').map(({ actor }) => actor)).size, 5)
})

onEveryLog(t, 'unknown comes first, whoever asks and whatever they say', async (t, store) => {
  const office = memoryOffice(store)
  const nowhere = '019b0000-0000-7000-8000-00000000dead'
  t.equal(why(await office.send('auditor', nowhere, submit, { expected: 99 })), 'unknown no-such-declaration')
  t.same(await factsOf(store), [])
})

onEveryLog(t, 'the same key: the stored answer again, before anything else is asked', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  const first = await office.send('drafter', id, target('≥151(条)'), { commandId: key(1) })
  const stored = (await factsOf(store)).length
  const second = await office.send('drafter', id, target('≥151(条)'), { commandId: key(1), expected: 0 })
  t.match(first, { outcome: 'recorded', repeated: false })
  t.same(second, { ...first, repeated: true }, 'though the revision is stale by now')
  t.equal((await factsOf(store)).length, stored)
  await office.send('drafter', id, submit)
  t.same(
    await office.send('drafter', id, target('≥151(条)'), { commandId: key(1) }),
    { ...first, repeated: true },
    'though it could not be done now',
  )
})

onEveryLog(t, 'the same key with another body, another sender or another declaration', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  await office.send('drafter', id, target('≥151(条)'), { commandId: key(1) })
  const reused = 'key-reused key-reused'
  t.equal(why(await office.send('drafter', id, target('≥152(条)'), { commandId: key(1) })), reused)
  t.equal(why(await office.send(deputyOf('drafter', 'admin'), id, target('≥151(条)'), { commandId: key(1) })), reused)
  t.equal(why(await office.send('auditor', id, target('≥152(条)'), { commandId: key(1) })), reused, 'asked before authority')
  const { parts } = office
  const elsewhere = await office.send('drafter', id, target('≥153(条)'), { commandId: key(2), dryRun: true })
  t.equal(why(elsewhere), 'would-record')

  const answer = await handleCommand(
    { ...parts, usedElsewhere: commandId => (commandId === key(2) ? 'declaration-another' : null) },
    { declarationId: id, command: target('≥153(条)'), commandId: key(2), expected: 99, principal: principalOf('drafter') },
  )
  t.equal(why(answer), reused)
})

onEveryLog(t, 'only what was accepted is remembered under its key', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  t.equal(why(await office.send('drafter', id, { type: 'consent' }, { commandId: key(1) })), 'rule not-now')
  t.equal(why(await office.send('drafter', id, submit, { commandId: key(1) })), 'recorded')
})

onEveryLog(t, 'not yours comes before stale, stale before the rules', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  const seen = (await office.parts.cases.seen(id)).revision
  await office.send('drafter', id, goal('新的年度目标'))
  t.equal(why(await office.send('auditor', id, submit, { expected: seen })), 'not-yours not-yours')
  t.equal(why(await office.send('drafter', id, goal('-'), { expected: seen })), 'stale stale')
  t.equal(
    why(await office.send('drafter', id, { type: 'consent' }, { expected: seen })),
    'stale stale',
    'a rule would refuse it, but it was not seen',
  )
  t.equal(why(await office.send('drafter', id, { type: 'consent' })), 'rule not-now')
  t.equal(why(await office.send('drafter', id, goal('x'), { expected: 99 })), 'stale stale', 'a revision that does not exist yet')
  t.equal(why(await office.send('drafter', id, goal('x'), { expected: -1 })), 'stale stale')
})

onEveryLog(t, 'authority goes by what the sender saw: too late is stale, never theirs is not theirs', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  await office.send('drafter', id, submit)
  const seen = (await office.parts.cases.refresh(id)).revision
  await office.send('drafter', id, { type: 'withdraw' })
  t.equal(why(await office.send('section-chief', id, { type: 'approve' }, { expected: seen })), 'stale stale')
  t.equal(why(await office.send('center-leader', id, { type: 'approve' }, { expected: seen })), 'not-yours not-yours')
})

onEveryLog(t, 'a dry run answers as the command would be and records nothing', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  const before = await factsOf(store)
  t.match(await office.send('drafter', id, submit, { dryRun: true, commandId: key(1) }), {
    outcome: 'would-record',
    facts: ['submitted'],
  })
  t.equal(why(await office.send('auditor', id, submit, { dryRun: true })), 'not-yours not-yours')
  t.equal(why(await office.send('drafter', id, submit, { dryRun: true, expected: 0 })), 'stale stale')
  t.equal(why(await office.send('drafter', id, { type: 'consent' }, { dryRun: true })), 'rule not-now')
  t.same(await factsOf(store), before)
  t.equal(why(await office.send('drafter', id, submit, { commandId: key(1) })), 'recorded', 'its key is still free')
})

onEveryLog(t, 'an accepted command with nothing to record says so and stores nothing', async (t, store) => {
  const office = memoryOffice(store)
  const id = await office.open()
  const before = (await factsOf(store)).length
  t.match(await office.send('drafter', id, target('≥150(条/年)')), { outcome: 'recorded', facts: [] })
  t.equal((await factsOf(store)).length, before)
})
