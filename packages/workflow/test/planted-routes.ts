import type { Route, StageDefinition, Vocabulary } from '../src/route.ts'
import type { FindingCode } from '../src/verify/finding.ts'
import { leaveRoute, leaveWords } from './leave-request.ts'

type Mutable<Value> = { -readonly [Key in keyof Value]: Mutable<Value[Key]> }
export type Sketch = Mutable<Route>
type Stage = Mutable<StageDefinition>

/** The words of the leave request, with fields to write and what conditions may ask. */
export const words: Vocabulary = {
  ...leaveWords,
  features: { days: 'amount', kind: 'text' },
  fields: ['from', 'until', 'reason'],
  writing: ['write'],
}

/** The sound route with something planted in it. */
export const planted = (change: (stage: (name: string) => Stage, route: Sketch) => void): unknown => {
  const route = structuredClone(leaveRoute()) as Sketch
  change(name => {
    const found = route.stages.find(stage => stage.name === name)
    if (!found) throw new TypeError(`no stage ${name}`)
    return found
  }, route)
  return route
}

export const move = (stage: Stage, command: string) => {
  const found = stage.moves?.[command]
  if (!found) throw new TypeError(`no move ${command}`)
  return found
}

const clerk = [{ role: 'clerk', at: 'office' }]
const chief = { role: 'chief', at: 'office' }
const director = { role: 'director', at: 'office' }
const days = (bounds: { atLeast?: string; below?: string }) => ({ of: 'days', ...bounds })

