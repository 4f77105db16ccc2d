/**
 * Run by a test in a process of its own: two appends fail, the second while the search for a leader that the first one began is
 * failing. `bare` makes them with the client as it is, `guarded` with the store.
 */
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client'
import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { openKurrentEventStore } from '../src/kurrent-event-store.ts'
import { startEventStoreDouble } from './double/eventstore-double.ts'
import { until } from './over-double.ts'

const double = await startEventStoreDouble()
const url = `esdb+discover://127.0.0.1:${double.port}?tls=false&maxDiscoverAttempts=1&discoveryInterval=500`
const store = openKurrentEventStore(url, { attempts: 2, pause: () => 1, callMilliseconds: 5_000 })
const client = EventStoreDBClient.connectionString(url)
const make = factMaker()
const credentials = { username: '-', password: '-' }

const append = async (stream: string): Promise<unknown> =>
  process.argv[2] === 'guarded'
    ? store.append(stream, -1, make.facts(stream, -1))
    : client.appendToStream(stream, jsonEvent({ type: 'x', data: {} }), { expectedRevision: NO_STREAM, credentials })

await append('first')
const gate = Promise.withResolvers<void>()
double.faults.append.add({ what: 'late', until: gate.promise })
double.faults.append.add({ what: 'refused', code: 14 })
double.faults.gossip.add({ what: 'refused', code: 14 }, 100)
const late = append('late').catch(String)
await until(() => double.faults.append.left() === 1)
let failed = append('failing').catch(String)
if (process.argv[2] !== 'guarded') failed = failed.then(() => append('again')).catch(String)
await until(() => double.faults.gossip.left() < 100)
await double.stop()
process.stdout.write(`${String(await late)}\n${String(await failed)}\n`)
await store.close()
// Node looks for failures nobody waits for at the end of a turn.
await new Promise(resolve => setImmediate(resolve))
process.exit(0)
