import type { RoutedFact } from './compile.ts'
import { type Act, type Move, type StageDefinition, stageNamed } from './route.ts'
import type { LiveRoute, Standing } from './stage.ts'

/** Who acts: the officer, and the one acted for when a deputy acts. Officer ids. */
export type Who = Readonly<{ actor: string; onBehalfOf: string | null }>

/** Folded from facts: where the case stands, who wrote what is being decided, and what can still be taken back. */
export type Work = Readonly<{
  standing: Standing
  /** How often the case was returned. */
  round: number
  /** By subject (`form`, `adjustment` …): everyone who wrote on it, deputies and their principals alike. */
  authors: Readonly<Record<string, readonly string[]>>
  /** By subject: who passed the stage before, for "nobody passes two stages in a row". */
  passed: Readonly<Record<string, readonly string[]>>
  /** The last move that can be taken back: by whom, and whither. Gone as soon as the next person acts. */
  recalls: readonly Recall[]
  /** By stage: where the way on leads after a return with 直达退回人. */
  straight: Readonly<Record<string, string>>
  opinions: readonly Opinion[]
}>

export type Recall = Readonly<{ by: readonly string[]; from: string; to: string; fact: string }>

export type Opinion = Readonly<{
  stage: string
  command: string
  opinion: string
  round: number
  actor: string
  onBehalfOf: string | null
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
})

export const persons = (by: Who): readonly string[] => (by.onBehalfOf === null ? [by.actor] : [by.actor, by.onBehalfOf])

/** Folds one recorded fact. A fact the route does not allow is thrown as `ReplayDivergence`. */
export const evolveWork = (
  live: LiveRoute,
  words: Readonly<Record<string, readonly string[]>>,
  work: Work,
  fact: RoutedFact,
  by: Who,
): Work => {
  const standing = live.advance(work.standing, fact)
  const origin = originOf(live, words, work.standing, fact.type)
  const recalls = work.recalls.filter(
    recall => recall.to !== origin.stage?.name || persons(by).every(person => recall.by.includes(person)),
  )
  const touched: Work = { ...withAuthor(work, origin.drafts, by), standing, recalls }
  return origin.move ? afterMove(touched, origin.stage, origin.move, fact, by) : afterAct(touched, fact, by)
}

type Origin = Readonly<{ stage: StageDefinition | undefined; move: Move | undefined; drafts: string | undefined }>

/** The open stage whose act or move the fact comes from. */
const originOf = (
  live: LiveRoute,
  words: Readonly<Record<string, readonly string[]>>,
  standing: Standing,
  type: string,
): Origin => {
  for (const stage of standing.stages.map(name => stageNamed(live.route, name))) {
    const move = Object.values(stage.moves ?? {}).find(candidate => candidate.fact === type)
    if (move) return { stage, move, drafts: move.drafts }
    const act: Act | undefined = Object.entries(stage.acts ?? {}).find(([name]) => words[name]?.includes(type))?.[1]
    if (act) return { stage, move: undefined, drafts: act.drafts }
    const carried = Object.values(stage.moves ?? {}).some(m => m.kind === 'pass' && type === 'opinion-given')
    if (carried) return { stage, move: undefined, drafts: undefined }
  }
  return { stage: undefined, move: undefined, drafts: undefined }
}

const withAuthor = (work: Work, subject: string | undefined, by: Who): Work =>
  subject === undefined
    ? work
    : { ...work, authors: { ...work.authors, [subject]: [...new Set([...(work.authors[subject] ?? []), ...persons(by)])] } }

const afterAct = (work: Work, fact: RoutedFact, by: Who): Work => {
  if (fact.type === 'opinion-given') {
    const { stage, command, opinion, round } = fact.data as { stage: string; command: string; opinion: string; round: number }
    return { ...work, opinions: [...work.opinions, { stage, command, opinion, round, ...by }] }
  }
  // A move taken back: the way on may be chosen afresh, and nothing is left to take back.
  const to = fact.data['to']
  if (typeof to === 'string') return { ...work, recalls: work.recalls.filter(recall => recall.fact !== fact.type), passed: {} }
  return work
}

const afterMove = (work: Work, stage: StageDefinition | undefined, move: Move, fact: RoutedFact, by: Who): Work => {
  const from = stage?.name ?? ''
  const to = String(fact.data['to'])
  const subject = move.decides
  const { [from]: _used, ...straight } = work.straight
  const recalls = work.recalls.filter(recall => recall.to !== from)
  const opened = move.withdrawnBy === undefined ? recalls : [...recalls, { by: persons(by), from, to, fact: move.withdrawnBy }]
  switch (move.kind) {
    case 'return': {
      const back = fact.data['afterwards'] === 'straight' ? { ...straight, [to]: from } : straight
      return { ...work, recalls, round: work.round + 1, passed: forget(work.passed, subject), straight: back }
    }
    case 'pass':
      return {
        ...work,
        recalls: opened,
        straight,
        passed: subject === undefined ? work.passed : { ...work.passed, [subject]: persons(by) },
      }
    case 'step':
      return { ...work, recalls: opened, straight, passed: {} }
    case 'reject':
    case 'abandon':
      return { ...work, recalls, straight: {}, passed: {} }
    case 'reopen':
      return { ...work, recalls: [], straight: {}, passed: {}, round: work.round + 1 }
  }
}

const forget = (passed: Work['passed'], subject: string | undefined): Work['passed'] =>
  Object.fromEntries(Object.entries(passed).filter(([name]) => name !== subject))
