import type { CommandType, DeclarationCommand } from '../../packages/declaration/src/commands.ts'
import { commandTitles } from '../../packages/declaration/src/commands.ts'
import { entitlementOf } from '../../packages/declaration/src/may.ts'
import type { Principal } from '../../packages/declaration/src/principal.ts'
import { rectificationCommands } from '../../packages/declaration/src/rectification-commands.ts'
import { isRectifiable } from '../../packages/declaration/src/rectification-offices.ts'
import type { Declaration } from '../../packages/declaration/src/state.ts'
import { type Directory, type Officer, servingOfficer, servingOfficers } from '../../packages/directory/src/directory.ts'
import { LogFault } from '../../packages/event-store/src/port.ts'
import type { CommandRequest, Handled } from '../../packages/handler/src/handle-command.ts'
import { properCommand } from '../../packages/testkit/src/proper-command.ts'
import { anyFile } from '../../packages/testkit/src/scenario.ts'
import { commandsOf } from '../../packages/workflow/src/may.ts'
import { type Route, stageNamed, type VerbName, verbNames } from '../../packages/workflow/src/route.ts'
import { deputiesFor, principalOf } from './organisation.ts'
import { newKey, readOn, type Scene } from './scene.ts'
import type { Server } from './server.ts'

const allTypes = Object.keys(commandTitles) as readonly CommandType[]

/** What carries a declaration on; without a liking for it, drafts would go back and forth for ever. */
const ahead: ReadonlySet<string> = new Set([
  'submit',
  'approve',
  'review',
  'close-year',
  'record-result',
  'submit-evaluation',
  'confirm-evaluation',
  'publish',
  'archive',
  'reopen',
])

/** Names that many want: a register is about them. */
export const wantedNames = ['社会保险经办窗口服务费', '信息系统运行维护费', '职业技能培训补贴', '劳动监察专项', '档案数字化项目']

/** A declaration that exists, mostly the one in focus; the focus moves on when it has ended, and now and then by itself. */
export const someDeclaration = (scene: Scene): Declaration | null => {
  const { random, chronicle, world } = scene
  const states = [...chronicle.declarations.values()].flatMap(({ state }) => (state ? [state] : []))
  if (states.length === 0) return null
  const focus = states.find(({ id }) => id === scene.focus)
  const isOver = focus?.work.standing.stages.some(name => stageNamed(world.route(focus.route).route, name).ends === true) ?? true
  const next = isOver || random.chance(3) ? random.pick(states) : (focus ?? random.pick(states))
  scene.focus = next.id
  return random.chance(75) ? next : random.pick(states)
}

/** Somebody sends something that is open to them as the case stands. `null` where nobody can. */
export const properRequest = (scene: Scene, declaration: Declaration): CommandRequest | null => {
  const { random } = scene
  const types = openTypes(scene, declaration)
  const on = types.filter(type => ahead.has(type))
  const type = random.chance(6)
    ? 'withdraw'
    : random.pick(random.chance(70) && on.length > 0 ? on : [...types, 'withdraw' as const])
  const among = entitled(scene, declaration, type)
  return among.length === 0 ? null : requestOf(scene, declaration, type, asSomebody(scene, random.pick(among)))
}

/** Who may send the type to the declaration as it stands. */
const entitled = ({ world, chronicle }: Scene, declaration: Declaration, type: CommandType): readonly Officer[] =>
  servingOfficers(chronicle.directory()).filter(
    officer => entitlementOf(world, principalOf(officer), type, declaration).kind === 'here',
  )

/** How often each verb is used, beside the others; what ends a case ends it seldom. */
const verbWeights: Readonly<Record<VerbName, number>> = {
  ...{ object: 12, 'add-signer': 5, 'remove-signer': 4, transfer: 7, delegate: 4, 'answer-delegation': 4, claim: 6, release: 4 },
  ...{ 'take-back': 6, urge: 2, copy: 2, 'mark-read': 2, consult: 2, 'answer-consultation': 3, comment: 3, 'answer-comment': 6 },
  ...{ 'confirm-comment': 2, cancel: 1, jump: 3, terminate: 1 },
}
const drawnVerbs = verbNames.flatMap(name => Array.from({ length: verbWeights[name] }, () => name))

/** Somebody who may uses a verb on open work. */
export const verbRequest = (scene: Scene, declaration: Declaration): CommandRequest | null => {
  const type = scene.random.pick(drawnVerbs)
  const among = entitled(scene, declaration, type)
  return among.length === 0 ? null : requestOf(scene, declaration, type, asSomebody(scene, scene.random.pick(among)))
}

/** Anybody sends anything, half of the time something that is open to somebody else. */
export const wildRequest = (scene: Scene, declaration: Declaration): CommandRequest => {
  const { random, chronicle } = scene
  const officers = servingOfficers(chronicle.directory())
  const near = officers.filter(({ organisationId }) => [declaration.unitId, declaration.departmentId].includes(organisationId))
  const officer = random.pick(random.chance(60) && near.length > 0 ? near : officers)
  const open = openTypes(scene, declaration)
  const type = random.pick(random.chance(50) && open.length > 0 ? open : allTypes)
  return requestOf(scene, declaration, type, asSomebody(scene, officer))
}

