import { isDeepStrictEqual } from 'node:util'
import { sm3 } from '../../packages/audit/src/node-digest.ts'
import { verifyLog } from '../../packages/audit/src/verify-log.ts'
import { changesOf } from '../../packages/declaration/src/history.ts'
import { eventOf, foldRecorded, streamOf } from '../../packages/declaration/src/recorded.ts'
import { awaitsAnswer } from '../../packages/declaration/src/rectification.ts'
import { isRectificationCommand } from '../../packages/declaration/src/rectification-commands.ts'
import { registeredName, registerStream } from '../../packages/declaration/src/register.ts'
import type { Declaration } from '../../packages/declaration/src/state.ts'
import { feedPages } from '../../packages/event-store/src/feed-pages.ts'
import { findTaken } from '../../packages/handler/src/register.ts'
import { sumFen } from '../../packages/kernel/src/money.ts'
import { listDeclarations } from '../../packages/read-models/src/queries/list-declarations.ts'
import { sumTotals, totalsBy } from '../../packages/read-models/src/queries/sum-totals.ts'
import { openReadModels } from '../../packages/read-models/src/read-models.ts'
import { tablesOf } from '../../packages/read-models/test/tables.ts'
import { commandsOf, seatsOf } from '../../packages/workflow/src/may.ts'
import { type Seat, stageNamed } from '../../packages/workflow/src/route.ts'
import type { Fault } from './chronicle.ts'
import { worksOn } from './deadline-judge.ts'
import { whoIsWaitedFor } from './judge-work.ts'
import { anyServer, catchUp, type Scene } from './scene.ts'
import { asNow } from './sending.ts'
import { type AskedSlot, isReady } from './signing-judge.ts'

/**
 * What must be so. `step`: after every step, on what the step touched. `often`: every so many steps and at the end, on
 * everything. `end`: when all servers were started anew and every sender has an answer.
 */
export type Invariant = Readonly<{
  name: string
  when: 'step' | 'often' | 'end'
  /** What is wrong, as a sentence with names and numbers; `null`: nothing. */
  check: (scene: Scene) => Promise<string | null>
}>

const byChronicle =
  (kind: Fault['kind']) =>
  async ({ chronicle }: Scene): Promise<string | null> => {
    const fault = chronicle.faults.find(found => found.kind === kind)
    return fault ? `${fault.at}: ${fault.what}` : null
  }

const statesOf = ({ chronicle }: Scene): readonly Declaration[] =>
  [...chronicle.declarations.values()].flatMap(({ state }) => (state ? [state] : []))

const factsOf =
  ({ chronicle }: Scene) =>
  (id: string) =>
    chronicle.declarations.get(id)?.facts ?? []

/** What a server holds in its cache is what the stored texts fold to, up to the same revision. */
const liveIsReplay = async (scene: Scene): Promise<string | null> => {
  for (const id of scene.touched)
    for (const [number, server] of scene.servers.entries()) {
      if (!server || server.mortal.dead()) continue
      const live = await server.parts.cases.seen(id)
      const replayed = foldRecorded(scene.world, factsOf(scene)(id).slice(0, live.revision + 1))
      if (!isDeepStrictEqual(live.state, replayed))
        return `server ${number} holds ${streamOf(id)}@${live.revision} otherwise than its facts`
    }
  return null
}

const hasName = (declaration: Declaration): boolean => (declaration.form.name ?? '').trim() !== ''
const isGivenUp = ({ work: { standing } }: Declaration): boolean => standing.stages.some(name => name.startsWith('terminated'))

/** A name belongs to one declaration of a unit and year, and it was that one who claimed it last. */
const namesAreOnce = async (scene: Scene): Promise<string | null> => {
  const holders = new Map<string, string>()
  for (const named of statesOf(scene)) {
    if (!hasName(named) || isGivenUp(named)) continue
    const name = registeredName(named.form.name ?? '')
    const stream = registerStream(named.unitId, named.year)
    const place = `${stream}: 「${name}」`
    const other = holders.get(place)
    if (other !== undefined) return `${place} is the name of ${other} and of ${named.id}`
    holders.set(place, named.id)
    const claim = scene.chronicle.registers.get(stream)?.[name]
    if (claim?.declarationId !== named.id) return `${place} of ${named.id} is held by ${claim?.declarationId ?? 'nobody'}`
  }
  return null
}

/**
 * A name that nobody bears is anybody's, except where a claim stands whose declaration has had no fact since: then the claimed fact
 * may still come. Asked of the product as somebody would who opens a new project.
 */
