/**
 * Appends to the log named on the command line, started under a limit on the size of files (`ulimit -f`): at some point the
 * operating system refuses a write. Prints what then happened as one JSON object.
 */
import { factMaker } from '@shenbao/event-store/contract/sample-facts.ts'
import { LogFault } from '@shenbao/event-store/port.ts'
import { openSqliteEventStore } from '../src/sqlite-event-store.ts'

const TURNS_MAX = 2_000

const [file] = process.argv.slice(2)
if (!file) throw new TypeError('usage: append-beyond-file-limit.ts FILE')
// With a listener the write fails; without one the signal would end the process.
process.on('SIGXFSZ', () => undefined)

const store = openSqliteEventStore(file)
const make = factMaker()
const faultOfAppend = async (stream: string): Promise<unknown> => {
  try {
    await store.append(stream, -1, make.facts(stream, -1, 2, { text: 'x'.repeat(4_000) }))
    return null
  } catch (fault) {
    return fault instanceof LogFault ? { settled: fault.settled, message: fault.message } : String(fault)
  }
}

let fault: unknown = null
let acknowledged = 0
for (let turn = 0; turn < TURNS_MAX && fault === null; turn += 1) {
  fault = await faultOfAppend(`s${turn}`)
  if (fault === null) acknowledged += 1
}
const afterwards = await faultOfAppend('afterwards')
const readable = (await store.readAll(null, 1_000_000)).length
await store.close()
console.log(JSON.stringify({ acknowledged, fault, afterwards, readable }))
