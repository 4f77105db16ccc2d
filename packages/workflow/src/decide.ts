import { accept, type Basis, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { RoutedFact } from './compile.ts'
import { leadsOn, type Move, type Route, type StageDefinition, stageNamed, targetsOf } from './route.ts'
import { nobodyDecidesOnTheirOwnDraft } from './rules/nobody-decides-on-their-own-draft.ts'
import { nobodyPassesTwoStagesInARow } from './rules/nobody-passes-two-stages-in-a-row.ts'
import type { LiveRoute } from './stage.ts'
import { authorsOf, passersOf, persons, type Who, type Work } from './work.ts'

/** A move somebody wants to make. The domain has already asked whether they may. */
export type MoveCommand = Readonly<{
  command: string
  by: Who
  /** Return: to which earlier stage. */
  to?: string | undefined
  /** After a return: `step` 逐级重审, `straight` 直达退回人. */
  afterwards?: 'step' | 'straight' | undefined
  opinion?: string | undefined
  reason?: string | undefined
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
 * What the move records: the opinion where one belongs to it, then the moving fact. Refusals: `not-now`, `own-draft`,
 * `two-stages-in-a-row`, `no-such-target`, `reason-missing`.
 */
export const decideMove = (live: LiveRoute, work: Work, wanted: MoveCommand): Decision<RoutedFact> => {
  const found = findMove(live.route, work, wanted.command)
  if (!found) return notNow(live.route, work)
  const { stage, move } = found
  const separated = separation(work, move)
  const refused = nobodyDecidesOnTheirOwnDraft(work, move, wanted.by) ?? nobodyPassesTwoStagesInARow(work, move, wanted.by)
  if (refused) return reject(refused)
  const to = wanted.to ?? straightTarget(live.route, work, stage, move) ?? move.to[0] ?? ''
  if (wanted.to !== undefined && !move.to.includes(to)) return noSuchTarget(live.route, move, to)
  const reason = wanted.reason?.trim() ?? ''
  if (needsReason(move) && reason === '')
    return reject({
      code: 'reason-missing',
      detail: '请写明理由，对方才知道要改什么。',
      basis: productRule('退回、不予通过和重启都必须写明理由'),
    })
  const way = { from: stage.name, to }
  const data = (): Readonly<Record<string, unknown>> => {
    switch (move.kind) {
      case 'return':
        return { ...way, reason, afterwards: wanted.afterwards ?? 'step', separatedFrom: separated }
      case 'reject':
        return { ...way, reason, separatedFrom: separated }
      case 'abandon':
        return { ...way, reason: reason === '' ? null : reason }
      case 'reopen':
        return { ...way, reason }
      case 'pass':
      case 'step':
        return { ...way, round: work.round }
    }
  }
  const moving: RoutedFact = { type: move.fact, data: { ...data(), ...wanted.extra } }
  if (move.kind !== 'pass') return accept(moving)
  const opinion = {
    stage: stage.name,
    command: wanted.command,
    opinion: wanted.opinion?.trim() ?? '',
    round: work.round,
    separatedFrom: separated,
  }
  return accept({ type: 'opinion-given', data: opinion }, moving)
}

/**
 * Whither the way on leads straight after a return with 直达退回人. Other moves of the stage (discard, close the year) are not on
 * that way.
 */
const straightTarget = (route: Route, work: Work, stage: StageDefinition, move: Move): string | undefined => {
  const to = work.straight[stage.name]
  return to !== undefined && leadsOn(move) && targetsOf(route, stage, move).includes(to) ? to : undefined
}

export const needsReason = (move: Move): boolean => ['return', 'reject', 'reopen'].includes(move.kind)

/** Taking back one's own last move. Refused once the next person has acted: then only they can return it. */
export const decideWithdrawal = (work: Work, by: Who, reason: string | null): Decision<RoutedFact> => {
  const recall = work.recalls.find(candidate => persons(by).some(person => candidate.by.includes(person)))
  if (!recall)
    return reject({
      code: 'nothing-to-withdraw',
      detail: '现在没有可以撤回的：下一环节已经有人处理，或者上一步不是你送出的。需要改动请联系当前环节退回。',
      basis: productRule('送出后下一人处理之前可以撤回，处理之后只能退回'),
    })
  return accept({ type: recall.fact, data: { from: recall.to, to: recall.from, reason } })
}

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
