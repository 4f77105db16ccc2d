/**
 * The whole server is killed (SIGKILL) under load and started again on the same directory: every command it had answered is there once,
 * sent again it gets the same answer, one it had not answered is accepted when sent again, and lists and histories say the same as the log.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { openSqliteEventStore } from '../../packages/event-store-sqlite/src/sqlite-event-store.ts'
import { runs } from '../../packages/testkit/src/runs.ts'
import { keepFigures } from './figures.ts'
import { type Draw, drawsFor, SEED } from './seeded.ts'
import { type Person, type Sending, signIn, startServer } from './server-process.ts'
import { temporaryDirectory } from './temporary.ts'

const CRASHES = runs(3)
const FIRST_STARTS = runs(1)
const ANSWERS_MAX = 60
const DECLARATIONS = 9
/** Facts of a first start: the log's beginning, the organisation, then nine declarations. */
const FACTS_AT_FIRST_MAX = 40

type Item = Readonly<{ id: string; name: string; revision: number }>
type Sent = Sending & Readonly<{ id: string; text: string }>
type Answered = Sent & Readonly<{ answer: Readonly<Record<string, unknown>> }>

const figures = {
  seed: SEED,
  crashes: 0,
  crashesInFirstStart: 0,
  answered: 0,
  unanswered: 0,
  unansweredButStored: 0,
  lost: 0,
  twice: 0,
  otherwiseAnswered: 0,
}

const itemsOf = async (person: Person, headers: Readonly<Record<string, string>> = {}): Promise<readonly Item[]> =>
  (await person.read('/api/declarations', headers)).body['items'] as readonly Item[]

/** A key that is the same in every run with this seed. */
const keyOf = (draw: Draw): string =>
  `${draw(2 ** 31)
    .toString(16)
    .padStart(8, '0')}-0000-4000-8000-${draw(2 ** 31)
    .toString(16)
    .padStart(12, '0')}`

/** Positions sort as text. */
const laterOf = (position: string, body: Readonly<Record<string, unknown>>): string =>
  String(body['position']) > position ? String(body['position']) : position

/**
 * Revises all declarations at once, one command after the other on each, until the server goes away; kills it after so many
 * answers. Returns what was answered and what was not.
 */
