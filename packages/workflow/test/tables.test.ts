/** Where every fact leads in each stage, the engine's own among them: a changed table is a changed line. */
import { fileURLToPath } from 'node:url'
import t from 'tap'
import type { LiveRoute, Standing } from '../src/stage.ts'
import { leaveEvents } from './leave-case.ts'
import { leave } from './leave-request.ts'
import { longLeave } from './long-leave.ts'

t.snapshotFile = fileURLToPath(new URL('./tap-snapshots/tables.cjs', import.meta.url))

const facts = leaveEvents.map(({ type }) => type).filter(type => type !== 'leave-opened')

/** What the standing of a case becomes by each fact, to whichever stage the fact may name. */
const reached = (live: LiveRoute, from: Standing, type: string): readonly Standing[] => {
  const names = live.route.stages.map(({ name }) => name)
  const found = names.flatMap(to => live.after(from, { type, data: { from: from.stages[0], to } }) ?? [])
  return found.filter((one, at) => found.findIndex(other => other.stages.join() === one.stages.join()) === at)
}

/** Every standing a case can come to by the table alone. */
const standings = (live: LiveRoute): ReadonlyMap<string, Standing> => {
  const known = new Map<string, Standing>([[live.begin.stages.join(' + '), live.begin]])
  for (const from of known.values())
    for (const type of facts) for (const to of reached(live, from, type)) known.set(to.stages.join(' + '), to)
  return known
}

const tableOf = (live: LiveRoute): string => {
  const rows = facts.flatMap(type => {
    const cells = [...standings(live)].flatMap(([from, standing]) => {
      const to = reached(live, standing, type).map(({ stages }) => stages.join(' + '))
      if (to.length === 0) return []
      return [`    ${from.padEnd(24)} ${to.length === 1 && to[0] === from ? 'stays' : `→ ${to.join(', ')}`}`]
    })
    return cells.length === 0 ? [`${type}: nowhere`] : [type, ...cells]
  })
  return rows.join('\n')
}

for (const live of [leave, longLeave])
  t.test(`facts by stage of ${live.route.id}`, t => {
    t.same(
      new Set([...standings(live).values()].flatMap(({ stages }) => stages)),
      new Set(live.route.stages.map(({ name }) => name)),
      'the table reaches every stage',
    )
    t.matchSnapshot(
      tableOf(live),
      `facts by stage of ${live.route.id}@${live.route.version}; where a fact is not listed it is refused`,
    )
    t.end()
  })
