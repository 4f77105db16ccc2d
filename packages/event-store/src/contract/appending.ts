import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { LogDefect } from '../defect.ts'
import { type EventStore, LogFault } from '../port.ts'
import { collect, type Lane, thrownBy } from './contract-test.ts'
import { type FactMaker, factMaker } from './sample-facts.ts'

/** More than any adapter reads or writes at once, and more than one digit's worth of positions. */
const LARGE = 1_000

export const appending = async ({ onFreshLog, inTime }: Lane): Promise<void> => {
  await onFreshLog('a first append needs a stream that must not exist', async (t, { store }) => {
    const make = factMaker()
    const answer = await inTime(store.append('s', -1, make.facts('s', -1, 2)))
    t.equal(answer.outcome, 'appended', 'the first one is taken')
    t.equal(answer.revision, 1, 'the revision is that of the last fact')
    t.strictSame(
      await inTime(store.append('s', -1, make.facts('s', -1))),
      { outcome: 'conflict', revision: 1 },
      'the second finds the stream existing',
    )
    t.equal((await store.read('s')).length, 2, 'and stored nothing')
  })

  await onFreshLog('an append names the exact revision, neither above nor below', async (t, { store }) => {
    const make = factMaker()
    await store.append('s', -1, make.facts('s', -1, 3))
    for (const expected of [0, 1, 3, 7])
      t.strictSame(
        await inTime(store.append('s', expected, make.facts('s', expected))),
        { outcome: 'conflict', revision: 2 },
        `expecting ${expected} where 2 stands`,
      )
    t.strictSame(
      await inTime(store.append('unknown', 0, make.facts('unknown', 0))),
      { outcome: 'conflict', revision: -1 },
      'an unknown stream has revision -1',
    )
    t.equal((await inTime(store.append('s', 2, make.facts('s', 2)))).outcome, 'appended', 'expecting 2')
    t.equal((await store.readAll(null, 100)).length, 4, 'conflicts stored nothing anywhere')
  })

  await onFreshLog('of two writers at one revision exactly one wins', async (t, { store }) => {
    const make = factMaker()
    const rivals = [make.facts('s', -1, 2), make.facts('s', -1, 1), make.facts('s', -1, 3)]
    const beside = make.facts('beside', -1)
    const [neighbour, ...answers] = await inTime(
      Promise.all([store.append('beside', -1, beside), ...rivals.map(facts => store.append('s', -1, facts))]),
    )
    t.equal(neighbour?.outcome, 'appended', 'a writer elsewhere is not disturbed')
    const winners = answers.filter(({ outcome }) => outcome === 'appended')
    t.equal(winners.length, 1, 'one of three')
    const winner = rivals[answers.findIndex(({ outcome }) => outcome === 'appended')]
    t.strictSame(
      idsOf(await store.read('s')),
      winner?.map(({ id }) => id),
      'the stream holds the facts of the winner, whole',
    )
    for (const { outcome, revision } of answers)
      if (outcome === 'conflict') t.equal(revision, (winner?.length ?? 0) - 1, 'the losers are told the revision of the winner')
  })

  await onFreshLog('a large append is stored whole and in order', async (t, { store }) => {
    const facts = factMaker().facts('s', -1, LARGE)
    const answer = await inTime(store.append('s', -1, facts))
    t.equal(answer.revision, LARGE - 1, 'all of it is acknowledged')
    const ids = facts.map(({ id }) => id)
    t.strictSame(idsOf(await store.read('s')), ids, 'and there, in the stream')
    const feed = await store.readAll(null, LARGE + 1)
    t.strictSame(idsOf(feed), ids, 'and in the feed')
    t.equal(answer.outcome === 'appended' && answer.position, feed.at(-1)?.position, 'at the position that was answered')
  })

  await onFreshLog('many writers to many streams at once lose nothing', async (t, { store }) => {
    const make = factMaker()
    const streams = Array.from({ length: 60 }, (_, index) => `s${index}`)
    const answers = await inTime(Promise.all(streams.map(stream => store.append(stream, -1, make.facts(stream, -1, 3)))))
    t.ok(
      answers.every(({ outcome, revision }) => outcome === 'appended' && revision === 2),
      'each is acknowledged by itself',
    )
    const positions = answers.map(answer => (answer.outcome === 'appended' ? answer.position : ''))
    t.equal(new Set(positions).size, streams.length, 'each at a place of its own')
    t.equal((await store.readAll(null, 1_000)).length, 180, 'all are there')
  })

  await onFreshLog('what no caller may ask for is thrown as a defect and stores nothing', refusesDefects(inTime))

  await onFreshLog('a closed log refuses everything with a fault that says so', async (t, { store }) => {
    const make = factMaker()
    await store.append('s', -1, make.facts('s', -1))
    await store.close()
    await store.close()
    const calls: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['append', () => store.append('s', 0, make.facts('s', 0))],
      ['read', () => store.read('s')],
      ['readAll', () => store.readAll(null, 1)],
      ['head', () => store.head()],
      ['follow', () => collect(store.follow(null, new AbortController().signal))],
    ]
    for (const [name, call] of calls) {
      const fault = await inTime(thrownBy(call))
      t.ok(fault instanceof LogFault && fault.settled && /\p{Script=Han}/u.test(fault.message), `${name} on a closed log`)
    }
  })
}

