import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { openSqliteEventStore } from '../src/sqlite-event-store.ts'
import { temporaryLog } from './temporary-log.ts'

const WRITER = fileURLToPath(new URL('append-beyond-file-limit.ts', import.meta.url))
/** In blocks of 512 bytes: the log begins well below and meets the limit within some hundred appends. */
const FILE_BLOCKS_MAX = 2_000

/** The operating system refuses a write in the middle of a commit: a real fault of the file layer, not a pretended one. */
t.test('when the disk fails in a commit, the outcome is called unknown and nothing more is written', async t => {
  const file = temporaryLog(t)
  mkdirSync(dirname(file))
  const command = `ulimit -f ${FILE_BLOCKS_MAX}; exec "$0" "$@"`
  const { stdout } = await promisify(execFile)('sh', ['-c', command, process.execPath, WRITER, file])
  const { acknowledged, fault, afterwards, readable } = JSON.parse(stdout)
  t.ok(acknowledged > 10, `${acknowledged} appends went well`)
  t.match(fault, { settled: false, message: /读写出错.*还不能确定/ }, 'the one that met the fault')
  t.match(afterwards, { settled: true, message: /已停止写入.*重启/ }, 'every one after it')
  t.equal(readable, acknowledged * 2, 'what was acknowledged can still be read')

  const store = openSqliteEventStore(file)
  const facts = await store.readAll(null, 1_000_000)
  await store.close()
  t.ok(facts.length === acknowledged * 2 || facts.length === acknowledged * 2 + 2, 'the unknown one is there whole or not at all')
  t.equal(new Set(facts.map(({ fact }) => fact.stream)).size * 2, facts.length, 'no append is there in part')
})
