/** What the console says of a log on which a newer program has worked. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sm3 } from '@shenbao/audit/node-digest.ts'
import { streamOf } from '@shenbao/declaration/recorded.ts'
import { directoryStream } from '@shenbao/directory/recorded.ts'
import { openSqliteEventStore } from '@shenbao/event-store-sqlite/sqlite-event-store.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import t from 'tap'
import { runConsole } from '../src/console.ts'

const run = async (...args: string[]) => {
  const said: { out: string[]; note: string[] } = { out: [], note: [] }
  const code = await runConsole(args, {
    out: text => void said.out.push(text),
    note: text => void said.note.push(text),
    input: Readable.from([]),
  })
  return { code, out: said.out.join(''), note: said.note.join('') }
}

const life = new URL('../../../test/histories/1.0-whole-life.json', import.meta.url)
const facts: readonly Envelope[] = JSON.parse(readFileSync(life, 'utf8')).facts
const [first] = facts
if (!first) throw new Error('the history is empty')
const id = String(facts.find(({ type }) => type === 'declaration-opened')?.data['declarationId'])

/** A data directory with one declaration's whole life in it, to which a newer program added a fact. */
const dataWith = async (directory: string, newer: Partial<Envelope> & Readonly<{ stream: string }>): Promise<string> => {
  const store = openSqliteEventStore(join(directory, 'log.sqlite'))
  for (const fact of facts) await store.append(fact.stream, fact.revision - 1, [fact])
  const { stream, ...change } = newer
  const last = (await store.read(stream)).at(-1)?.fact ?? null
  const { stream: _stream, revision: _revision, previous: _previous, ...draft } = last ?? first
  const added = linkFacts(sm3, { stream, last }, [{ ...draft, id: derivedId(sm3, 'newer', stream), ...change }])
  await store.append(stream, last?.revision ?? -1, added)
  await store.close()
  return directory
}

t.test('explain tells what it can read, and where that ends', async t => {
  const data = await dataWith(t.testdir(), { stream: streamOf(id), type: 'comment-left' })
  const { code, out, note } = await run('explain', id, '--data', data)
  t.equal(code, 1)
  t.match(out, /申报开始|归档/)
  t.notMatch(out, /谁可以，或被什么挡住/)
  t.match(note, /^declaration-\S+ 的第 \d+ 号记录（comment-left 第 1 版）无法读懂：.*请升级程序/)
  t.match(await run('verify', '--data', data), { code: 0 }, 'what is stored is sound all the same')
})

t.test('rebuild goes through and names what stays behind', async t => {
  const data = await dataWith(t.testdir(), { stream: streamOf(id), schemaVersion: 9 })
  t.match(await run('rebuild', '--data', data), {
    code: 0,
    out: /已由日志重建/,
    note: /declaration-\S+ 没有读完：.*第 9 版.*请升级程序/,
  })
})

t.test('without its directory nothing can be explained: one sentence, no trace of the program', async t => {
  const data = await dataWith(t.testdir(), { stream: directoryStream, type: 'officer-lent' })
  const { code, out, note } = await run('explain', id, '--data', data)
  t.same([code, out], [2, ''])
  t.match(note, /^directory 的第 0 号记录（officer-lent 第 1 版）无法读懂：.*请升级程序/)
  t.notMatch(note, /\n\s+at /)
})
