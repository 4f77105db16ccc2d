import type { Day } from '@shenbao/kernel/dates.ts'
import type { RoutedFact } from './compile.ts'
import { type Deadline, type Deadlines, deadlinesAt, evolveDeadlines } from './deadline.ts'
import { evolveSignings, isSigningFact, type Signings, signed, signingsAt } from './evolve-signing.ts'
import { type Act, type Move, type StageDefinition, stageNamed } from './route.ts'
import type { Signing } from './signing.ts'
import type { SigningEvent } from './signing-facts.ts'
import type { LiveRoute, Standing } from './stage.ts'
import { evolveTalk, isTalkFact, nothingSaid, type Talk } from './talk.ts'

/** Who acts: the officer, and the one acted for when a deputy acts. Officer ids. */
export type Who = Readonly<{ actor: string; onBehalfOf: string | null }>

/** Who acted and when: the part of the envelope that is remembered. `effectiveOn` is a business day, `recordedAt` an instant. */
export type Told = Who & Readonly<{ effectiveOn: Day; recordedAt: string }>

/** Folded from facts: where the case stands, who wrote what is being decided, and what can still be taken back. */
export type Work = Readonly<{
  standing: Standing
  /** How often the case was returned. */
  round: number
  /** By subject (`form`, `adjustment` …): everyone who wrote on it, deputies and their principals alike. */
  authors: Readonly<Record<string, readonly string[]>>
  /** By subject: who passed the stage before (nobody: absent or empty), for "nobody passes two stages in a row". */
  passed: Readonly<Record<string, readonly string[]>>
  /** The last move that can be taken back: by whom, and whither. Gone as soon as the next person acts. */
  recalls: readonly Recall[]
  /** By stage: where the way on leads after a return with 直达退回人. */
  straight: Readonly<Record<string, string>>
  opinions: readonly Opinion[]
  /** By open stage: whose signatures are asked for, and how far they are. */
  signings: Signings
  /** By stage. */
  deadlines: Deadlines
  talk: Talk
}>

/**
 * A move that can be taken back by `fact`, and what taking it back restores: who had passed before, a straight way not used after
 * all, the other signatures of the stage and its deadline, and the time the stage it led to had left (`arrival`).
 */
export type Recall = Readonly<{
  by: readonly string[]
  from: string
  to: string
  fact: string
  /** The move before, where this one followed from a carried opinion: both are taken back together. */
  after: Recall | null
  restores: Readonly<{
    passed: Work['passed']
    straight: string | null
    signing: Signing | null
    deadline: Deadline | null
    arrival: Deadline | null
  }>
}>

export type Opinion = Readonly<{
  stage: string
  command: string
  opinion: string
  round: number
  told: Told
  /** Taken back by whoever gave it (拿回、撤回): it stays on record and counts no more. Absent: it stands. */
  takenBack?: true
  slot?: string | undefined
  vote?: 'agree' | 'object' | undefined
}>

/** The work on a case that was just opened: whoever opened it wrote its first subject. */
export const beginWork = (live: LiveRoute, subject: string, by: Who): Work => ({
  standing: live.begin,
  round: 0,
  authors: { [subject]: persons(by) },
  passed: {},
  recalls: [],
  straight: {},
  opinions: [],
  signings: signingsAt(live, {}, live.begin.stages, []),
  deadlines: {},
  talk: nothingSaid,
})

export const persons = (by: Who): readonly string[] => (by.onBehalfOf === null ? [by.actor] : [by.actor, by.onBehalfOf])

/** Everyone who wrote on what the move decides on. */
export const authorsOf = (work: Work, { decides = [] }: Move): readonly string[] => [
  ...new Set(decides.flatMap(subject => work.authors[subject] ?? [])),
]

/** Everyone who passed the stage before, on what the move decides on. */
export const passersOf = (work: Work, { decides = [] }: Move): readonly string[] => [
  ...new Set(decides.flatMap(subject => work.passed[subject] ?? [])),
]

