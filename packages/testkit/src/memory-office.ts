import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { Asked } from '@shenbao/declaration/decide.ts'
import type { Principal } from '@shenbao/declaration/principal.ts'
import { foldRecorded, streamOf } from '@shenbao/declaration/recorded.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { memoryEventStore } from '@shenbao/event-store/memory.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import type { Form } from '@shenbao/form/form.ts'
import { type Handled, type HandlerParts, handleCommand } from '@shenbao/handler/handle-command.ts'
import { type Intake, type IntakeParts, takeIn } from '@shenbao/handler/intake.ts'
import { openCases } from '@shenbao/handler/open-cases.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'
import { DEPARTMENT, officerIdOf, UNIT } from './accounts.ts'
import { everyDay, peopleWith } from './around.ts'
import { type FixedClock, fixedClock } from './fixed-clock.ts'
import { sampleForm } from './sample-form.ts'
import { type By, principalBy } from './scenario.ts'
import { policyPin, routePin, world as shippedWorld } from './world.ts'

export type Sending = Readonly<{ commandId?: string; expected?: number; dryRun?: boolean }>

/** A whole office: log, world, open cases and the handler over them, with fixed clock and ids. */
export type Office = Readonly<{
  store: EventStore
  clock: FixedClock
  parts: HandlerParts & IntakeParts
  /** Takes forms in for the unit; by itself one sample form. */
  receive: (forms?: readonly Form[], intakeId?: string) => Promise<Intake>
  /** Opens one declaration and gives its id. */
  open: (form?: Form) => Promise<string>
  /** Sends a command, by itself against the newest revision and under a key of its own. */
  send: (by: By, declarationId: string, command: DeclarationCommand, sending?: Sending) => Promise<Handled>
  /** The declaration folded anew from the log, past every cache. */
  refolded: (declarationId: string) => Promise<Declaration>
}>

/** The `ordinal`-th intake id: UUIDs version 7 in order. */
export const intakeIdOf = (ordinal: number): string => `019b0000-0000-7000-9000-${String(ordinal).padStart(12, '0')}`

/** What may differ from the shipped office: another route, another calendar. */
export type OtherWays = Partial<Pick<HandlerParts & IntakeParts, 'world' | 'route'> & Pick<Asked, 'days'>>

export const memoryOffice = (
  store: EventStore = memoryEventStore(),
  clock: FixedClock = fixedClock(),
  { world = shippedWorld, route = routePin, days = everyDay }: OtherWays = {},
): Office => {
  /** Officers who only tests know, on chairs of their own. */
  const asking: Principal[] = []
  const parts: Office['parts'] = {
    store,
    digest: sm3,
    now: clock.now,
    world,
    cases: openCases(store, world),
    around: async () => ({ people: peopleWith(...asking), days }),
    route,
    policy: policyPin,
  }
  let intakes = 0
  let sent = 0
  const receive: Office['receive'] = (forms = [sampleForm()], intakeId) => {
    intakes += 1
    return takeIn(parts, {
      intakeId: intakeId ?? intakeIdOf(intakes),
      unitId: UNIT,
      departmentId: DEPARTMENT,
      source: { kind: 'import', fileName: null, fileDigest: sm3('file') },
      forms: forms.map(form => ({ year: form.year ?? 2026, form })),
      actor: officerIdOf('drafter'),
    })
  }
  return {
    store,
    clock,
    parts,
    receive,
    open: async form => {
      const intake = await receive(form ? [form] : undefined)
      const [opened] = intake.outcome === 'opened' ? intake.declarations : []
      if (!opened) throw new TypeError(`not opened: ${intake.outcome === 'refused' ? intake.because.detail : ''}`)
      return opened.id
    },
    send: async (by, declarationId, command, { commandId, expected, dryRun = false } = {}) => {
      sent += 1
      if (typeof by !== 'string') asking.push(by)
      const seen = expected ?? (await parts.cases.refresh(declarationId)).revision
      return handleCommand(parts, {
        declarationId,
        command,
        commandId: commandId ?? derivedId(sm3, 'key', sent),
        expected: seen,
        principal: principalBy(by),
        dryRun,
      })
    },
    refolded: async declarationId => {
      const facts = await store.read(streamOf(declarationId))
      const declaration = foldRecorded(
        world,
        facts.map(({ fact }) => fact),
      )
      if (!declaration) throw new TypeError(`no declaration ${declarationId}`)
      return declaration
    },
  }
}
