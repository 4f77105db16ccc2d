/**
 * What must hold of every case whatever people do, told from the recorded facts and the route alone: nothing here asks the rules
 * that are to keep it.
 */
import assert from 'node:assert/strict'
import { openWork } from '../src/open-work.ts'
import { type Seat, type StageDefinition, stageNamed } from '../src/route.ts'
import type { Slot } from '../src/signing.ts'
import type { LiveRoute } from '../src/stage.ts'
import type { Desk, Staff, Stored } from './leave-office.ts'
import { peopleOf, readBack } from './leave-office.ts'

/** One signature as the facts tell it. */
type Task = {
  state: 'open' | 'agree' | 'object' | 'removed'
  weight: number
  isAdded: boolean
  by: readonly string[]
  at: number
}
/** Told fact by fact; changed in place, thrown away after each case. */
export type Ledger = {
  open: string[]
  authors: Record<string, string[]>
  tasks: Record<string, Map<string, Task>>
  /** Tasks of a stage whose passing may still be taken back. */
  left: Record<string, Readonly<{ tasks: Map<string, Task>; by: readonly string[] }>>
  facts: number
}

export const beginLedger = (live: LiveRoute): Ledger => ({
  open: [live.route.begins],
  authors: {},
  tasks: {},
  left: {},
  facts: 0,
})

const moving = new Set([
  'submitted',
  'stage-passed',
  'returned',
  'rejected',
  'discarded',
  'reopened',
  'leave-finished',
  'stage-moved',
])
const inCover = new Set(['cover-asked', 'cover-agreed', 'cover-returned', 'cover-withdrawn'])
const drafting: Readonly<Record<string, string>> = {
  'leave-opened': 'leave',
  'leave-written': 'leave',
  submitted: 'leave',
  'cover-asked': 'cover',
}

const passOf = (stage: StageDefinition) => Object.values(stage.moves ?? {}).find(({ kind }) => kind === 'pass')

const weightOf = (stage: StageDefinition, seats: readonly Seat[]): number =>
  stage.signing?.weights?.find(({ seat }) => seats.some(one => JSON.stringify(one) === JSON.stringify(seat)))?.weight ?? 1

const fresh = (weight: number, isAdded = false): Task => ({ state: 'open', weight, isAdded, by: [], at: 0 })

/** The tasks of a stage that a case has just come into. Where everyone on a seat signs they come by `signers-named`. */
const tasksOf = (stage: StageDefinition): Map<string, Task> => {
  const pass = passOf(stage)
  if (!pass || stage.signing?.each === 'officer') return new Map()
  const seats = (stage.signing?.how ?? 'any') === 'any' ? [pass.who] : pass.who.map(seat => [seat])
  return new Map(seats.map((some, at) => [String(at + 1), fresh(weightOf(stage, some))]))
}

const subjectOf = (stage: string): string => (stage === 'covered' ? 'cover' : 'leave')
const peopleIn = ({ told }: Stored): readonly string[] =>
  told.onBehalfOf === null ? [told.actor] : [told.actor, told.onBehalfOf]

/** Notes one fact, and asserts what must hold of it where it stands. */
export const note = (live: LiveRoute, ledger: Ledger, text: string): void => {
  const fact = readBack(text)
  const { type, data } = fact
  ledger.facts += 1
  nobodyDecidedOnTheirOwnDraft(ledger, fact)
  taskLivesOn(live, ledger, fact)
  const subject = drafting[type]
  if (subject !== undefined) ledger.authors[subject] = [...(ledger.authors[subject] ?? []), ...peopleIn(fact)]
  if (type === 'stage-passed' || type === 'cover-agreed') passedByItsRule(live, ledger, String(data['from']))
  if (moving.has(type)) move(live, ledger, fact)
  if (type === 'withdrawn') takeBack(ledger, String(data['from']), String(data['to']))
  if (inCover.has(type)) cover(live, ledger, type === 'cover-asked')
}

const move = (live: LiveRoute, ledger: Ledger, fact: Stored): void => {
  const { type, data } = fact
  const [from, to] = [String(data['from']), String(data['to'])]
  assert.ok(ledger.open.includes(from), `${type} from ${from}, which is not open`)
  const tasks = ledger.tasks[from]
  ledger.left = type === 'stage-passed' && tasks ? { ...ledger.left, [from]: { tasks, by: peopleIn(fact) } } : {}
  ledger.open = [to]
  ledger.tasks = { [to]: tasksOf(stageNamed(live.route, to)) }
}