/** One bad route for each thing the verifier can find. `there` is the way to the stage it is found in, as `stage.command`. */
export const badRoutes: Readonly<Record<FindingCode, Readonly<{ route: unknown; there?: readonly string[] }>>> = {
  'wrong-shape': { route: planted(stage => void Object.assign(stage('chief'), { title: 7 })) },
  'unknown-key': { route: planted(stage => void Object.assign(stage('chief'), { tilte: '科长' })) },
  'name-reserved': {
    route: planted((stage, route) => {
      route.stages.push({ ...structuredClone(stage('closed')), name: 'constructor' })
    }),
  },
  'stage-twice': { route: planted((stage, route) => void route.stages.push(structuredClone(stage('closed')))) },
  'unknown-stage': {
    route: planted(stage => void move(stage('chief'), 'approve').to.push('directer')),
    there: ['writing.ask'],
  },
  'unknown-act': { route: planted(stage => void Object.assign(stage('writing'), { acts: { wrte: { who: clerk } } })), there: [] },
  'unknown-command': {
    route: planted(stage => void Object.assign(stage('away').moves ?? {}, { finsih: move(stage('away'), 'finish') })),
    there: ['writing.ask', 'chief.approve', 'director.approve'],
  },
  'unknown-fact': { route: planted(stage => void Object.assign(move(stage('writing'), 'ask'), { fact: 'rejected' })), there: [] },
  'wrong-kind': { route: planted(stage => void Object.assign(move(stage('writing'), 'ask'), { kind: 'pass' })), there: [] },
  'unknown-withdrawal': {
    route: planted(stage => void Object.assign(move(stage('writing'), 'ask'), { withdrawnBy: 'withdrwan' })),
    there: [],
  },
  'unknown-role': {
    route: planted(stage => void Object.assign(move(stage('director'), 'reject'), { who: [{ role: 'cheif', at: 'office' }] })),
    there: ['writing.ask', 'chief.approve'],
  },
  'unknown-organisation': {
    route: planted(stage => void Object.assign(move(stage('chief'), 'return'), { who: [{ role: 'chief', at: 'ofice' }] })),
    there: ['writing.ask'],
  },
  'unknown-feature': {
    route: planted(stage => {
      move(stage('chief'), 'approve').ways = [{ to: 'director', when: [{ of: 'dyas', atLeast: '3.00' }] }]
    }),
    there: ['writing.ask'],
  },
  'unknown-field': {
    route: planted(stage => void Object.assign(stage('writing').acts?.['write'] ?? {}, { fields: ['from', 'untill'] })),
    there: [],
  },
  'begins-beside': {
    route: planted((_, route) => {
      route.begins = 'cover-colleague'
    }),
    there: [],
  },
  'beside-a-companion': {
    route: planted((stage, route) => {
      route.stages.push({ ...structuredClone(stage('cover-colleague')), name: 'cover-second', beside: 'cover-colleague' })
    }),
    there: [],
  },
  'crosses-regions': {
    route: planted(stage => void Object.assign(move(stage('cover-colleague'), 'return'), { to: ['closed'] })),
    there: ['writing.ask', 'chief.approve', 'director.approve', 'away.ask-cover', 'cover-colleague.return'],
  },
  unreachable: {
    route: planted(stage => {
      move(stage('writing'), 'ask').to = ['director']
      move(stage('director'), 'return').to = ['writing']
    }),
    there: [],
  },
  'dead-end': {
    route: planted(stage => void Object.assign(stage('away'), { moves: {} })),
    there: ['writing.ask', 'chief.approve', 'director.approve'],
  },
  'endless-loop': {
    // Everybody agrees, and it begins anew.
    route: planted(stage => {
      move(stage('director'), 'approve').to = ['chief']
    }),
    there: ['writing.ask', 'chief.approve', 'director.approve'],
  },
  'nobody-moves': {
    route: planted(stage => void Object.assign(stage('away'), { moves: {} })),
    there: ['writing.ask', 'chief.approve', 'director.approve'],
  },
  'nobody-reviews': {
    route: planted(stage => void Object.assign(stage('chief'), { reviewSheet: true, acts: {} })),
    there: ['writing.ask'],
  },
  'points-without-sheet': {
    route: planted(stage => void Object.assign(stage('chief'), { reviewByItems: true })),
    there: ['writing.ask'],
  },
  'two-meanings': {
    route: planted(stage => void Object.assign(stage('chief').acts ?? {}, { write: { who: [chief] } })),
    there: ['writing.ask'],
  },
  'shared-by-regions': {
    route: planted(stage => {
      stage('away').acts = { note: { who: clerk } }
      stage('cover-colleague').acts = { note: { who: clerk } }
    }),
    there: ['writing.ask', 'chief.approve', 'director.approve', 'away.ask-cover'],
  },
  'decides-nothing': {
    route: planted(stage => void delete move(stage('chief'), 'approve').decides),
    there: ['writing.ask', 'chief.approve'],
  },
  'nobody-drafts': {
    route: planted(stage => {
      move(stage('chief'), 'approve').decides = ['laeve']
    }),
    there: ['writing.ask', 'chief.approve'],
  },
  'own-draft': {
    route: planted(stage => {
      move(stage('writing'), 'ask').who = [{ officer: 'officer-7' }, ...clerk]
      move(stage('chief'), 'approve').who = [chief, { officer: 'officer-7' }]
    }),
    there: ['writing.ask', 'chief.approve'],
  },
  'own-draft-possible': {
    route: planted(stage => void move(stage('chief'), 'approve').who.push(...clerk)),
    there: ['writing.ask', 'chief.approve'],
  },
  'return-ahead': {
    route: planted(stage => void move(stage('chief'), 'return').to.push('away')),
    there: ['writing.ask', 'chief.return'],
  },
  'signing-without-pass': {
    route: planted(stage => void Object.assign(stage('away'), { signing: { how: 'all', each: 'seat' } })),
    there: ['writing.ask', 'chief.approve', 'director.approve'],
  },
  'two-passing-moves': {
    route: planted(stage => void Object.assign(stage('chief').moves ?? {}, { endorse: move(stage('chief'), 'approve') })),
    there: ['writing.ask'],
  },
  'each-missing': {
    route: planted(stage => void Object.assign(stage('chief'), { signing: { how: 'all' } })),
    there: ['writing.ask'],
  },
  'any-is-one': {
    route: planted(stage => void Object.assign(stage('chief'), { signing: { how: 'any', each: 'officer' } })),
    there: ['writing.ask'],
  },
  'needed-missing': {
    route: planted(stage => void Object.assign(stage('chief'), { signing: { how: 'votes', each: 'seat' } })),
    there: ['writing.ask'],
  },
  'needed-too-many': {
    route: planted(stage => {
      move(stage('chief'), 'approve').who = [chief, director]
      stage('chief').signing = { how: 'votes', each: 'seat', needed: 4, weights: [{ seat: chief, weight: 2 }] }
    }),
    there: ['writing.ask'],
  },
  'votes-without-way-back': {
    route: planted(stage => {
      delete stage('chief').moves?.['return']
      stage('chief').signing = { how: 'votes', each: 'officer', needed: 3 }
    }),
    there: ['writing.ask', 'chief.approve'],
  },
  'only-for-votes': {
    route: planted(stage => void Object.assign(stage('chief'), { signing: { how: 'all', each: 'seat', needed: 2 } })),
    there: ['writing.ask'],
  },
  'weight-of-foreign-seat': {
    route: planted(stage => {
      stage('chief').signing = { how: 'votes', each: 'officer', needed: 2, weights: [{ seat: director, weight: 2 }] }
    }),
    there: ['writing.ask'],
  },
  'weight-twice': {
    route: planted(stage => {
      const weight = { seat: chief, weight: 2 }
      stage('chief').signing = { how: 'votes', each: 'officer', needed: 2, weights: [weight, weight] }
    }),
    there: ['writing.ask'],
  },
  'seat-twice': { route: planted(stage => void move(stage('chief'), 'approve').who.push(chief)), there: ['writing.ask'] },
  'escalates-to-nobody': {
    route: planted(stage => void Object.assign(stage('chief'), { deadline: { workingDays: 3, lapse: 'escalate' } })),
    there: ['writing.ask'],
  },
  'escalates-to-the-same': {
    route: planted(stage => void Object.assign(stage('chief'), { deadline: { workingDays: 3, lapse: 'escalate', to: chief } })),
    there: ['writing.ask'],
  },
  'deadline-target-unused': {
    route: planted(stage => void Object.assign(stage('chief'), { deadline: { workingDays: 3, lapse: 'mark', to: director } })),
    there: ['writing.ask'],
  },
  'deadline-at-the-end': {
    route: planted(stage => void Object.assign(stage('closed'), { deadline: { workingDays: 3, lapse: 'mark' } })),
    there: ['writing.drop'],
  },
  'way-to-unlisted-target': {
    route: planted(stage => {
      move(stage('chief'), 'approve').ways = [{ to: 'away', when: [days({ below: '3.00' })] }]
    }),
    there: ['writing.ask', 'chief.approve'],
  },
  'condition-mismatch': {
    route: planted(stage => {
      move(stage('chief'), 'approve').ways = [{ to: 'director', when: [{ of: 'kind', atLeast: '3.00' }] }]
    }),
    there: ['writing.ask'],
  },
  'condition-empty': {
    route: planted(stage => {
      move(stage('chief'), 'approve').ways = [{ to: 'director', when: [days({})] }]
    }),
    there: ['writing.ask', 'chief.approve'],
  },
  'way-contradicts-itself': {
    route: planted(stage => {
      move(stage('chief'), 'approve').ways = [{ to: 'director', when: [days({ atLeast: '5.00' }), days({ below: '3.00' })] }]
    }),
    there: ['writing.ask', 'chief.approve'],
  },
  'way-never-taken': {
    // 三天以上 has gone by the time 五天以上 is asked.
    route: planted(stage => {
      const approve = move(stage('chief'), 'approve')
      approve.to = ['director', 'away']
      approve.ways = [
        { to: 'director', when: [days({ atLeast: '3.00' })] },
        { to: 'away', when: [days({ atLeast: '5.00' }), { of: 'kind', is: ['年假'] }] },
      ]
    }),
    there: ['writing.ask', 'chief.approve'],
  },
  'target-never-taken': {
    route: planted(stage => void move(stage('chief'), 'approve').to.push('away')),
    there: ['writing.ask', 'chief.approve'],
  },
  'field-written-by-nobody': {
    route: planted(stage => void Object.assign(stage('writing').acts?.['write'] ?? {}, { fields: ['from'] })),
    there: [],
  },
  'no-abandoning': { route: planted(stage => void delete stage('writing').moves?.['drop']), there: [] },
  'verb-without-signing': {
    route: planted(stage => void Object.assign(stage('away'), { verbs: ['claim'] })),
    there: ['writing.ask', 'chief.approve', 'director.approve'],
  },
}

/** A fact that stays and leads on, and a second way of passing, need words of their own. */
export const wordsFor = (code: FindingCode): Vocabulary => {
  if (code === 'two-meanings') return { ...words, acts: { ...words.acts, write: ['stage-passed'] } }
  if (code === 'two-passing-moves')
    return { ...words, moves: { ...words.moves, endorse: { kind: 'pass', facts: ['stage-passed'] } } }
  return words
}
