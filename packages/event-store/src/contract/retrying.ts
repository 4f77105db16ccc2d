import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { LogDefect } from '../defect.ts'
import { type Lane, thrownBy } from './contract-test.ts'
import { factMaker } from './sample-facts.ts'

/** The same append once more, as after an answer that was lost on the way. */
export const retrying = async ({ t, onFreshLog, inTime, seesIdsElsewhere }: Lane): Promise<void> => {
  await onFreshLog('a retry is answered like the first time and stored once', async (t, { store }) => {
    const make = factMaker()
    const facts = make.facts('s', -1, 3)
    const first = await inTime(store.append('s', -1, facts))
    t.strictSame(await inTime(store.append('s', -1, facts)), { ...first, repeated: true }, 'right away')
    await store.append('other', -1, make.facts('other', -1))
    const later = make.facts('s', 2, 2)
    const second = await store.append('s', 2, later)
    t.strictSame(await inTime(store.append('s', -1, facts)), { ...first, repeated: true }, 'after others have gone on')
    t.strictSame(await inTime(store.append('s', 2, later)), { ...second, repeated: true }, 'in the middle of a stream')
    t.strictSame(
      await inTime(store.append('s', -1, facts.slice(0, 2))),
      { outcome: 'appended', revision: 1, position: (await store.read('s', 1))[0]?.position, repeated: true },
      'a shorter append that stands there is there',
    )
    t.equal((await store.readAll(null, 100)).length, 6, 'nothing is stored twice')
  })

  await onFreshLog('a retry that overtakes itself is stored once', async (t, { store }) => {
    const facts = factMaker().facts('s', -1, 2)
    const answers = await inTime(Promise.all([1, 2, 3].map(() => store.append('s', -1, facts))))
    t.ok(
      answers.every(({ outcome, revision }) => outcome === 'appended' && revision === 1),
      'all are acknowledged',
    )
    t.equal(answers.filter(answer => answer.outcome === 'appended' && !answer.repeated).length, 1, 'one of them stored it')
    t.equal((await store.readAll(null, 100)).length, 2, 'once')
  })

  await onFreshLog('a retry is known by its ids, whatever else was written anew', async (t, { store }) => {
    const facts = factMaker().facts('s', -1)
    await store.append('s', -1, facts)
    const retold = facts.map((fact): Envelope => ({ ...fact, recordedAt: '2026-03-02T02:00:00.000Z' }))
    const answer = await inTime(store.append('s', -1, retold))
    t.ok(answer.outcome === 'appended' && answer.repeated, 'it is taken for a retry')
    t.strictSame((await store.read('s'))[0]?.fact.recordedAt, facts[0]?.recordedAt, 'and what was recorded first stands')
  })

  await onFreshLog('facts of which only some are in place are a conflict', async (t, { store }) => {
    const make = factMaker()
    const [a, b, c] = make.facts('s', -1, 3)
    if (!a || !b || !c) throw new Error('three facts were asked for')
    const [stranger] = make.facts('s', 0)
    if (!stranger) throw new Error('one fact was asked for')
    await store.append('s', -1, [a, b])
    for (const [name, facts] of [
      ['more than stands there', [a, b, c]],
      ['another at the end', [a, stranger]],
      ['another at the beginning', [{ ...stranger, revision: 0 }, b]],
      ['in another order', [b, a].map((fact, revision) => ({ ...fact, revision }))],
    ] as const)
      t.strictSame(await inTime(store.append('s', -1, facts)), { outcome: 'conflict', revision: 1 }, name)
    t.equal((await store.readAll(null, 100)).length, 2, 'nothing was stored')
  })

  if (!seesIdsElsewhere) {
    t.comment('skipped: ids that stand elsewhere in the log, because this adapter declares that it cannot look them up')
    return
  }
  await onFreshLog(
    'an id that stands elsewhere in the log is a defect, never a retry and never a conflict',
    async (t, { store }) => {
      const make = factMaker()
      const [used] = make.facts('s', -1)
      if (!used) throw new Error('one fact was asked for')
      await store.append('s', -1, [used])
      for (const [name, stream, expected] of [
        ['in another stream', 'other', -1],
        ['later in the same stream', 's', 0],
      ] as const) {
        const facts = [...make.facts(stream, expected), { ...used, stream, revision: expected + 2 }]
        const [thrown, neighbour] = await inTime(
          Promise.all([
            thrownBy(() => store.append(stream, expected, facts)),
            store.append(`beside ${name}`, -1, make.facts(`beside ${name}`, -1)),
          ]),
        )
        t.ok(thrown instanceof LogDefect, `${name}: ${String(thrown)}`)
        t.equal(neighbour.outcome, 'appended', 'an append at the same moment is not disturbed')
      }
      t.equal((await store.readAll(null, 100)).length, 3, 'nothing of it was stored')
    },
  )
}