const load = async (person: Person, items: readonly Item[], draw: Draw, killed: (answers: number) => void) => {
  const answered: Answered[] = []
  const unanswered: Sent[] = []
  const reviseOn = async ({ id, revision: first }: Item): Promise<void> => {
    for (let revision = first; ; revision += 1) {
      const key = keyOf(draw)
      const text = `目标 ${key}`
      const command = { type: 'revise', changes: [{ field: 'overallGoal', to: text }], reason: '调整' }
      const sent: Sent = { id, revision, key, command, text }
      const answer = await person.send(id, sent).catch(() => null)
      if (!answer) return void unanswered.push(sent)
      if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`)
      answered.push({ ...sent, answer: answer.body })
      killed(answered.length)
    }
  }
  await Promise.all(items.map(reviseOn))
  return { answered, unanswered }
}

t.test(`killed under load ${CRASHES} times (seed ${SEED})`, async t => {
  const DATA_DIR = temporaryDirectory(t)
  const draw = drawsFor('server')
  let answered: readonly Answered[] = []
  let unanswered: readonly Sent[] = []
  const all: Sent[] = []
  let position = ''
  for (let crash = 0; crash <= CRASHES; crash += 1) {
    const server = startServer(t, { DATA_DIR })
    const drafter = await signIn(await server.address, 'drafter')
    const seen = new Map((await itemsOf(drafter)).map(({ id, revision }) => [id, revision]))
    for (const { answer, ...sent } of answered) {
      const again = await drafter.send(sent.id, sent)
      position = laterOf(position, again.body)
      if (again.status !== 200 || again.body['position'] !== answer['position']) figures.otherwiseAnswered += 1
    }
    for (const sent of unanswered) {
      figures.unansweredButStored += (seen.get(sent.id) ?? 0) > sent.revision ? 1 : 0
      const again = await drafter.send(sent.id, sent)
      t.equal(again.status, 200, 'what was not answered is accepted when it is sent again, stored already or not')
      position = laterOf(position, again.body)
    }
    all.push(...answered, ...unanswered)
    const whole = await wholeness(drafter, all, position)
    figures.lost += whole.lost.length
    figures.twice += whole.twice.length
    t.same(whole, { lost: [], twice: [], behind: [] }, `${all.length} commands: each there once, the list where the log is`)
    if (crash === CRASHES) {
      const [one] = all
      if (!one) throw new Error('nothing was sent')
      const never = { ...one, text: 'never sent' }
      t.same((await wholeness(drafter, [...all, never], position)).lost, ['never sent'], 'canary: a lost command is missed')
      const verified = await (await signIn(await server.address, 'auditor')).read('/api/verify')
      t.equal(verified.body['verified'], true, 'the chains hold')
      t.equal(await server.stop(), 0)
      break
    }
    const answers = 1 + draw(ANSWERS_MAX)
    const ended = Promise.withResolvers<void>()
    const loaded = await load(drafter, await itemsOf(drafter), draw, count => {
      if (count === answers) void server.kill().then(ended.resolve)
    })
    await ended.promise
    ;({ answered, unanswered } = loaded)
    figures.crashes += 1
    figures.answered += answered.length
    figures.unanswered += unanswered.length
  }
  t.same([figures.lost, figures.twice, figures.otherwiseAnswered], [0, 0, 0], 'nothing lost, nothing twice, the same answers')
})

type Wholeness = Readonly<{ lost: readonly string[]; twice: readonly string[]; behind: readonly string[] }>

/** What is not once, and in its order, in the history of its declaration; and declarations the list is behind the log with. */
const wholeness = async (person: Person, all: readonly Sent[], position: string): Promise<Wholeness> => {
  const listed = new Map(
    (await itemsOf(person, position === '' ? {} : { 'shenbao-position': position })).map(item => [item.id, item.revision]),
  )
  const ofOne = async ([id, sent]: readonly [string, readonly Sent[]]): Promise<Wholeness> => {
    const { items } = (await person.read(`/api/declarations/${id}/history`)).body as {
      items: { changes?: { field: string; to: unknown }[] }[]
    }
    const texts = items.flatMap(({ changes = [] }) => changes.filter(({ field }) => field === 'overallGoal').map(({ to }) => to))
    const { revision } = (await person.read(`/api/declarations/${id}`)).body
    return {
      lost: sent.filter(({ text }) => !texts.includes(text)).map(({ text }) => text),
      twice: sent.filter(({ text }) => texts.indexOf(text) !== texts.lastIndexOf(text)).map(({ text }) => text),
      behind: revision === listed.get(id) ? [] : [id],
    }
  }
  const found = await Promise.all([...Map.groupBy(all, ({ id }) => id)].map(ofOne))
  return {
    lost: found.flatMap(({ lost }) => lost),
    twice: found.flatMap(({ twice }) => twice),
    behind: found.flatMap(({ behind }) => behind),
  }
}

t.test('killed while the first start writes the demonstration, finished by the next', async t => {
  const draw = drawsFor('first start')
  for (let start = 0; start < FIRST_STARTS; start += 1) {
    const DATA_DIR = temporaryDirectory(t)
    const facts = 1 + draw(FACTS_AT_FIRST_MAX)
    const first = startServer(t, { DATA_DIR })
    await untilThere(join(DATA_DIR, 'log.sqlite'), facts)
    await first.kill()
    figures.crashesInFirstStart += 1
    const second = startServer(t, { DATA_DIR })
    const items = await itemsOf(await signIn(await second.address, 'drafter'))
    t.equal(items.length, DECLARATIONS, `killed after ${facts} facts: all there`)
    t.equal(new Set(items.map(({ name }) => name)).size, DECLARATIONS, 'each once')
    const verified = await (await signIn(await second.address, 'auditor')).read('/api/verify')
    t.equal(verified.body['verified'], true)
    await second.kill()
  }
})

/** Looks at the log beside the server until so many facts are in it; a log that is just being made is looked at again. */
const untilThere = async (file: string, facts: number): Promise<void> => {
  for (;;) {
    await nextTurn()
    if (!existsSync(file)) continue
    try {
      const store = openSqliteEventStore(file, { readOnly: true })
      const there = (await store.readAll(null, facts)).length
      await store.close()
      if (there === facts) return
    } catch {}
  }
}

t.test('figures', t => {
  t.equal(figures.crashes, CRASHES)
  t.ok(figures.answered >= CRASHES && figures.unanswered > 0, 'commands were under way when it was killed')
  keepFigures(t, 'killed-server', figures)
  t.end()
})