/** As before the move: the signatures of the others stand, the one taken back is open. */
const takeBack = (ledger: Ledger, from: string, to: string): void => {
  assert.ok(ledger.open.includes(from), `withdrawn from ${from}, which is not open`)
  const before = ledger.left[to]
  ledger.open = [to]
  ledger.tasks = before ? { [to]: before.tasks } : {}
  for (const task of before?.tasks.values() ?? [])
    if (task.by.some(person => before?.by.includes(person))) {
      task.state = 'open'
      task.by = []
    }
}

const cover = (live: LiveRoute, ledger: Ledger, opens: boolean): void => {
  ledger.open = opens ? ['away', 'covered'] : ['away']
  if (opens) ledger.tasks['covered'] = tasksOf(stageNamed(live.route, 'covered'))
  else delete ledger.tasks['covered']
}

const decisions = new Set(['opinion-given', 'returned', 'rejected', 'cover-returned'])
const handsOn: Readonly<Record<string, string>> = {
  'task-transferred': 'to',
  'task-delegated': 'to',
  'signer-added': 'officer',
  'opinion-carried': 'officer',
}

const nobodyDecidedOnTheirOwnDraft = (ledger: Ledger, fact: Stored): void => {
  const { type, data } = fact
  const stage = String(data['stage'] ?? data['from'] ?? '')
  const authors = ledger.authors[subjectOf(stage)] ?? []
  if (decisions.has(type))
    assert.ok(!peopleIn(fact).some(person => authors.includes(person)), `own draft: ${type} by ${peopleIn(fact).join(' for ')}`)
  const member = handsOn[type]
  if (member !== undefined) assert.ok(!authors.includes(String(data[member])), `own draft: ${type} to an author`)
  if (type === 'signers-named')
    for (const { officer } of data['slots'] as readonly Slot[])
      assert.ok(officer === null || !authors.includes(officer), 'own draft: an author was named')
}

/** Every task is opened once, lives while its stage is open, and is closed by a signature, a removal or the end of its stage. */
const taskLivesOn = (live: LiveRoute, ledger: Ledger, fact: Stored): void => {
  const { type, data } = fact
  const stage = String(data['stage'] ?? '')
  const tasks = ledger.tasks[stage]
  const task = tasks?.get(String(data['slot'] ?? '1'))
  const mustBe = (...states: readonly Task['state'][]): Task => {
    assert.ok(task, `${type}: no task ${String(data['slot'])} in ${stage}`)
    assert.ok(states.includes(task.state), `${type}: the task is ${task.state}`)
    return task
  }
  switch (type) {
    case 'signers-named': {
      const slots = data['slots'] as readonly Slot[]
      ledger.tasks[stage] = new Map(slots.map(({ slot, weight }) => [slot, fresh(weight)]))
      assert.equal(new Set(slots.map(({ slot }) => slot)).size, slots.length, 'two tasks of one name')
      return
    }
    case 'opinion-given': {
      const open = mustBe('open')
      const who = peopleIn(fact)
      const others = [...(tasks?.values() ?? [])].flatMap(({ by }) => by)
      assert.ok(!who.some(person => others.includes(person)), `${who.join(' for ')} signed twice in ${stage}`)
      open.state = data['vote'] === 'object' ? 'object' : 'agree'
      open.by = who
      open.at = ledger.facts
      return
    }
    case 'opinion-carried': {
      assert.equal(live.route.sameApprover, 'carry', 'an opinion was carried though the route does not say so')
      const open = mustBe('open')
      open.state = 'agree'
      open.by = [String(data['officer'])]
      open.at = ledger.facts
      return
    }
    case 'signer-added':
      assert.ok(tasks && !task, 'a task of this name is there already')
      tasks.set(String(data['slot']), fresh(1, true))
      return
    case 'signer-removed':
      mustBe('open').state = 'removed'
      return
    case 'signature-taken-back': {
      const signed = mustBe('agree', 'object')
      signed.state = 'open'
      signed.by = []
      return
    }
    case 'task-claimed':
    case 'task-released':
    case 'task-transferred':
    case 'task-delegated':
    case 'delegation-answered':
      mustBe('open')
  }
}