const refusesDefects =
  (inTime: Lane['inTime']) =>
  async (t: Lane['t'], { store }: Readonly<{ store: EventStore }>): Promise<void> => {
    const make = factMaker()
    await store.append('s', -1, make.facts('s', -1))
    for (const [name, expected, facts] of defects(make)) {
      const thrown = await inTime(thrownBy(() => store.append('s', expected, facts)))
      t.ok(thrown instanceof LogDefect, `${name}: ${String(thrown)}`)
    }
    for (const [name, call] of [
      ['a page of no facts', () => store.readAll(null, 0)],
      ['half a fact', () => store.readAll(null, 1.5)],
      ['a revision before the first', () => store.read('s', -1)],
      ['a position that is none', () => store.readAll('nowhere', 1)],
    ] as const)
      t.ok((await inTime(thrownBy(call))) instanceof LogDefect, name)
    t.equal((await store.readAll(null, 100)).length, 1, 'nothing of it was stored')
    t.equal((await store.append('s', 0, make.facts('s', 0))).outcome, 'appended', 'and the log goes on')
  }

const defects = (make: FactMaker): readonly (readonly [string, number, readonly Envelope[]])[] => {
  const [fact] = make.facts('s', 0)
  if (!fact) throw new Error('one fact was asked for')
  const wrong = (member: string, value: unknown): readonly Envelope[] => [{ ...fact, [member]: value }]
  return [
    ['an empty append', 0, []],
    ['an empty append to a wrong revision', 5, []],
    ['an expectation below "must not exist"', -2, make.facts('s', -2)],
    ['half a revision', 0.5, make.facts('s', 0.5)],
    ['no number', Number.NaN, make.facts('s', 0)],
    ['a fact of another stream', 0, make.facts('other', 0)],
    ['a revision that is not the next', 0, make.facts('s', 1)],
    ['a gap within the append', 0, [fact, ...make.facts('s', 2)]],
    ['one id twice', 0, [fact, { ...fact, revision: 2 }]],
    ['an id that is none', 0, wrong('id', 'x')],
    ['a day that does not exist', 0, wrong('effectiveOn', '2026-02-30')],
    ['an instant without its zone', 0, wrong('recordedAt', '2026-03-02T01:02:03')],
    ['a member that envelopes do not have', 0, wrong('remark', 'x')],
    ['data that is no object', 0, wrong('data', 'x')],
    ['data that JSON cannot say', 0, wrong('data', { count: Number.NaN })],
    ['a member without a value', 0, wrong('data', { count: undefined })],
    ['half a character', 0, wrong('data', { text: '\ud800' })],
    ['a sound fact followed by a wrong one', 0, [fact, ...make.facts('s', 1).map(next => ({ ...next, type: '' }))]],
    ['more bytes than an append may have', 0, wrong('data', { text: 'x'.repeat(1024 * 1024) })],
  ]
}

const idsOf = (recorded: Awaited<ReturnType<EventStore['read']>>): readonly string[] => recorded.map(({ fact }) => fact.id)