/** Folds one recorded fact. A fact the route does not allow is thrown as `ReplayDivergence`. */
export const evolveWork = (live: LiveRoute, work: Work, fact: RoutedFact, told: Told): Work => {
  const standing = live.advance(work.standing, fact)
  if (isTalkFact(fact)) return { ...work, talk: evolveTalk(work.talk, fact, told) }
  if (isSigningFact(fact)) return withSigningFact(work, fact, told)
  const by: Who = told
  const { stage, move, drafts } = originOf(live, work.standing, fact)
  const recall = stage ? undefined : work.recalls.find(candidate => isTakenBackBy(candidate, fact))
  if (recall) return settled(live, work, takenBack({ ...work, standing }, recall))
  if (fact.type === 'stage-moved') return settled(live, work, afterJump({ ...work, standing }))
  const recalls = withoutRecallsInto(work, stage?.name, by)
  const touched: Work = { ...withAuthor(work, drafts, by), standing, recalls }
  if (stage && move) return settled(live, work, afterMove(touched, stage, move, fact, by))
  return fact.type === 'opinion-given' ? withOpinion(touched, fact, told) : touched
}

/** Whoever acts where a move led closes the way back for its maker, unless it is the maker. */
const withoutRecallsInto = (work: Work, stage: string | undefined, by: Who): readonly Recall[] =>
  work.recalls.filter(({ to, by: makers }) => to !== stage || persons(by).every(person => makers.includes(person)))

/** What the clock records is nobody's act; a task taken up or passed on is. */
const withSigningFact = (work: Work, fact: SigningEvent, told: Told): Work => ({
  ...work,
  opinions:
    fact.type === 'signature-taken-back' ? withoutOpinionOf(work.opinions, fact.data.stage, [fact.data.officer]) : work.opinions,
  signings: evolveSignings(work.signings, fact),
  deadlines: evolveDeadlines(work.deadlines, fact),
  recalls: fact.type === 'deadline-lapsed' ? work.recalls : withoutRecallsInto(work, fact.data.stage, told),
})

/** After the stages have changed: signatures are asked for where a stage was entered, and nowhere else any more. */
const settled = (live: LiveRoute, before: Work, after: Work): Work => {
  const open = after.standing.stages
  const isNew = (stage: string): boolean => !before.standing.stages.includes(stage)
  // A move taken back has restored the signatures of its stage already.
  const isRestored = (stage: string): boolean => after.signings[stage] !== before.signings[stage]
  const anew = open.filter(stage => isNew(stage) && !isRestored(stage))
  return {
    ...after,
    signings: signingsAt(live, after.signings, open, anew),
    deadlines: deadlinesAt(after.deadlines, open),
  }
}

type Origin = Readonly<{ stage?: StageDefinition; move?: Move; drafts?: string | undefined }>

/** The open stage whose move or act the fact comes from; none for a fact that is recorded beside a move, or takes one back. */
const originOf = (live: LiveRoute, standing: Standing, fact: RoutedFact): Origin => {
  for (const stage of standing.stages.map(name => stageNamed(live.route, name))) {
    const move = Object.values(stage.moves ?? {}).find(candidate => candidate.fact === fact.type)
    if (move) return { stage, move, drafts: move.drafts }
    const act: Act | undefined = Object.entries(stage.acts ?? {}).find(([name]) =>
      live.words.acts[name]?.includes(fact.type),
    )?.[1]
    if (act) return { stage, drafts: act.drafts }
    if (fact.type === 'opinion-given' && fact.data['stage'] === stage.name) return { stage }
  }
  return {}
}

const isTakenBackBy = (recall: Recall, { type, data }: RoutedFact): boolean =>
  recall.fact === type && recall.to === data['from'] && recall.from === data['to']

/** All is as before the move, except that nothing is left to take back: its maker may make it again, or another one. */
const takenBack = (work: Work, recall: Recall): Work => {
  const { passed, straight, signing, deadline, arrival } = recall.restores
  const others = work.recalls.filter(candidate => candidate !== recall)
  return {
    ...work,
    opinions: withoutOpinionOf(work.opinions, recall.from, recall.by),
    recalls: recall.after === null ? others : [...others, recall.after],
    passed: { ...work.passed, ...passed },
    straight: straight === null ? work.straight : { ...work.straight, [recall.from]: straight },
    signings: signing === null ? work.signings : { ...work.signings, [recall.from]: withoutSignatureOf(signing, recall.by) },
    deadlines: {
      ...work.deadlines,
      ...(deadline === null ? {} : { [recall.from]: deadline }),
      ...(arrival === null ? {} : { [recall.to]: arrival }),
    },
  }
}

