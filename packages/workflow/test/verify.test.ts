/** Every finding of the verifier, on a sound route with one thing planted: a check that cannot fail checks nothing. */
import t from 'tap'
import type { Route, StageDefinition } from '../src/route.ts'
import { liveRoute } from '../src/stage.ts'
import { verifyRoute } from '../src/verify.ts'
import { leaveRoute, leaveWords } from './leave-request.ts'

type Mutable<Value> = { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
type Sketch = Mutable<Route>

const planted = (change: (route: Sketch, stage: (name: string) => Mutable<StageDefinition>) => void): Route => {
  const route = structuredClone(leaveRoute()) as Sketch
  change(route, name => {
    const found = route.stages.find(stage => stage.name === name)
    if (!found) throw new TypeError(`no stage ${name}`)
    return found
  })
  return route as Route
}

const clerk = [{ role: 'clerk', at: 'office' }]
const moveOf = (stage: Mutable<StageDefinition>, command: string) => {
  const move = stage.moves?.[command]
  if (!move) throw new TypeError(`no move ${command}`)
  return move
}

t.test('the sound route has no finding', t => {
  t.same(verifyRoute(leaveRoute(), leaveWords), [])
  t.end()
})

const cases: readonly (readonly [what: string, finding: RegExp, route: Route])[] = [
  [
    'two stages of one name',
    /同名/,
    planted(r => void r.stages.push(structuredClone(leaveRoute().stages[0]) as Mutable<StageDefinition>)),
  ],
  [
    'an unknown beginning',
    /起始环节「nowhere」不存在/,
    planted(r => {
      r.begins = 'nowhere'
    }),
  ],
  ['an unknown target', /所去的环节「nowhere」不存在/, planted((_, s) => void moveOf(s('writing'), 'ask').to.push('nowhere'))],
  [
    'an unknown stage beside',
    /并行所依的环节「nowhere」不存在/,
    planted((_, s) => {
      s('cover-colleague').beside = 'nowhere'
    }),
  ],
  [
    'an unknown act',
    /动作「wrte」不存在/,
    planted((_, s) => {
      s('writing').acts = { wrte: { who: clerk } }
    }),
  ],
  [
    'an unknown command',
    /动作「aks」不存在/,
    planted((_, s) => {
      s('writing').moves = { aks: moveOf(s('writing'), 'ask') }
    }),
  ],
  [
    'a fact the command does not record',
    /不能记「rejected」/,
    planted((_, s) => {
      moveOf(s('writing'), 'ask').fact = 'rejected'
    }),
  ],
  [
    'a move of another kind',
    /应为 step，不是 reject/,
    planted((_, s) => {
      moveOf(s('writing'), 'ask').kind = 'reject'
    }),
  ],
  [
    'a strange way of taking back',
    /不能以「undone」撤回/,
    planted((_, s) => {
      moveOf(s('writing'), 'ask').withdrawnBy = 'undone'
    }),
  ],
  [
    'an unknown role',
    /岗位「clrk」不存在/,
    planted((_, s) => {
      moveOf(s('writing'), 'ask').who = [{ role: 'clrk', at: 'office' }]
    }),
  ],
  [
    'an unknown organisation',
    /单位「moon」不存在/,
    planted((_, s) => {
      moveOf(s('writing'), 'ask').who = [{ role: 'clerk', at: 'moon' }]
    }),
  ],
  [
    'a stage that cannot be reached',
    /「科长」无路可达/,
    planted((_, s) => {
      moveOf(s('writing'), 'ask').to = ['director']
      moveOf(s('director'), 'return').to = ['writing']
    }),
  ],
  [
    'a stage from which nothing ends',
    /「休假」走不到任何终点/,
    planted((_, s) => {
      delete s('away').moves?.['finish']
    }),
  ],
  [
    'a stage that nobody moves',
    /「休假」没有人能推进/,
    planted((_, s) => {
      s('away').moves = {}
    }),
  ],
  [
    'a review sheet that nobody fills',
    /要求审核表，却没有人能填写/,
    planted((_, s) => {
      s('chief').reviewSheet = true
      s('chief').acts = {}
    }),
  ],
  [
    'points without a sheet',
    /要求逐项打分，却没有要求审核表/,
    planted((_, s) => {
      s('chief').reviewByItems = true
    }),
  ],
  [
    'beginning in a companion',
    /起始环节不能是并行环节/,
    planted(r => {
      r.begins = 'cover-colleague'
    }),
  ],
  [
    'a companion of a companion',
    /自己也是并行环节/,
    planted((r, s) => {
      r.stages.push({ ...structuredClone(s('cover-colleague')), name: 'cover-second', beside: 'cover-colleague' })
    }),
  ],
  [
    'a way into a region past its stage',
    /越过了并行区域/,
    planted((_, s) => void moveOf(s('writing'), 'ask').to.push('cover-colleague')),
  ],
  [
    'a way out of a region past its stage',
    /越过了并行区域/,
    planted((_, s) => {
      moveOf(s('cover-colleague'), 'approve').to = ['closed']
    }),
  ],
  [
    'a fact in both regions',
    /都用「note-taken」/,
    planted((_, s) => {
      s('away').acts = { note: { who: clerk } }
      s('cover-colleague').acts = { note: { who: clerk } }
    }),
  ],
  [
    'an opinion in both regions',
    /都用「opinion-given」/,
    planted((_, s) => {
      moveOf(s('away'), 'finish').kind = 'pass'
      s('away').moves = { approve: { ...moveOf(s('chief'), 'approve'), to: ['closed'] } }
    }),
  ],
  [
    'a command in both regions',
    /都用「return」/,
    planted((_, s) => {
      s('away').moves = { ...s('away').moves, return: { ...moveOf(s('chief'), 'return') } }
    }),
  ],
  [
    'a fact that stays and leads on',
    /「leave-written」既留在原处又离开/,
    planted((_, s) => {
      moveOf(s('writing'), 'ask').fact = 'leave-written'
    }),
  ],
  ["approval of nobody's draft", /绕过了不相容岗位分离/, planted((_, s) => void delete moveOf(s('chief'), 'approve').decides)],
  [
    'a misspelt subject',
    /「laeve」没有人起草/,
    planted((_, s) => {
      moveOf(s('chief'), 'approve').decides = ['laeve']
    }),
  ],
  [
    "approval by the drafter's own seat alone",
    /只有起草人自己能做/,
    planted((_, s) => {
      moveOf(s('chief'), 'approve').who = clerk
    }),
  ],
  ['a return that leads ahead', /所去的「休假」不在它之前/, planted((_, s) => void moveOf(s('chief'), 'return').to.push('away'))],
]

for (const [what, finding, route] of cases)
  t.test(`found: ${what}`, t => {
    const words = finding.source.includes('leave-written')
      ? { ...leaveWords, moves: { ...leaveWords.moves, ask: { kind: 'step' as const, facts: ['submitted', 'leave-written'] } } }
      : leaveWords
    const messages = verifyRoute(route, words).map(({ message }) => message)
    t.match(messages.join('\n'), finding)
    t.throws(() => liveRoute(route, words, 'digest'), TypeError, 'nothing runs on it')
    t.end()
  })
