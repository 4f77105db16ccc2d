/**
 * Random people do random things: whatever is accepted is replayed from stored text to the same state, after every single step.
 */

import assert from 'node:assert/strict'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import { accounts, officerOnChairs, principalOf } from '@shenbao/testkit/accounts.ts'
import { everyDay, peopleWith } from '@shenbao/testkit/around.ts'
import { commandTypes, forms, type Try, tries } from '@shenbao/testkit/generators.ts'
import { type LifeStep, until, wholeLife } from '@shenbao/testkit/life.ts'
import { properCommand } from '@shenbao/testkit/proper-command.ts'
import { runs } from '@shenbao/testkit/runs.ts'
import { sampleForm } from '@shenbao/testkit/sample-form.ts'
import { after, ask } from '@shenbao/testkit/scenario.ts'
import { foldEvents, openedDeclaration, sampleOpening, toldBy, world } from '@shenbao/testkit/world.ts'
import type { Told } from '@shenbao/workflow/work.ts'
import fc from 'fast-check'
import t from 'tap'
import { allowedCommands } from '../src/allowed.ts'
import type { CommandType, DeclarationCommand } from '../src/commands.ts'
import type { DeclarationEvent } from '../src/events.ts'
import { opening } from '../src/open.ts'
import type { Principal } from '../src/principal.ts'
import { foldRecorded, schemaVersionOf, streamOf } from '../src/recorded.ts'
import type { Declaration } from '../src/state.ts'

// The same runs every time; SHENBAO_SEED tries others.
fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

const TODAY = '2026-03-01'

/** A life as it is kept: facts as JSON text, linked, and the state that grew along with them. */
type Life = Readonly<{ texts: readonly string[]; last: Envelope | null; state: Declaration }>

const kept = (events: readonly DeclarationEvent[], told: Told, last: Envelope | null): readonly Envelope[] =>
  linkFacts(
    sm3,
    { stream: streamOf(sampleOpening().declarationId), last },
    events.map(({ type, data }, ordinal) => ({
      id: `00000000-0000-8000-8000-${String((last?.revision ?? -1) + 1 + ordinal).padStart(12, '0')}`,
      type,
      schemaVersion: schemaVersionOf(type),
      ...told,
      commandId: 'command',
      commandDigest: 'digest',
      data: data as Envelope['data'],
    })),
  )

const begun = (form = sampleForm()): Life => {
  const events = opening(sampleOpening({ form }))
  const facts = kept(events, toldBy(), null)
  return { texts: facts.map(fact => JSON.stringify(fact)), last: facts.at(-1) ?? null, state: foldEvents(null, events, toldBy()) }
}

/** The state folded anew from the stored texts: the program was restarted. */
const restarted = ({ texts }: Life): Declaration => {
  const state = foldRecorded(
    world,
    texts.map(text => JSON.parse(text) as Envelope),
  )
  assert(state)
  return state
}

/** What carries a life on; without a liking for it, random people would hand the draft back and forth for ever. */
const ahead: ReadonlySet<CommandType> = new Set([
  'submit',
  'approve',
  'review',
  'consent',
  'close-year',
  'record-result',
  'submit-evaluation',
  'rescore',
  'confirm-evaluation',
  'publish',
  'archive',
  'reopen',
])

const openTo = (by: Principal, state: Declaration): readonly CommandType[] => {
  const { officerId: actor, onBehalfOf } = by
  const asked = {
    by: { actor, onBehalfOf },
    today: TODAY,
    people: peopleWith(by),
    days: everyDay,
    newId: (ordinal: number) => `s-${ordinal}`,
  }
  return allowedCommands(world, by, state, asked).allowed.map(({ type }) => type)
}

/** Who tries what: now and then anybody anything, mostly somebody something that is open to them and leads on. */
const chosen = ({ wild, pick, choice }: Try, state: Declaration): readonly [by: Principal, type: CommandType | undefined] => {
  const anybody = people[pick % people.length] ?? principalOf('drafter')
  if (wild !== null) return [anybody, wild]
  const open = people.flatMap(by => openTo(by, state).map(type => [by, type] as const))
  const on = open.filter(([, type]) => ahead.has(type))
  const among = on.length > 0 && choice % 2 === 0 ? on : open
  return among[pick % Math.max(among.length, 1)] ?? [anybody, undefined]
}

