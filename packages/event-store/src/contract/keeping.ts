import type { EventStore } from '../port.ts'
import { LogFault } from '../port.ts'
import { type Lane, type Opened, thrownBy } from './contract-test.ts'
import { factMaker } from './sample-facts.ts'

/** What outlives the store, and what happens to it when nobody looks. */
export const keeping = async (lane: Lane): Promise<void> => {
  await lane.onFreshLog('everything is there when the log is opened again', survivesReopening(lane.inTime))
  await lane.onFreshLog('a fact changed behind our back is reported, and other streams are not', reportsTampering(lane.inTime))
}

const survivesReopening =
  (inTime: Lane['inTime']) =>
  async (t: Lane['t'], { store, reopen }: Opened): Promise<void> => {
    if (!reopen) {
      t.comment('skipped: nothing of this log outlives the store')
      return
    }
    const make = factMaker()
    const facts = make.facts('s', -1, 3)
    const first = await store.append('s', -1, facts)
    await store.append('other', -1, make.facts('other', -1))
    const [feed, head] = [await store.readAll(null, 100), await store.head()]
    // An append that is under way when the log is closed has been taken: it is either refused or kept.
    const last = store.append('s', 2, make.facts('s', 2))
    const closing = store.close()
    const taken = await inTime(last.then(({ outcome }) => outcome === 'appended').catch(() => false))
    await inTime(closing)

    const again = await inTime(reopen())
    t.strictSame((await again.readAll(null, 100)).slice(0, 4), feed, 'the feed, at the same positions')
    t.equal((await again.read('s')).length, taken ? 4 : 3, 'what was acknowledged while closing is there, what was not is not')
    t.ok(((await again.head()) ?? '') >= (head ?? ''), 'the head')
    t.strictSame(await again.append('s', -1, facts), { ...first, repeated: true }, 'a retry is still known')
    t.equal((await again.append('other', 0, make.facts('other', 0))).outcome, 'appended', 'the streams go on')
    const positions = (await again.readAll(null, 100)).map(({ position }) => position)
    t.strictSame([...new Set(positions)].sort(), positions, 'positions still grow')
    await again.close()
  }

const reportsTampering =
  (inTime: Lane['inTime']) =>
  async (t: Lane['t'], { store, tamper }: Opened): Promise<void> => {
    if (!tamper) {
      t.comment('skipped: the storage of this log is out of reach')
      return
    }
    const changes: readonly (readonly [string, (text: string) => string])[] = [
      ['no JSON', text => text.slice(0, -1)],
      ['a wrong shape', text => text.replace('"actor"', '"author"')],
      ['another revision', text => text.replace('"revision":1', '"revision":7')],
      ['another stream', text => text.replace('"stream":"', '"stream":"x')],
    ]
    const make = factMaker()
    for (const [index] of changes.entries()) await store.append(`s${index}`, -1, make.facts(`s${index}`, -1, 3))
    await store.append('untouched', -1, make.facts('untouched', -1, 2))
    for (const [index, [name, change]] of changes.entries()) {
      await tamper(`s${index}`, 1, change)
      const fault = await inTime(thrownBy(() => store.read(`s${index}`)))
      t.ok(namesFact(fault, `s${index}`, 1), `${name}: ${String(fault)}`)
      t.equal((await inTime(store.read(`s${index}`, 2))).length, 1, `${name}: what comes after it can be read`)
    }
    t.equal((await inTime(store.read('untouched'))).length, 2, 'other streams are read')
    t.equal((await store.append('untouched', 1, make.facts('untouched', 1))).outcome, 'appended', 'and written')
    const [first] = await inTime(store.readAll(null, 100))
    t.equal(first?.fact.id, '00000000-0000-4000-8000-000000000001', 'the feed delivers what comes before the damage')
    await stopsAtDamage(t, store, inTime)
  }

/** The feed may not step over a fact: it stops there and says where. */
const stopsAtDamage = async (t: Lane['t'], store: EventStore, inTime: Lane['inTime']): Promise<void> => {
  const seen: number[] = []
  const fault = await inTime(
    thrownBy(async () => {
      for await (const { fact } of store.follow(null, new AbortController().signal)) seen.push(fact.revision)
    }),
  )
  t.strictSame(seen, [0], 'a follower is given what comes before the damage')
  t.ok(namesFact(fault, 's0', 1), `and then told: ${String(fault)}`)
}

const namesFact = (fault: unknown, stream: string, revision: number): boolean =>
  fault instanceof LogFault &&
  fault.at?.stream === stream &&
  fault.at.revision === revision &&
  fault.message.includes(stream) &&
  fault.message.includes(String(revision)) &&
  /\p{Script=Han}/u.test(fault.message)