const namesComeFree = async (scene: Scene): Promise<string | null> => {
  const { store, world } = (await anyServer(scene)).receiving
  const borne = new Set(
    statesOf(scene)
      .filter(state => hasName(state) && !isGivenUp(state))
      .map(state => `${registerStream(state.unitId, state.year)} ${registeredName(state.form.name ?? '')}`),
  )
  for (const [stream, register] of scene.chronicle.registers) {
    const [, unitId = '', year = ''] = /^register-(.*)-(\d+)$/.exec(stream) ?? []
    for (const [name, { declarationId, after }] of Object.entries(register)) {
      const isExpected = factsOf(scene)(declarationId).length - 1 === after
      const isTaken = (await findTaken({ store, world }, unitId, Number(year), [{ declarationId: 'new', name }])) !== null
      if (isTaken !== (isExpected || borne.has(`${stream} ${name}`)))
        return `${stream}: 「${name}」, claimed by ${declarationId}, is ${isTaken ? 'taken' : 'free'}`
    }
  }
  return null
}

const acknowledgedIsStored = async (scene: Scene): Promise<string | null> => {
  for (const { told } of scene.intakes)
    if (told !== 'unknown' && told.outcome === 'opened')
      for (const { id } of told.declarations) if (factsOf(scene)(id).length === 0) return `${id} was opened and is not in the log`
  return scene.ledger.check(factsOf(scene))
}

/** The log is read again from its beginning: what was in it is in it, at its place, and nothing came in between. */
const nothingChanges = async (scene: Scene): Promise<string | null> => {
  const { seen } = scene.chronicle
  let place = 0
  for await (const page of feedPages(scene.log))
    for (const recorded of page) {
      if (place >= seen.length) return null
      if (!isDeepStrictEqual(seen[place], recorded)) return `fact ${place} of the log is not what it was`
      place += 1
    }
  return place < seen.length ? `the log had ${seen.length} facts and has ${place}` : null
}

const wholeLogVerifies = async ({ log }: Scene): Promise<string | null> => {
  const { breaks, complete } = await verifyLog(feedPages(log), sm3)
  const [first] = breaks
  return first ? `${first.stream}@${first.revision}: ${first.reason}` : complete ? null : 'the log cannot be read to its end'
}

const rebuiltIsIncremental = async (scene: Scene): Promise<string | null> => {
  const { log, world, makings } = scene
  const built = await openReadModels({ store: log, world, directory: null, projections: makings.projections })
  try {
    await built.caughtUp
    for (const [number, server] of scene.servers.entries()) {
      if (!server) continue
      const late = await catchUp(scene, server)
      if (late !== null) return `server ${number}: ${late}`
      const [kept, anew] = [tablesOf(server.models.db()), tablesOf(built.db())]
      const table = Object.keys(anew).find(name => !isDeepStrictEqual(kept[name], anew[name]))
      if (table !== undefined)
        return `server ${number}: ${table} is not what it is when built from the log${firstDifference(kept[table], anew[table])}`
      if ((kept['stopped_streams'] ?? []).length > 0) return `server ${number}: stopped at ${kept['stopped_streams']?.[0]}`
    }
  } finally {
    await built.stop()
  }
  return null
}

/** List, totals, audit and tasks against the folded declarations, told without the projections. */
const viewsTellTheFacts = async (scene: Scene): Promise<string | null> => {
  const states = statesOf(scene)
  for (const [number, server] of scene.servers.entries()) {
    if (!server) continue
    const late = await catchUp(scene, server)
    const wrong = late ?? listWrong(scene, server.models.db(), states) ?? rowsWrong(scene, server.models.db(), states)
    if (wrong !== null) return `server ${number}: ${wrong}`
  }
  return null
}

type Tables = Parameters<typeof listDeclarations>[0]