/** 会签, 顺序会签, 或签, 票签: the rule of the stage, from the signatures as they were recorded. */
const passedByItsRule = (live: LiveRoute, ledger: Ledger, from: string): void => {
  const stage = stageNamed(live.route, from)
  const how = stage.signing?.how ?? 'any'
  const asked = [...(ledger.tasks[from] ?? new Map<string, Task>())].filter(([, { state }]) => state !== 'removed')
  const tasks = asked.map(([, task]) => task)
  assert.ok(
    tasks.some(({ isAdded, state }) => !isAdded && state === 'agree'),
    `${from} passed, and none of its own agreed`,
  )
  assert.ok(
    tasks.every(({ isAdded, state }) => !isAdded || state !== 'open'),
    `${from} passed before an added signer spoke`,
  )
  if (how === 'votes') {
    const inFavour = tasks.reduce((sum, { state, weight, isAdded }) => sum + (state === 'agree' && !isAdded ? weight : 0), 0)
    assert.ok(inFavour >= (stage.signing?.needed ?? 0), `${from} passed with ${inFavour} votes`)
    return
  }
  assert.ok(
    tasks.every(({ state }) => state === 'agree'),
    `${from} passed, and somebody has not agreed`,
  )
  if (how !== 'in-order') return
  const own = tasks.filter(({ isAdded }) => !isAdded).map(({ at }) => at)
  assert.deepEqual(
    own,
    [...own].sort((a, b) => a - b),
    `${from} was signed out of order`,
  )
}

/** The case as it is folded says the same as the facts do, and somebody can go on with it. */
export const holds = ({ live, state, staff }: Desk, ledger: Ledger): void => {
  const { work } = state
  assert.deepEqual([...work.standing.stages].sort(), [...ledger.open].sort(), 'stages')
  for (const name of work.standing.stages) {
    const stage = stageNamed(live.route, name)
    const slots = work.signings[name]?.slots ?? []
    const told = [...(ledger.tasks[name] ?? new Map<string, Task>())].map(([slot, task]) => [slot, task.state] as const)
    const words = { open: 'open', agreed: 'agree', objected: 'object', removed: 'removed' } as const
    assert.deepEqual(
      slots.map(slot => [slot.slot, words[slot.state]] as const),
      told,
      `tasks of ${name}`,
    )
    if (stage.ends !== true) somebodyIsWaitedFor(live, stage, work, staff)
  }
  assert.deepEqual(
    Object.keys(work.signings).filter(name => !work.standing.stages.includes(name)),
    [],
    'a stage that is left asks for nothing',
  )
  const main = work.standing.stages.filter(name => stageNamed(live.route, name).beside === undefined)
  assert.equal(main.length, 1, 'exactly one stage in each region')
}

/** A case that has not ended waits for somebody who may go on with it, or for the administrator. */
const somebodyIsWaitedFor = (live: LiveRoute, stage: StageDefinition, work: Desk['state']['work'], staff: Staff): void => {
  const { administrator } = live.words
  const waited = openWork(stage, work, administrator).filter(({ commands }) =>
    commands.some(name => name !== 'answer-consultation'),
  )
  assert.ok(waited.length > 0, `nobody is waited for in ${stage.name}`)
  const signing = work.signings[stage.name]
  if (!signing) return
  const people = peopleOf(staff)
  const subject = subjectOf(stage.name)
  const signed = signing.slots.flatMap(({ signedBy }) => signedBy)
  const kept = new Set([...(work.authors[subject] ?? []), ...(work.passed[subject] ?? []), ...signed])
  const isBlocked = ({ waitsFor }: Slot): boolean =>
    signing.slots.some(({ slot, state }) => state === 'open' && waitsFor.includes(slot))
  const ready = signing.slots.filter(slot => slot.state === 'open' && !isBlocked(slot))
  assert.ok(ready.length > 0, `${stage.name} waits for signatures that nobody can come to`)
  for (const { slot, officer, seats, unstaffed } of ready) {
    const holders = officer === null ? seats.flatMap(seat => people.holders(seat)) : [officer].filter(people.serves)
    assert.ok(
      unstaffed || holders.some(holder => !kept.has(holder)),
      `nobody can sign ${slot} in ${stage.name}, and nobody is told`,
    )
    if (unstaffed)
      assert.ok(
        waited.some(({ seat }) => JSON.stringify(seat) === JSON.stringify(administrator)),
        'the administrator is waited for',
      )
  }
}
