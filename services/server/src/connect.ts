import type { ServerResponse } from 'node:http'
import type { AttachmentStore } from '@shenbao/attachments/attachment-store.ts'
import type { DigestName } from '@shenbao/audit/log-begun.ts'
import type { SigningKey } from '@shenbao/audit/signature.ts'
import { workingDaysOf } from '@shenbao/directory/calendar-of.ts'
import { peopleOf } from '@shenbao/directory/people.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { HandlerParts } from '@shenbao/handler/handle-command.ts'
import { openCases } from '@shenbao/handler/open-cases.ts'
import type { RouteBook } from '@shenbao/handler/route-book.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import { findCommand } from '@shenbao/read-models/queries/find-command.ts'
import type { ReadModels } from '@shenbao/read-models/read-models.ts'
import type { FastifyBaseLogger } from 'fastify'
import { newAppointments } from './appointments.ts'
import { newChangesDesk } from './changes-desk.ts'
import type { Clock } from './clock.ts'
import type { Credentials } from './credentials.ts'
import { newDaysLeft } from './days-left.ts'
import { newDecisions } from './decisions.ts'
import { newDeclarationDesk } from './declaration-desk.ts'
import { newDirectoryDesk } from './directory-desk.ts'
import { newEntitlements } from './entitlements.ts'
import { newHealth } from './health.ts'
import { newInspection } from './inspect.ts'
import { newIntakeDesk } from './intake-desk.ts'
import { newLogCheck } from './log-check.ts'
import { newMemoryDesk } from './memory-desk.ts'
import { newMetrics } from './metrics.ts'
import { newOpenWorkDesk } from './open-work.ts'
import { newPersonnel } from './personnel.ts'
import type { ReadForms } from './read-forms.ts'
import { newRouteDesk } from './route-desk.ts'
import { newSampleDesk } from './sample-desk.ts'
import { newSealing } from './sealing.ts'
import { newSessions } from './sessions.ts'
import { newSetPassword } from './set-password.ts'
import { intakePartsOf, recorderOf, type ShippedWorld } from './shipped.ts'
import { newSignIn } from './sign-in.ts'
import { newSignInThrottle } from './sign-in-throttle.ts'
import { newSignedIn } from './signed-in.ts'
import { newStreamHub } from './stream-hub.ts'
import { newOpenStreams } from './stream-seats.ts'
import { newSweeping } from './sweep.ts'
import type { WebPage } from './web-page.ts'

/** Everything the server needs from outside. Composed in `main.ts`; tests pass a memory log and a clock moved by hand. */
export type Deps = Readonly<{
  store: EventStore
  models: ReadModels
  world: ShippedWorld
  /** The routes published in this log; `world` is theirs. */
  book: RouteBook
  credentials: Credentials
  clock: Clock
  /** The digest that links the log, and its name. */
  digest: Digest
  digestName: DigestName
  /** What seals the log; `null`: it is not sealed. */
  sealKey: SigningKey | null
  digestOfBytes: (bytes: Uint8Array) => string
  /** Where the bytes of evidence are kept. */
  attachments: AttachmentStore
  /** A new UUID version 7. */
  newId: () => string
  readForms: ReadForms
  demonstration: boolean
  /** The address listened on, and where browsers reach it. */
  host: string
  origin: URL | null
  /** The web page as built; `null`: the plain pages only. */
  web: WebPage | null
  /** The operating log, in English; `null` keeps none. */
  logger: FastifyBaseLogger | null
}>

/** The desks behind the routes, each a function of what it needs: a reader can follow every wire. */
export const connect = (deps: Deps) => {
  const { store, models, world, credentials, clock, digest, origin } = deps
  const now = (): number => clock.now().getTime()
  const sessions = newSessions(now)
  const throttle = newSignInThrottle(now)
  const desk = newDirectoryDesk(deps)
  const signedIn = newSignedIn({ sessions, desk, isSecure: origin?.protocol === 'https:' })
  const signIn = newSignIn({ desk, credentials, sessions, throttle })
  const setPassword = newSetPassword({ credentials, sessions, throttle })
  const appointments = newAppointments({ ...deps, desk, setPassword })

  const recorder = recorderOf(deps)
  // A name claimed on the way is no use of the key elsewhere: the command may still have to be recorded.
  const usedElsewhere = (commandId: string): string | null =>
    findCommand(models.db(), commandId).find(({ stream }) => !stream.startsWith('register-'))?.stream ?? null
  const metrics = newMetrics()
  const handled = (outcome: string): void => metrics.count('shenbao_commands_total', outcome)
  const around: HandlerParts['around'] = async () => {
    const directory = await desk.current()
    return { people: organisations => peopleOf(directory, organisations), days: workingDaysOf(directory) }
  }
  const cases = openCases(store, world)
  const declarations = newDeclarationDesk({ ...recorder, world, cases, around, usedElsewhere, directory: desk.current }, handled)
  const openWork = newOpenWorkDesk({ store, models, world, cases, desk, declarations, digest })
  const personnel = newPersonnel({ desk, openWork, sessions })
  const changes = newChangesDesk({ declarations, world })
  const parts = intakePartsOf(recorder, world)
  const samples = newSampleDesk({ ...deps, recorder })
  const routes = newRouteDesk({ ...deps, recorder, desk })
  const intake = newIntakeDesk({ ...deps, parts, routes, desk, declarations })
  const memory = newMemoryDesk({ models, declarations, world })
  const inspection = newInspection({ models, world, policy: parts.policy, lastYear: memory.lastYear })
  const entitlements = newEntitlements({ intake })
  const checkLog = newLogCheck({ store, digest, attachments: deps.attachments, now: clock.now })
  const sealing = newSealing({
    store,
    log: { name: deps.digestName, digest },
    key: deps.sealKey,
    now: recorder.now,
    sealed: outcome => metrics.count('shenbao_seals_total', outcome),
    logger: deps.logger,
  })
  const hub = newStreamHub({ store, models })
  sessions.onEnded(hub.wake)
  const streams = newOpenStreams<ServerResponse>()
  const sweeping = newSweeping({
    parts: { ...recorder, world, cases, around },
    models,
    swept: outcome => metrics.count('shenbao_deadlines_total', outcome),
    logger: deps.logger,
  })
  const health = newHealth({ store, models, sealing, now, streams })
  return {
    metrics,
    desk,
    sessions,
    hub,
    streams,
    signedIn,
    signIn,
    setPassword,
    appointments,
    openWork,
    personnel,
    declarations,
    decisions: newDecisions({ declarations, world, digest }),
    changes,
    samples,
    routes,
    intake,
    inspection,
    memory,
    entitlements,
    checkLog,
    sealing,
    sweeping,
    daysLeft: newDaysLeft({ desk, clock }),
    health,
  }
}

export type Desks = ReturnType<typeof connect>