const openTypes = ({ world }: Scene, { route: pin, work }: Declaration): readonly CommandType[] => {
  const { route } = world.route(pin)
  const ofStages = work.standing.stages.flatMap(name => commandsOf(stageNamed(route, name)))
  const names = isRectifiable(route, work) ? [...ofStages, ...rectificationCommands] : ofStages
  return [...new Set(names)].filter((name): name is CommandType => Object.hasOwn(commandTitles, name))
}

/** Half of the time a deputy acts, where there is one. */
const asSomebody = ({ random, chronicle, clock }: Scene, officer: Officer): Principal => {
  const deputies = deputiesFor(chronicle.directory(), officer, clock.today())
  return deputies.length > 0 && random.chance(50) ? random.pick(deputies) : principalOf(officer)
}

/** The request as its sender may send it today: on the chairs of today. `null` for who serves no more or stands in for nobody any more. */
export const asNow = ({ chronicle, clock }: Scene, request: CommandRequest): CommandRequest | null => {
  const { officerId, onBehalfOf } = request.principal
  const directory = chronicle.directory()
  const officer = servingOfficer(directory, onBehalfOf ?? officerId)
  if (!officer) return null
  const principal =
    onBehalfOf === null
      ? principalOf(officer)
      : deputiesFor(directory, officer, clock.today()).find(deputy => deputy.officerId === officerId)
  return principal ? { ...request, principal } : null
}

const requestOf = (scene: Scene, declaration: Declaration, type: CommandType, principal: Principal): CommandRequest => {
  const route = scene.world.route(declaration.route).route
  const facts = scene.chronicle.declarations.get(declaration.id)?.facts ?? []
  return {
    declarationId: declaration.id,
    command: bodyOf(scene, type, declaration, route),
    commandId: newKey(scene),
    expected: facts.length - 1,
    principal,
    files: anyFile,
  }
}

const bodyOf = (
  { random, swarm, chronicle }: Scene,
  type: CommandType,
  declaration: Declaration,
  route: Route,
): DeclarationCommand => {
  const proper = properCommand(type, declaration, random.below(1000), route, staffOf(chronicle.directory()))
  // Half of the time to anybody, whoever that is to the case.
  if ('officer' in proper && random.chance(50)) return { ...proper, officer: random.pick(staffOf(chronicle.directory())) }
  const isDrafting = declaration.work.standing.stages.includes(route.begins)
  if (type !== 'revise' || !isDrafting) return proper
  if (swarm.renaming && random.chance(45)) return { type, changes: [{ field: 'name', to: random.pick(wantedNames) }] }
  if (random.chance(75)) return proper
  const yuan = `${1 + random.below(900)}.50`
  const changes = [
    { field: 'funds.annualRequest' as const, to: yuan },
    { field: 'funds.currentYearAppropriation' as const, to: random.chance(85) ? yuan : '1.00' },
    { field: 'funds.carryover' as const, to: null },
  ]
  return { type, changes }
}

const staffOf = (directory: Directory): readonly string[] => servingOfficers(directory).map(({ officerId }) => officerId)

/** The same request as somebody sends it who saw another revision. */
export const atOtherRevision = ({ random }: Scene, request: CommandRequest): CommandRequest => ({
  ...request,
  expected: request.expected + random.pick([-6, -3, -2, -1, -1, 1, 5]),
})

/** Waits for the answer of a server; there is none when the log left it open, or when it died over it. */
export const answerOf = async <Answer>(server: Server, work: Promise<Answer>): Promise<Answer | 'unknown'> => {
  const answered = work.catch((error: unknown): 'unknown' => {
    if (error instanceof LogFault) return 'unknown'
    throw error
  })
  return Promise.race([answered, server.mortal.death.then((): 'unknown' => 'unknown')])
}

export type Errand = Readonly<{ server: Server; request: CommandRequest }>

/** Sends all of them at once, and notes each answer when all have one. */
export const sendAll = async (scene: Scene, errands: readonly Errand[]): Promise<readonly (Handled | 'unknown')[]> => {
  const answers = await Promise.all(
    errands.map(({ server, request }) => answerOf(server, scene.makings.handle(server.parts, request))),
  )
  await readOn(scene)
  for (const [place, { request }] of errands.entries()) {
    scene.touched.add(request.declarationId)
    const facts = scene.chronicle.declarations.get(request.declarationId)?.facts ?? []
    const wrong = scene.ledger.note(request, answers[place] ?? 'unknown', facts)
    if (wrong !== null) scene.wrong.push(wrong)
  }
  return answers
}

/** One sending as a line that a person can read. */
export const lineOf = (scene: Scene, { server, request }: Errand, answer: Handled | 'unknown'): string => {
  const { principal, command, expected, declarationId, dryRun } = request
  const who = principal.onBehalfOf === null ? principal.officerId : `${principal.officerId} for ${principal.onBehalfOf}`
  const place = [...scene.chronicle.declarations.keys()].indexOf(declarationId)
  const told =
    answer === 'unknown'
      ? 'no answer'
      : answer.outcome === 'refused'
        ? `${answer.why} ${answer.because.code}`
        : `${answer.outcome} ${answer.facts.join(' ')}${'repeated' in answer && answer.repeated ? ' (repeated)' : ''}`
  const number = scene.servers.indexOf(server)
  return `server ${number}: ${who} ${dryRun ? 'tries' : 'sends'} ${command.type} to #${place}@${expected} → ${told}`
}