const listWrong = (scene: Scene, db: Tables, states: readonly Declaration[]): string | null => {
  const { items } = listDeclarations(db, { limit: 500 })
  if (items.length !== states.length) return `${items.length} of ${states.length} declarations are listed`
  for (const state of states) {
    const { stages, name, annualRequest, indicators, revision, unitId } = items.find(({ id }) => id === state.id) ?? {}
    const listed = [stages, name, annualRequest, indicators, revision, unitId]
    const { form, work } = state
    const told = [work.standing.stages, form.name, form.funds.annualRequest, form.indicators.length]
    if (!isDeepStrictEqual(listed, [...told, factsOf(scene)(state.id).length - 1, state.unitId]))
      return `${state.id} is listed as ${String(listed)}`
  }
  const asking = states.filter(state => !items.some(({ id, ending }) => id === state.id && ending === 'discarded'))
  const sum = sumFen(asking.map(({ form }) => form.funds.annualRequest ?? 0n))
  for (const by of totalsBy) {
    const { total, rows } = sumTotals(db, { by })
    if (total.count !== asking.length || total.annualRequest !== sum)
      return `totals by ${by}: ${total.annualRequest} for ${sum} fen`
    if (sumFen(rows.map(row => row.annualRequest)) !== sum) return `totals by ${by}: the rows do not add up to ${sum} fen`
  }
  return null
}

const rowsWrong = (scene: Scene, db: Tables, states: readonly Declaration[]): string | null => {
  const audited = db.prepare('select declaration_id as id, count(*) as rows from audit group by 1').all()
  const waiting = db.prepare('select declaration_id as id, stage from tasks group by 1, 2').all()
  for (const { id, route: pin, work } of states) {
    const changes = factsOf(scene)(id).reduce((sum, fact) => sum + changesOf(eventOf(fact)).length, 0)
    const rows = Number(audited.find(row => row['id'] === id)?.['rows'] ?? 0)
    if (rows !== changes) return `${id}: ${rows} audit rows for ${changes} changes`
    const { route } = scene.world.route(pin)
    const open = work.standing.stages.filter(name => isWaiting(stageNamed(route, name)))
    const told = waiting.filter(row => row['id'] === id).map(row => String(row['stage']))
    if (open.toSorted().join() !== told.toSorted().join())
      return `${id} waits at ${open.join(' + ')}, tasks say ${told.join(' + ')}`
    const wrong = signersWrong(scene, db, id)
    if (wrong !== null) return wrong
  }
  return null
}

/** What is done in a stage is due with it, an answer to a 整改 on its own day; whoever has both has until the earlier one. */
const dueOf = ({ rectifications }: Declaration, commands: readonly string[], ofStage: string | null): string | null => {
  const isOfStage = commands.some(command => !isRectificationCommand(command))
  const answers = commands.includes('answer-rectification') ? rectifications.filter(awaitsAnswer) : []
  const days = [...(isOfStage && ofStage !== null ? [ofStage] : []), ...answers.map(({ dueOn }) => dueOn)]
  return days.toSorted()[0] ?? null
}

/** Whoever the facts say can sign now has the task to, and nobody else has; until the day the facts say. */
const signersWrong = ({ chronicle, world }: Scene, db: Tables, id: string): string | null => {
  const { state, asked = new Map(), due = new Map() } = chronicle.declarations.get(id) ?? {}
  if (!state) return null
  const tasks = db
    .prepare('select stage, role, organisation, officer, commands, due_on from tasks where declaration_id = ?')
    .all(id)
  for (const [name, slots] of asked) {
    const stage = stageNamed(world.route(state.route).route, name)
    const [command] = Object.entries(stage.moves ?? {}).find(([, { kind }]) => kind === 'pass') ?? []
    const organisations: Readonly<Record<string, string>> = { unit: state.unitId, department: state.departmentId, any: '*' }
    const ready: readonly Seat[] = slots
      .filter((slot: AskedSlot) => isReady(slots, slot))
      .flatMap(({ officer, seats }: AskedSlot) => (officer === null ? seats : [{ officer }]))
    const wanted = ready.map(seat => ('officer' in seat ? seat.officer : `${seat.role} ${organisations[seat.at]}`))
    const here = tasks.filter(task => task['stage'] === name)
    const told = here
      .filter(({ commands }) => JSON.parse(String(commands)).includes(command))
      .map(({ officer, role, organisation }) => (officer === '' ? `${role} ${organisation}` : String(officer)))
    const [a, b] = [[...new Set(wanted)].toSorted().join(), told.toSorted().join()]
    if (a !== b) return `${id}: ${name} waits for ${a}, tasks say ${b}`
    const dueOn = due.get(name)?.dueOn ?? null
    const late = here.find(task => task['due_on'] !== dueOf(state, JSON.parse(String(task['commands'])), dueOn))
    if (late) return `${id}: ${name} is due ${dueOn}, tasks say ${late['due_on']}`
  }
  return null
}

const isWaiting = (stage: Parameters<typeof commandsOf>[0]): boolean =>
  stage.ends !== true && commandsOf(stage).some(command => seatsOf(stage, command).length > 0)

