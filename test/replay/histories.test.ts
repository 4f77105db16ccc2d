/** What earlier releases recorded is read by this one, to the same end; and what nobody could have recorded is refused. */
import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { type History, replay } from './replay.ts'

const folder = new URL('../histories/', import.meta.url)
const files = readdirSync(folder).filter(name => name.endsWith('.json'))
const histories = files.map(name => [name, JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as History] as const)

t.ok(histories.filter(([, { end }]) => end !== undefined).length >= 4, 'there are histories to replay')
t.ok(histories.filter(([, { mustFail }]) => mustFail !== undefined).length >= 3, 'and such as must fail')

for (const [name, { title, facts, end, mustFail }] of histories)
  t.test(`${name}: ${title}`, async t => {
    if (mustFail === undefined) t.same(await replay(facts), end)
    else await t.rejects(replay(facts), new RegExp(mustFail))
  })

t.test('canary: a history with another end is told apart', async t => {
  const [first] = histories.filter(([, { end }]) => end !== undefined)
  if (!first) throw new TypeError('no history')
  const [, { facts, end }] = first
  t.notSame(await replay(facts.slice(0, -1)), end)
})