const lived = (life: Life, attempt: Try): Life => {
  const [by, type] = chosen(attempt, life.state)
  return type ? sent(life, by, properCommand(type, life.state, attempt.choice)) : life
}

const sent = (life: Life, by: Principal, command: DeclarationCommand): Life => {
  const { officerId: actor, onBehalfOf } = by
  const answer = ask(life.state, by, command, { today: TODAY, commandId: `c-${life.texts.length}` })
  if (answer.outcome !== 'recorded') return life
  const told = { actor, onBehalfOf, effectiveOn: TODAY, recordedAt: `${TODAY}T01:00:00.000Z` }
  const facts = kept(answer.events, told, life.last)
  return {
    texts: [...life.texts, ...facts.map(fact => JSON.stringify(fact))],
    last: facts.at(-1) ?? life.last,
    state: answer.after,
  }
}

/** Random lives start anywhere: from the draft alone hardly one would come as far as its evaluation. */
const beginnings = fc.constantFrom<readonly LifeStep[]>([], ...Object.values(until))

const begunAt = (steps: readonly LifeStep[]): Life =>
  steps.reduce((life, [account, command]) => sent(life, principalOf(account), command), begun())

/** People on several chairs are the ones separation of duties is about. */
const people: readonly Principal[] = [
  ...accounts.map(principalOf),
  officerOnChairs('officer-two', 'drafter', 'section-chief', 'center-finance'),
  officerOnChairs('officer-three', 'drafter', 'center-leader', 'bureau-approver'),
  { ...principalOf('center-leader'), officerId: 'officer-drafter', onBehalfOf: 'officer-center-leader' },
]

t.test('whatever is accepted replays to the same state, restarted after every step', t => {
  const reached = new Set<string>()
  let steps = 0
  fc.assert(
    fc.property(fc.oneof(beginnings.map(begunAt), forms.map(begun)), tries, (start, attempts) => {
      let life = start
      assert.deepEqual(restarted(life), life.state)
      for (const attempt of attempts) {
        const next = lived(life, attempt)
        steps += 1
        if (next.texts.length > life.texts.length) assert.deepEqual(restarted(next), next.state)
        life = next
        for (const stage of life.state.work.standing.stages) reached.add(stage)
      }
    }),
    { numRuns: runs(150) },
  )
  t.comment(`steps: ${steps}`)
  t.ok(reached.size >= 15, `the random lives reached ${reached.size} stages: ${[...reached].join(' ')}`)
  t.end()
})

/** What separation of duties forbids, told from the facts alone and not by the rules that are to keep it. */
const breaches = (facts: readonly Envelope[]): Readonly<{ decisions: number; found: readonly string[] }> => {
  const authors = new Set<string>()
  const found: string[] = []
  let decisions = 0
  let passedBefore: readonly string[] = []
  let signers: readonly string[] = []
  for (const { type, actor, onBehalfOf, data } of facts) {
    const who = onBehalfOf === null ? [actor] : [actor, onBehalfOf]
    const isOfForm = !String(data['from'] ?? '').startsWith('evaluation')
    if (type === 'opinion-given') signers = [...signers, ...who]
    const isPass = isOfForm && (type === 'stage-passed' || type === 'declaration-approved')
    if (isPass || (isOfForm && (type === 'returned' || type === 'rejected'))) {
      decisions += 1
      if (who.some(person => authors.has(person))) found.push(`${type} by an author`)
    }
    if (isPass && who.some(person => passedBefore.includes(person))) found.push(`${type} twice in a row`)
    if (isPass) passedBefore = [...signers, ...who]
    else if (['returned', 'submitted', 'withdrawn', 'reopened', 'stage-moved'].includes(type)) passedBefore = []
    if (typeof data['to'] === 'string' && typeof data['from'] === 'string') signers = []
    // The bureau's amendments and finance's weights are no draft.
    const isDrafting =
      type === 'submitted' || type.endsWith('-declared') || (type === 'indicator-target-revised' && data['under'] === null)
    if (isDrafting) for (const person of who) authors.add(person)
  }
  return { decisions, found }
}

