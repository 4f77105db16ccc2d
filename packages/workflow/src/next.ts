import type { Day } from '@shenbao/kernel/dates.ts'
import type { Around } from './around.ts'
import { targetOf } from './conditions.ts'
import { leadsOn, type Move, type Seat, type StageDefinition, stageNamed } from './route.ts'
import { howSigned, passingMove } from './signing.ts'
import type { LiveRoute } from './stage.ts'
import { authorsOf, passersOf, type Work } from './work.ts'

/** A chair or a person waited for, and who it is today: officer ids, without those who may not decide there. */
export type Awaited = Readonly<{ seat: Seat; officers: readonly string[] }>

/**
 * 环节 as people ask for it: who, how many of them (`any` one of them, `all`, `in-order`, `votes`), how long. `dueOn` is known once a
 * case stands there.
 */
export type NextStage = Readonly<{
  stage: string
  title: string
  who: readonly Awaited[]
  how: string
  workingDays: number | null
  dueOn: Day | null
}>

/** The stages a case stands in, with whoever is still waited for there. */
export const stagesNow = (live: LiveRoute, work: Work, around: Around): readonly NextStage[] =>
  work.standing.stages.map(name => {
    const stage = stageNamed(live.route, name)
    const deadline = work.deadlines[name]
    return {
      ...stageAhead(stage, work, around),
      who: awaitedNow(stage, work, around),
      dueOn: deadline?.state === 'running' ? deadline.dueOn : null,
    }
  })

/**
 * 预计: where the case will go from here when everybody agrees and nothing is returned, by what is known today of amounts and people.
 * Begins behind the stage it stands in and ends with the road, or where it would come round again.
 */
export const stagesAhead = (live: LiveRoute, work: Work, around: Around): readonly NextStage[] => {
  const { route } = live
  const ahead: NextStage[] = []
  const seen = new Set(work.standing.stages)
  let stage = work.standing.stages.map(name => stageNamed(route, name)).find(({ beside }) => beside === undefined)
  for (;;) {
    const to: string | undefined = stage && (work.straight[stage.name] ?? wayOn(live, stage, around))
    if (to === undefined || seen.has(to)) return ahead
    seen.add(to)
    stage = stageNamed(route, to)
    ahead.push(stageAhead(stage, work, around))
    if (stage.ends === true) return ahead
  }
}

/** Where a stage leads on its main road: by being passed, else by the first step that opens nothing beside it. */
const wayOn = ({ route }: LiveRoute, stage: StageDefinition, { features }: Around): string | undefined =>
  leadingMoves(stage)
    .map(move => targetOf(move, features))
    .find(to => stageNamed(route, to).beside === stage.beside)

const leadingMoves = (stage: StageDefinition): readonly Move[] => {
  const passing = passingMove(stage)
  return passing ? [passing.move] : Object.values(stage.moves ?? {}).filter(leadsOn)
}

const stageAhead = (stage: StageDefinition, work: Work, around: Around): NextStage => ({
  stage: stage.name,
  title: stage.title,
  who: stage.ends === true ? [] : leadingMoves(stage).flatMap(move => move.who.map(seat => awaited(seat, move, work, around))),
  how: howSigned(stage).how,
  workingDays: stage.deadline?.workingDays ?? null,
  dueOn: null,
})

const awaitedNow = (stage: StageDefinition, work: Work, around: Around): readonly Awaited[] => {
  const passing = passingMove(stage)
  const slots = work.signings[stage.name]?.slots ?? []
  if (!passing || slots.length === 0) return stageAhead(stage, work, around).who
  return slots
    .filter(({ state }) => state === 'open')
    .flatMap(({ officer, seats }) => (officer === null ? seats : [{ officer }]))
    .map(seat => awaited(seat, passing.move, work, around))
}

/** Who wrote what is decided, or passed the stage before, is not waited for. */
const awaited = (seat: Seat, move: Move, work: Work, { people }: Around): Awaited => {
  const barred = move.kind === 'pass' ? [...authorsOf(work, move), ...passersOf(work, move)] : []
  return { seat, officers: people.holders(seat).filter(officer => !barred.includes(officer)) }
}
