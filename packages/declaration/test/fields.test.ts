/** Which fields a stage opens is asked by `may` and by `decide` alike, of every command that writes on the form. */
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { officerIdOf } from '@shenbao/testkit/accounts.ts'
import { everyDay, peopleWith } from '@shenbao/testkit/around.ts'
import { until } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after } from '@shenbao/testkit/scenario.ts'
import { openedDeclaration, routePin, world } from '@shenbao/testkit/world.ts'
import { Route } from '@shenbao/workflow/route.ts'
import { liveRoute } from '@shenbao/workflow/stage.ts'
import t from 'tap'
import type { ChangeRequest, DeclarationCommand } from '../src/commands.ts'
import { decide } from '../src/decide.ts'
import type { Declaration } from '../src/state.ts'
import { declarationWords } from '../src/vocabulary.ts'
import type { World } from '../src/world.ts'

const target: ChangeRequest = { indicator: ROW.cost, field: 'target', to: '≤9(万元)' }
const weight: ChangeRequest = { indicator: ROW.cost, field: 'weight', to: '10.00' }
const goal: ChangeRequest = { field: 'annualGoal', to: '保障服务窗口全年平稳运行，不断档。' }
const row: ChangeRequest = {
  field: 'indicator',
  to: { level1: '产出指标', level2: '质量指标', name: '材料一次受理率', target: '≥96%' },
}

/** Straight to the rules, as if nobody had asked about authority. */
const decided = (from: World, declaration: Declaration, by: Parameters<typeof officerIdOf>[0], command: DeclarationCommand) => {
  const decision = decide(from, declaration, command, {
    by: { actor: officerIdOf(by), onBehalfOf: null },
    today: '2026-03-01',
    people: peopleWith(),
    days: everyDay,
    newId: ordinal => `new-${ordinal}`,
  })
  return decision.accepted ? 'recorded' : decision.because.code
}

t.test('finance writes weights and nothing else, whichever way the command comes in', t => {
  const atFinance = after(openedDeclaration(), until.finance)
  const tried = (...changes: readonly ChangeRequest[]) =>
    decided(world, atFinance, 'center-finance', { type: 'revise', changes: [...changes] })
  t.same(
    [tried(weight), tried(target), tried(weight, target), tried(row)],
    ['recorded', 'field-not-yours', 'field-not-yours', 'field-not-yours'],
  )
  t.end()
})

/** The shipped route with the writing of the bureau, of corrections and of adjustments narrowed. */
const narrowed = ((): World => {
  const { route } = world.route(routePin)
  const stages = route.stages.map(stage => {
    const acts = Object.entries(stage.acts ?? {}).map(([name, act]) => [
      name,
      name === 'amend' || name === 'correct' ? { ...act, fields: ['annualGoal'] } : act,
    ])
    const moves = Object.entries(stage.moves ?? {}).map(([name, move]) => [
      name,
      name === 'request-adjustment' ? { ...move, fields: ['annualGoal'] } : move,
    ])
    return {
      ...stage,
      ...(stage.acts ? { acts: Object.fromEntries(acts) } : {}),
      ...(stage.moves ? { moves: Object.fromEntries(moves) } : {}),
    }
  })
  const live = liveRoute(Route.parse({ ...route, stages }), declarationWords, sm3('narrowed'))
  return { ...world, route: () => live }
})()

t.test('amending, correcting and asking for an adjustment obey the fields of their own act', t => {
  const good = after(openedDeclaration(), [...until.bureauReview, ['bureau-reviewer', { type: 'review', grade: '良' }]])
  const cases = [
    [good, 'bureau-reviewer', 'amend'],
    [after(openedDeclaration(), until.archived), 'center-finance', 'correct'],
    [after(openedDeclaration(), until.executing), 'drafter', 'request-adjustment'],
  ] as const
  for (const [declaration, by, type] of cases) {
    const tried = (change: ChangeRequest, from = narrowed) =>
      decided(from, declaration, by, { type, changes: [change], reason: '按规定' })
    t.same([tried(goal), tried(target), tried(target, world)], ['recorded', 'field-not-yours', 'recorded'], type)
  }
  t.end()
})