t.test('nobody ever decided on their own draft, and nobody passed two stages in a row', t => {
  let decisions = 0
  fc.assert(
    fc.property(beginnings, tries, (steps, attempts) => {
      const { texts } = attempts.reduce(lived, begunAt(steps))
      const looked = breaches(texts.map(text => JSON.parse(text) as Envelope))
      decisions += looked.decisions
      assert.deepEqual(looked.found, [])
    }),
    { numRuns: runs(150) },
  )
  t.ok(decisions > 50, `${decisions} decisions were looked at`)
  t.end()
})

t.test('canary: a history in which somebody did is told apart', t => {
  const { last } = begun()
  assert(last)
  const told = (type: string, actor: string, onBehalfOf: string | null = null): Envelope => ({
    ...last,
    type,
    actor,
    onBehalfOf,
    data: {},
  })
  t.same(breaches([told('submitted', 'a'), told('stage-passed', 'a')]).found, ['stage-passed by an author'])
  t.same(breaches([told('submitted', 'a'), told('returned', 'b', 'a')]).found, ['returned by an author'])
  t.same(breaches([told('submitted', 'a'), told('stage-passed', 'b'), told('stage-passed', 'c', 'b')]).found, [
    'stage-passed twice in a row',
  ])
  t.same(breaches([told('submitted', 'a'), told('stage-passed', 'b'), told('stage-passed', 'c')]).found, [])
  t.end()
})

/** Every value a target ever had, as the facts tell it; the first breach where one says it came from something else. */
const brokenHistory = (facts: readonly Envelope[]): string | null => {
  const targets = new Map<string, unknown>()
  for (const { type, data } of facts) {
    const id = String(data['indicatorId'])
    if (type === 'indicator-declared' || type === 'indicator-added') targets.set(id, data['target'])
    if (type !== 'indicator-target-revised') continue
    if (targets.get(id) !== data['from']) return `${id}: from ${String(data['from'])}, but it was ${String(targets.get(id))}`
    targets.set(id, data['to'])
  }
  return null
}

t.test('a target revised, amended or adjusted keeps its history: each fact begins where the one before ended', t => {
  let revisions = 0
  fc.assert(
    fc.property(beginnings, tries, (steps, attempts) => {
      const facts = attempts.reduce(lived, begunAt(steps)).texts.map(text => JSON.parse(text) as Envelope)
      revisions += facts.filter(({ type }) => type === 'indicator-target-revised').length
      assert.equal(brokenHistory(facts), null)
    }),
    { numRuns: runs(150) },
  )
  t.ok(revisions > 10, `${revisions} revisions were followed`)
  const { last } = begun()
  assert(last)
  const revised: Envelope = { ...last, type: 'indicator-target-revised', data: { indicatorId: 'x', from: 'a', to: 'b' } }
  t.ok(brokenHistory([revised]), 'canary: a revision out of nowhere is seen')
  t.end()
})

t.test('every accepted fact survives JSON as it is', t => {
  fc.assert(
    fc.property(beginnings, tries, (steps, attempts) => {
      const life = attempts.reduce(lived, begunAt(steps))
      for (const text of life.texts) assert.equal(JSON.stringify(JSON.parse(text)), text)
    }),
    { numRuns: runs(20) },
  )
  t.end()
})

t.test('the whole life, by the seven accounts', t => {
  const done = after(openedDeclaration(), wholeLife)
  t.same(done.work.standing.stages, ['archived'])
  t.same([done.final?.total, done.final?.grade, done.selfScore?.total], ['96.94', '优', '98.94'])
  t.equal(done.form.indicators[0]?.target, '≥120(条/年)')
  t.equal(done.approval?.form.indicators[0]?.target, '≥150(条/年)', 'what was approved first is still told')
  t.same(new Set(wholeLife.map(([account]) => account)).size, 7)
  t.end()
})

t.test('every command there is can be built for every moment', t => {
  for (const type of commandTypes) t.equal(properCommand(type, openedDeclaration(), 1).type, type)
  t.end()
})
