/** The checks on random work can fail: engines with one fault each are found out within a few hundred cases. */
import fc from 'fast-check'
import t from 'tap'
import type { RoutedFact } from '../src/compile.ts'
import { stageNamed } from '../src/route.ts'
import { passingMove } from '../src/signing.ts'
import { TaskTransferred } from '../src/signing-facts.ts'
import type { Work } from '../src/work.ts'
import { decideLeave, evolveLeave } from './leave-case.ts'
import { type Engine, engine } from './leave-office.ts'
import { aPlay, nothingMet, play } from './random-work.ts'

const SEED = Number(process.env['SHENBAO_SEED'] ?? 2026)

/** An engine whose accepted decisions are tampered with. */
const recording = (
  tamper: (facts: readonly RoutedFact[], ...asked: Parameters<typeof decideLeave>) => readonly RoutedFact[],
): Engine => ({
  ...engine,
  decide: (...asked) => {
    const decision = decideLeave(...asked)
    return decision.accepted ? { accepted: true, events: tamper(decision.events, ...asked) } : decision
  },
})

const without =
  (type: string) =>
  (facts: readonly RoutedFact[]): readonly RoutedFact[] =>
    facts.filter(fact => fact.type !== type)

/** An engine that folds each fact, and then something goes wrong with the work. */
const folding = (tamper: (after: Work, before: Work | undefined, type: string) => Work): Engine => ({
  ...engine,
  evolve: (live, state, event, told) => {
    const after = evolveLeave(live, state, event, told)
    return { ...after, work: tamper(after.work, state?.work, event.type) }
  },
})

const passesAtOnce = recording((facts, live, { work }) => {
  const [opinion] = facts
  const stage = String(opinion?.data['stage'] ?? '')
  if (facts.length !== 1 || opinion?.type !== 'opinion-given' || !stage.startsWith('review')) return facts
  const to = passingMove(stageNamed(live.route, stage))?.move.to[0]
  return [...facts, { type: 'stage-passed', data: { from: stage, to, round: work.round } }]
})

const handsToAuthors: Engine = {
  ...engine,
  decide: (live, state, command, asking) => {
    const decision = decideLeave(live, state, command, asking)
    if (decision.accepted || command.type !== 'transfer' || decision.because.code !== 'own-draft') return decision
    const [stage, signing] = Object.entries(state.work.signings)[0] ?? []
    const slot = signing?.slots.find(({ state: its }) => its === 'open')?.slot
    if (stage === undefined || slot === undefined) return decision
    const { officer: to, reason } = command
    return { accepted: true, events: [TaskTransferred.of({ stage, slot, from: null, to, reason, as: 'transfer' })] }
  },
}

const forgetful = (): Engine => {
  let folded = 0
  return {
    ...engine,
    evolve: (live, state, event, told) => {
      folded += 1
      const after = evolveLeave(live, state, event, told)
      return folded % 50 === 0 ? { ...after, notes: [...after.notes, 'from nowhere'] } : after
    },
  }
}

/** What is wrong, the engine that does it, and what the checks say. */
const faults: readonly (readonly [fault: string, faulty: Engine, said: RegExp])[] = [
  ['one signature of several is enough', passesAtOnce, /passed, and|passed with|passed before/],
  ['a task may be handed to the author', handsToAuthors, /own draft: task-transferred to an author/],
  ['authors are forgotten', folding(after => ({ ...after, authors: {} })), /own draft/],
  ['nobody is told that a stage is unstaffed', recording(without('stage-unstaffed')), /nobody is told/],
  [
    'a removed signer may still sign',
    folding((after, before, type) => (type === 'signer-removed' && before ? { ...after, signings: before.signings } : after)),
    /^tasks of/,
  ],
  [
    'an opinion is not recorded',
    recording(without('opinion-given')),
    /none of its own agreed|somebody has not agreed|passed with/,
  ],
  [
    'tasks of a stage that was left stay open',
    folding((after, before) => ({ ...after, signings: { ...before?.signings, ...after.signings } })),
    /a stage that is left asks for nothing|^tasks of/,
  ],
  [
    'a case that is returned asks nobody',
    folding(after => (after.round > 0 ? { ...after, signings: {} } : after)),
    /^tasks of|nobody is waited for/,
  ],
  ['the fold remembers what was not recorded', forgetful(), /replayed .* differ/],
]

for (const [fault, faulty, said] of faults)
  t.test(`found: ${fault}`, t => {
    const found = fc.check(
      fc.property(aPlay, one => play(one, nothingMet(), faulty)),
      { seed: SEED, numRuns: 400, endOnFailure: true },
    )
    t.equal(found.failed, true)
    t.match(found.errorInstance instanceof Error ? found.errorInstance.message : '', said)
    t.end()
  })
