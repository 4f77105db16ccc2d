import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { z } from 'zod'
import { type Role, roles } from './role.ts'

/**
 * The facts of the directory, all in the stream `directory`. Stored shapes: any change is a new version with a step in
 * `upcasts.ts`. No facts about persons beyond the account and the name that the organisation itself enters; passwords are no facts
 * and are never here.
 */
const Id = z.string().min(1).max(64)

export const organisationKinds = ['unit', 'department'] as const

export const OrganisationFounded = defineEvent(
  'organisation-founded',
  1,
  /** A `department` (主管部门) stands above `unit`s (实施单位); `parentId` is `null` for the topmost. */
  z.strictObject({ organisationId: Id, name: z.string().min(1), kind: z.enum(organisationKinds), parentId: Id.nullable() }),
)
export const OfficerAppointed = defineEvent(
  'officer-appointed',
  1,
  z.strictObject({
    officerId: Id,
    account: z.string().min(1),
    name: z.string().min(1),
    organisationId: Id,
    roles: z.array(z.enum(roles as readonly [Role, ...Role[]])).min(1),
  }),
)
export const OfficerDismissed = defineEvent('officer-dismissed', 1, z.strictObject({ officerId: Id, reason: z.string().min(1) }))

export const directoryEvents = [OrganisationFounded, OfficerAppointed, OfficerDismissed] as const
export type DirectoryEvent = EventOf<(typeof directoryEvents)[number]>
