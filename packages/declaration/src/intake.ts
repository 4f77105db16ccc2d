import { ContractDeclaration, fromContract, toContract } from '@shenbao/form/contract.ts'
import type { Form } from '@shenbao/form/form.ts'
import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { RoutePin } from '@shenbao/workflow/route.ts'
import { z } from 'zod'
import { PolicyPin } from './events.ts'
import { intakeUpcasts } from './upcasts.ts'

/**
 * An intake (登记): declarations coming in together, from a file or one by one. Recorded whole in a stream of its own before the
 * first declaration is opened, so that an interrupted one can be finished: every id it needs is in these facts.
 */
export const IntakeStarted = defineEvent(
  'intake-started',
  1,
  z.strictObject({
    intakeId: z.uuid(),
    unitId: z.string().min(1),
    departmentId: z.string().min(1),
    count: z.int().positive(),
    /** What its declarations begin on, so that finishing it later, by a newer program, ends the same. */
    route: RoutePin,
    policy: PolicyPin,
    /** Where it came from: a file with the digest of its bytes, a form sent in, or last year's declaration. */
    source: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('import'), fileName: z.string().nullable(), fileDigest: z.string() }),
      z.strictObject({ kind: z.literal('form') }),
      z.strictObject({ kind: z.literal('copy'), from: z.uuid() }),
    ]),
  }),
)
/** One form as it came in, in the published JSON shape; `indicators` keep the ids they get for good. */
export const FormReceived = defineEvent(
  'form-received',
  1,
  z.strictObject({
    ordinal: z.int().min(0),
    declarationId: z.uuid(),
    year: z.int().min(2000).max(2100),
    form: z.record(z.string(), z.json()),
  }),
)
export const IntakeFinished = defineEvent('intake-finished', 1, z.strictObject({ intakeId: z.uuid() }))
/** Somebody registered one of the names at the same moment: nothing of this intake was opened. */
export const IntakeRefused = defineEvent(
  'intake-refused',
  1,
  z.strictObject({ intakeId: z.uuid(), takenNames: z.array(z.string()) }),
)

export const intakeEvents = [IntakeStarted, FormReceived, IntakeFinished, IntakeRefused] as const
export type IntakeEvent = EventOf<(typeof intakeEvents)[number]>
/** How the facts of an intake come back from the log. */
export const intakeReader = readerOf(intakeEvents, intakeUpcasts)

export const intakeStream = (intakeId: string): string => `intake-${intakeId}`

export const receivedForm = (form: Form): EventOf<typeof FormReceived>['data']['form'] =>
  JSON.parse(JSON.stringify(toContract(form)))

/** The form back from an intake's fact, with the ids it was given then. */
export const formOf = (received: EventOf<typeof FormReceived>['data']): Form => {
  const read = ContractDeclaration.parse(received.form)
  return fromContract(read, row => read.indicators[row]?.id ?? `${received.declarationId}-${row}`)
}