/** The last opinion these persons gave in the stage is taken back; handing in (撤回 of a draft) gave none. */
const withoutOpinionOf = (opinions: readonly Opinion[], stage: string, by: readonly string[]): readonly Opinion[] => {
  const last = opinions.findLastIndex(
    opinion => opinion.stage === stage && opinion.takenBack !== true && persons(opinion.told).some(person => by.includes(person)),
  )
  return last === -1 ? opinions : opinions.with(last, { ...(opinions[last] as Opinion), takenBack: true })
}

const withoutSignatureOf = ({ slots }: Signing, persons: readonly string[]): Signing => ({
  slots: slots.map(slot =>
    slot.signedBy.some(person => persons.includes(person)) ? { ...slot, state: 'open', signedBy: [] } : slot,
  ),
})

/** Past the table, all that the ordinary way had gathered begins anew. */
const afterJump = (work: Work): Work => ({ ...work, recalls: [], straight: {}, passed: {}, round: work.round + 1 })

const withAuthor = (work: Work, subject: string | undefined, by: Who): Work =>
  subject === undefined
    ? work
    : { ...work, authors: { ...work.authors, [subject]: [...new Set([...(work.authors[subject] ?? []), ...persons(by)])] } }

type OpinionData = Readonly<Omit<Opinion, 'told'>>

const withOpinion = (work: Work, fact: RoutedFact, told: Told): Work => {
  const { stage, command, opinion, round, slot, vote } = fact.data as OpinionData
  const signing = work.signings[stage]
  return {
    ...work,
    opinions: [...work.opinions, { stage, command, opinion, round, told, slot, vote }],
    signings: signing ? { ...work.signings, [stage]: signed(signing, slot, vote ?? 'agree', persons(told)) } : work.signings,
  }
}

const afterMove = (work: Work, { name: from }: StageDefinition, move: Move, fact: RoutedFact, by: Who): Work => {
  const to = String(fact.data['to'])
  const { [from]: way, ...straight } = work.straight
  const closed = work.recalls.filter(recall => recall.to !== from)
  const subjects = [...(move.decides ?? []), ...(move.drafts === undefined ? [] : [move.drafts])]
  const restores = {
    passed: passedBy(work, subjects),
    straight: way ?? null,
    signing: work.signings[from] ?? null,
    deadline: work.deadlines[from] ?? null,
    arrival: work.deadlines[to] ?? null,
  }
  const isCarried = work.signings[from]?.slots.some(({ carriedFrom }) => carriedFrom !== null) === true
  const before = isCarried ? work.recalls.find(recall => recall.to === from) : undefined
  // Taken back alone, a carried stage would stand where nobody may decide.
  const canBeTakenBack = !isCarried || before !== undefined
  const recalls =
    move.withdrawnBy === undefined || !canBeTakenBack
      ? closed
      : [...closed, { by: persons(by), from, to, fact: move.withdrawnBy, after: before ?? null, restores }]
  switch (move.kind) {
    case 'return': {
      const back = fact.data['afterwards'] === 'straight' ? { ...straight, [to]: from } : straight
      return { ...work, recalls: closed, round: work.round + 1, passed: { ...work.passed, ...nobody(subjects) }, straight: back }
    }
    case 'pass': {
      const signers = (work.signings[from]?.slots ?? []).flatMap(({ signedBy }) => signedBy)
      const passers = signers.length > 0 ? [...new Set(signers)] : persons(by)
      const passed = Object.fromEntries(subjects.map(subject => [subject, passers]))
      return { ...work, recalls, straight, passed: { ...work.passed, ...passed } }
    }
    case 'step':
      return { ...work, recalls, straight, passed: { ...work.passed, ...nobody(subjects) } }
    case 'reject':
    case 'abandon':
      return { ...work, recalls: closed, straight, passed: { ...work.passed, ...nobody(subjects) } }
    case 'reopen':
      return { ...work, recalls: [], straight: {}, passed: {}, deadlines: {}, round: work.round + 1 }
  }
}

const passedBy = (work: Work, subjects: readonly string[]): Work['passed'] =>
  Object.fromEntries(subjects.map(subject => [subject, work.passed[subject] ?? []]))

/** A chain of reviews that begins anew: nobody has passed anything before. */
const nobody = (subjects: readonly string[]): Work['passed'] => Object.fromEntries(subjects.map(subject => [subject, []]))
