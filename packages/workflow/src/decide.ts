import { accept, type Basis, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { Around } from './around.ts'
import type { RoutedFact } from './compile.ts'
import { targetOf } from './conditions.ts'
import { pauseDeadline } from './deadline.ts'
import { factsOnEntry } from './entering.ts'
import { signed } from './evolve-signing.ts'
import { leadsOn, type Move, type Route, type StageDefinition, stageNamed, targetsOf } from './route.ts'
import { demandsAreAnswered } from './rules/demands-are-answered.ts'
import { nobodyDecidesOnTheirOwnDraft } from './rules/nobody-decides-on-their-own-draft.ts'
import { nobodyPassesTwoStagesInARow } from './rules/nobody-passes-two-stages-in-a-row.ts'
import { opinionsCarried } from './rules/same-approver-carries.ts'
import { leftUnstaffed } from './rules/somebody-is-asked.ts'
import { whoeverSignsIsAsked } from './rules/whoever-signs-is-asked.ts'
import { passingMove, readySlotsOf, verdictOn, votesOf } from './signing.ts'
import { SignersNamed } from './signing-facts.ts'
import type { LiveRoute } from './stage.ts'
import { authorsOf, evolveWork, passersOf, persons, type Recall, type Who, type Work } from './work.ts'

/** A move somebody wants to make. The domain has already asked whether they may. */
export type MoveCommand = Readonly<{
  command: string
  by: Who
  around: Around
  /** Return: to which earlier stage. */
  to?: string | undefined
  /** After a return: `step` 逐级重审, `straight` 直达退回人. */
  afterwards?: 'step' | 'straight' | undefined
  opinion?: string | undefined
  reason?: string | undefined
  /** 票签: against. */
  objects?: boolean | undefined
  /** What the domain adds to the moving fact (a document number, say). */
  extra?: Readonly<Record<string, unknown>> | undefined
}>

const productRule = (text: string): Basis => ({ kind: 'product', text })

export const findMove = (route: Route, work: Work, command: string): Readonly<{ stage: StageDefinition; move: Move }> | null => {
  for (const stage of work.standing.stages.map(name => stageNamed(route, name))) {
    const move = stage.moves?.[command]
    if (move) return { stage, move }
  }
  return null
}

/**
 * What the move records: an opinion where one belongs to it, the moving fact when the signatures suffice, and what is asked for in
 * the stage it leads to. Refusals: `not-now`, `own-draft`, `two-stages-in-a-row`, `not-your-task`, `waits-for-another`,
 * `already-signed`, `no-such-target`, `reason-missing`, `demands-unanswered`.
 */
export const decideMove = (live: LiveRoute, work: Work, wanted: MoveCommand): Decision<RoutedFact> => {
  const found = findMove(live.route, work, wanted.command)
  if (!found) return notNow(live.route, work)
  const { stage, move } = found
  const refused =
    nobodyDecidesOnTheirOwnDraft(work, move, wanted.by) ??
    nobodyPassesTwoStagesInARow(work, move, wanted.by) ??
    whoeverSignsIsAsked(work, stage, wanted.by, wanted.around, move.who, move.kind === 'pass') ??
    demandsAreAnswered(live.route, work, move)
  if (refused) return reject(refused)
  if (move.kind === 'pass') return decidePass(live, work, { stage, move }, wanted)
  // Where a condition of the route says which way, nobody chooses another.
  const named = move.ways === undefined || move.kind === 'return' ? wanted.to : undefined
  const to = named ?? straightTarget(live.route, work, stage, move) ?? targetOf(move, wanted.around.features)
  if (named !== undefined && !move.to.includes(to)) return noSuchTarget(live.route, move, to)
  const reason = wanted.reason?.trim() ?? ''
  if (needsReason(move) && reason === '')
    return reject({
      code: 'reason-missing',
      detail: '请写明理由，对方才知道要改什么。',
      basis: productRule('退回、不予通过和重启都必须写明理由'),
    })
  const data = dataOfMove(work, { stage, move }, { ...wanted, to, reason })
  const moving: RoutedFact = { type: move.fact, data: { ...data, ...wanted.extra } }
  // What opens a region is not legal while that region is open.
  if (live.after(work.standing, moving) === null) return notNow(live.route, work)
  return accept(...factsWithEntry(live, work, wanted, moving))
}

type Found = Readonly<{ stage: StageDefinition; move: Move }>

const dataOfMove = (
  work: Work,
  { stage, move }: Found,
  { to, reason, afterwards }: Readonly<{ to: string; reason: string; afterwards?: MoveCommand['afterwards'] }>,
): Readonly<Record<string, unknown>> => {
  const way = { from: stage.name, to }
  switch (move.kind) {
    case 'return':
      return { ...way, reason, afterwards: afterwards ?? 'step', separatedFrom: separation(work, move) }
    case 'reject':
      return { ...way, reason, separatedFrom: separation(work, move) }
    case 'abandon':
      return { ...way, reason: reason === '' ? null : reason }
    case 'reopen':
      return { ...way, reason }
    case 'pass':
    case 'step':
      return { ...way, round: work.round }
  }
}

/** An opinion, and where it was the last one missing, what follows from the signatures. */
const decidePass = (live: LiveRoute, work: Work, found: Found, wanted: MoveCommand): Decision<RoutedFact> => {
  const { stage, move } = found
  const signing = work.signings[stage.name]
  const [slot] = signing ? readySlotsOf(signing, persons(wanted.by), wanted.around.people) : []
  // Another way to pass the stage, from seats that do not sign, would go around everyone who does.
  if (signing && !slot) return notNow(live.route, work)
  const vote = wanted.objects === true ? 'object' : 'agree'
  const isOneOfSeveral = (signing?.slots.length ?? 0) > 1 || stage.signing !== undefined
  const opinion: RoutedFact = {
    type: 'opinion-given',
    data: {
      stage: stage.name,
      command: wanted.command,
      opinion: wanted.opinion?.trim() ?? '',
      round: work.round,
      separatedFrom: separation(work, move),
      ...(isOneOfSeveral && slot ? { slot: slot.slot } : {}),
      ...(isOneOfSeveral ? { vote } : {}),
    },
  }
  const verdict = signing && slot ? verdictOn(stage, signed(signing, slot.slot, vote, persons(wanted.by))) : 'passed'
  const ahead = evolveWork(live, work, opinion, asTold(wanted))
  const rest = factsOnVerdict(live, ahead, found, wanted, verdict)
  return accept(opinion, ...rest)
}

/**
 * What follows when the signatures of a stage suffice, or cannot suffice any more, or nobody is left to give one. `work` has them
 * folded in.
 */
const factsOnVerdict = (
  live: LiveRoute,
  work: Work,
  { stage, move }: Found,
  wanted: MoveCommand,
  verdict: 'open' | 'passed' | 'failed',
): readonly RoutedFact[] => {
  if (verdict === 'open') {
    const signing = work.signings[stage.name]
    return signing ? leftUnstaffed(work, stage, move, signing, wanted.around) : []
  }
  if (verdict === 'failed') return afterFailedVote(live, work, stage, wanted)
  const to = straightTarget(live.route, work, stage, move) ?? targetOf(move, wanted.around.features)
  const moving: RoutedFact = {
    type: move.fact,
    data: { ...dataOfMove(work, { stage, move }, { to, reason: '' }), ...wanted.extra },
  }
  return factsWithEntry(live, work, wanted, moving)
}

/** 票签 that cannot reach its number any more: back to where the route returns first, else out; the reason counts the votes. */
const afterFailedVote = (live: LiveRoute, work: Work, stage: StageDefinition, wanted: MoveCommand): readonly RoutedFact[] => {
  const moves = Object.values(stage.moves ?? {})
  const move = moves.find(({ kind }) => kind === 'return') ?? moves.find(({ kind }) => kind === 'reject')
  if (!move) throw new TypeError(`${live.route.id}: votes in ${stage.name} may fail, and no move says what then`)
  const slots = work.signings[stage.name]?.slots ?? []
  const needed = stage.signing?.needed ?? 0
  const reason = `票签未通过：同意 ${votesOf(slots, 'agreed')} 票，不同意 ${votesOf(slots, 'objected')} 票，需要 ${needed} 票同意。`
  const data = dataOfMove(work, { stage, move }, { to: move.to[0] ?? '', reason })
  return factsWithEntry(live, work, wanted, { type: move.fact, data })
}

/**
 * The moving fact, the clock of a stage that sends the case away, and what the next stage asks for. Where opinions are carried into
 * the next stage, the case goes on from there at once; no stage is carried through twice.
 */
export const factsWithEntry = (
  live: LiveRoute,
  work: Work,
  wanted: Pick<MoveCommand, 'by' | 'around'>,
  moving: RoutedFact,
  visited: readonly string[] = [],
): readonly RoutedFact[] => {
  const { around } = wanted
  const from = String(moving.data['from'])
  const to = String(moving.data['to'])
  const isReturn = 'afterwards' in moving.data
  const left = [...(isReturn ? pauseDeadline(from, work, around) : []), moving]
  const after = (state: Work, facts: readonly RoutedFact[]): Work =>
    facts.reduce((now, fact) => evolveWork(live, now, fact, asTold(wanted)), state)
  const arrived = after(work, left)
  // What was open beside a stage leads back into it: that one was never left.
  if (work.standing.stages.includes(to)) return left
  const asked = factsOnEntry(live.route, arrived, to, around)
  const named = asked.filter(({ type }) => type === SignersNamed.type)
  const before = { stage: from, signing: work.signings[from], fact: moving.type }
  const carried = visited.includes(to) ? null : opinionsCarried(live.route, before, after(arrived, named), to, around)
  if (!carried) return [...left, ...asked]
  const ready = after(arrived, [...named, ...carried])
  const next = movingOn(live.route, ready, to, around)
  return [...left, ...named, ...carried, ...factsWithEntry(live, ready, wanted, next, [...visited, to])]
}

/** The plain pass of a stage whose signatures suffice. */
const movingOn = (route: Route, work: Work, name: string, { features }: Around): RoutedFact => {
  const stage = stageNamed(route, name)
  const move = passingMove(stage)?.move
  if (!move) throw new TypeError(`${route.id}: opinions were carried into ${name}, and nobody passes it`)
  const to = straightTarget(route, work, stage, move) ?? targetOf(move, features)
  return { type: move.fact, data: dataOfMove(work, { stage, move }, { to, reason: '' }) }
}

const asTold = ({ by, around }: Pick<MoveCommand, 'by' | 'around'>) => ({
  ...by,
  effectiveOn: around.today,
  recordedAt: '',
})

/**
 * Whither the way on leads straight after a return with 直达退回人. Other moves of the stage (discard, close the year) are not on
 * that way.
 */
const straightTarget = (route: Route, work: Work, stage: StageDefinition, move: Move): string | undefined => {
  const to = work.straight[stage.name]
  return to !== undefined && leadsOn(move) && targetsOf(route, stage, move).includes(to) ? to : undefined
}

const needsReason = (move: Move): boolean => ['return', 'reject', 'reopen'].includes(move.kind)

/** Taking back one's own last move. Refused once the next person has acted: then only they can return it. */
export const decideWithdrawal = (work: Work, by: Who, reason: string | null): Decision<RoutedFact> => {
  const recall = work.recalls.find(candidate => persons(by).some(person => candidate.by.includes(person)))
  if (!recall)
    return reject({
      code: 'nothing-to-withdraw',
      detail: '现在没有可以撤回的：下一环节已经有人处理，或者上一步不是你送出的。需要改动请联系当前环节退回。',
      basis: productRule('送出后下一人处理之前可以撤回，处理之后只能退回'),
    })
  return accept(...takingBack(recall, reason))
}

/** A stage that was passed by a carried opinion goes back together with the one where the opinion was given. */
const takingBack = ({ fact, from, to, after }: Recall, reason: string | null): readonly RoutedFact[] => [
  { type: fact, data: { from: to, to: from, reason } },
  ...(after === null ? [] : takingBack(after, reason)),
]

export const separation = (work: Work, move: Move): Readonly<{ authors: readonly string[]; passedBefore: string | null }> => ({
  authors: authorsOf(work, move),
  passedBefore: passersOf(work, move)[0] ?? null,
})

export const notNow = (route: Route, work: Work): Decision<never> =>
  reject({
    code: 'not-now',
    detail: `现在在「${work.standing.stages.map(name => stageNamed(route, name).title).join('」和「')}」环节，不能这样做。请刷新后看看现在可以做什么。`,
    basis: productRule('每个环节能做什么由流程定义'),
  })

const noSuchTarget = (route: Route, move: Move, to: string): Decision<never> =>
  reject({
    code: 'no-such-target',
    detail: `不能到「${to}」。可以去的环节：${move.to.map(name => `${stageNamed(route, name).title}（${name}）`).join('、')}。`,
    basis: productRule('可以退回到哪些环节由流程定义'),
  })

/** The stage whose signatures are open, with its passing move. */
export const signingStage = (route: Route, work: Work): Found | null => {
  for (const stage of work.standing.stages.map(name => stageNamed(route, name))) {
    const passing = passingMove(stage)
    if (passing) return { stage, move: passing.move }
  }
  return null
}