/**
 * A case stands in one stage, and perhaps in one beside it; where signatures are asked for, somebody can give one now, or an
 * administrator can assign it.
 */
const somebodyIsWaitedFor = async ({ chronicle, world, touched }: Scene): Promise<string | null> => {
  for (const id of touched) {
    const { state, stages = [], asked } = chronicle.declarations.get(id) ?? {}
    if (!state || !asked) continue
    const open = stages.map(name => stageNamed(world.route(state.route).route, name))
    if (open.filter(({ beside }) => beside === undefined).length !== 1 || open.length > 2)
      return `${id} stands at ${stages.join(' + ')}`
    for (const stage of open) {
      const slots = asked.get(stage.name)
      const wrong = slots ? whoIsWaitedFor(stage, slots) : null
      if (wrong !== null) return `${id}: ${wrong}`
    }
  }
  return null
}

/** After the last sweep, on a working day, nothing is due any more without a word about it. */
const deadlinesAreSettled = async ({ chronicle, clock }: Scene): Promise<string | null> => {
  const today = clock.today()
  if (!worksOn(today)) return `the last sweep was on a rest day, ${today}`
  for (const [id, { due }] of chronicle.declarations)
    for (const [stage, { dueOn, lapsed }] of due)
      if (dueOn !== null && dueOn < today && !lapsed)
        return `${id}: ${stage} was due ${dueOn}, and on ${today} nothing is said about it`
  return null
}

/** A server that starts finishes what others left; then nothing is open until the next intake comes. */
const intakesAreClosed = async ({ chronicle, rested }: Scene): Promise<string | null> => {
  if (!rested) return null
  for (const [stream, types] of chronicle.intakes) {
    const ends = types.filter(type => type === 'intake-finished' || type === 'intake-refused')
    if (ends.length !== 1) return `${stream} has ${ends.length} ends`
  }
  return null
}

const everybodyHasAnAnswer = async (scene: Scene): Promise<string | null> => {
  const serving = scene.ledger.sent.filter(({ request }) => asNow(scene, request) !== null)
  const open = serving.filter(({ told }) => told === 'unknown').length
  return open === 0 ? null : `${open} commands never got an answer`
}

/** In the order in which they are asked. */
export const invariants: readonly Invariant[] = [
  { name: 'answers are true', when: 'step', check: async ({ wrong }) => wrong[0] ?? null },
  { name: 'no fact outside the table of legal moves', when: 'step', check: byChronicle('outside-the-table') },
  { name: 'nobody acts without the chair', when: 'step', check: byChronicle('without-the-chair') },
  { name: 'nobody decides on their own work', when: 'step', check: byChronicle('own-work') },
  { name: 'who signs is asked, and the signatures suffice', when: 'step', check: byChronicle('signing') },
  { name: 'deadlines are the working days of the route', when: 'step', check: byChronicle('deadlines') },
  { name: 'somebody is waited for', when: 'step', check: somebodyIsWaitedFor },
  { name: 'recorded sums are the sums of their lines', when: 'step', check: byChronicle('sums') },
  {
    name: 'the chains hold',
    when: 'step',
    check: async ({ verification }) => verification.result().breaks[0]?.reason ?? null,
  },
  { name: 'live equals replayed', when: 'step', check: liveIsReplay },
  { name: 'a name belongs to one declaration', when: 'step', check: namesAreOnce },
  { name: 'acknowledged is stored, once', when: 'often', check: acknowledgedIsStored },
  { name: 'what is recorded stays', when: 'often', check: nothingChanges },
  { name: 'the whole log verifies', when: 'often', check: wholeLogVerifies },
  { name: 'views tell the facts', when: 'often', check: viewsTellTheFacts },
  { name: 'rebuilt equals incremental', when: 'often', check: rebuiltIsIncremental },
  { name: 'every intake is closed', when: 'step', check: intakesAreClosed },
  { name: 'a name given up comes free', when: 'often', check: namesComeFree },
  { name: 'every due deadline is settled', when: 'end', check: deadlinesAreSettled },
  { name: 'everybody has an answer', when: 'end', check: everybodyHasAnAnswer },
]

const firstDifference = (kept: readonly string[] = [], anew: readonly string[] = []): string => {
  const missing = anew.find(line => !kept.includes(line))
  const tooMuch = kept.find(line => !anew.includes(line))
  return `: ${tooMuch ?? 'nothing'} for ${missing ?? 'nothing'}`
}
