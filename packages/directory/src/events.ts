import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { z } from 'zod'
import { type Role, roles } from './role.ts'

/**
 * The facts of the directory, all in the stream `directory`. Stored shapes: any change is a new version with a step in
 * `upcasts.ts`. No facts about persons beyond the account and the name that the organisation itself enters; passwords are no facts
 * and are never here.
 */
const Id = z.string().min(1).max(64)
const Roles = z.array(z.enum(roles as readonly [Role, ...Role[]])).min(1)

export const organisationKinds = ['unit', 'department'] as const

export const OrganisationFounded = defineEvent(
  'organisation-founded',
  1,
  /** A `department` (主管部门) stands above `unit`s (实施单位); `parentId` is `null` for the topmost. */
  z.strictObject({ organisationId: Id, name: z.string().min(1), kind: z.enum(organisationKinds), parentId: Id.nullable() }),
)
export const OfficerAppointed = defineEvent(
  'officer-appointed',
  2,
  z.strictObject({
    officerId: Id,
    account: z.string().min(1),
    name: z.string().min(1),
    organisationId: Id,
    roles: Roles,
  }),
)
export const OfficerDismissed = defineEvent('officer-dismissed', 1, z.strictObject({ officerId: Id, reason: z.string().min(1) }))

/** 调岗: from now on in this organisation with these roles, all of them. */
export const OfficerReassigned = defineEvent(
  'officer-reassigned',
  2,
  z.strictObject({ officerId: Id, organisationId: Id, roles: Roles, reason: z.string().min(1) }),
)
export const OfficerRenamed = defineEvent(
  'officer-renamed',
  1,
  z.strictObject({ officerId: Id, name: z.string().min(1), reason: z.string().min(1) }),
)
/** 代理: from the first day to the last, both counted. `roles` are those of the principal that the deputy acts in, `null` for all. */
export const DeputyAppointed = defineEvent(
  'deputy-appointed',
  2,
  z.strictObject({
    deputyshipId: Id,
    principalId: Id,
    deputyId: Id,
    from: z.iso.date(),
    until: z.iso.date(),
    roles: Roles.nullable(),
    reason: z.string().min(1),
  }),
)
/** A deputyship that ends before its last day. One whose last day has passed ends by itself, without a fact. */
export const DeputyEnded = defineEvent('deputy-ended', 1, z.strictObject({ deputyshipId: Id, reason: z.string().min(1) }))

/**
 * 放假安排: the notice of a year, or a changed one, which replaces what was known of that year. Deadlines that are set already keep
 * their day. Shape and meaning as in `calendar-year.ts`; what makes a notice impossible is asked before it is recorded.
 */
export const CalendarYearAnnounced = defineEvent(
  'calendar-year-announced',
  1,
  z.strictObject({
    year: z.int(),
    basis: z.strictObject({ title: z.string().min(1), number: z.string().min(1).nullable(), issuedOn: z.iso.date() }),
    holidays: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          from: z.iso.date(),
          to: z.iso.date(),
          working: z.array(z.iso.date()),
        }),
      )
      .min(1),
  }),
)

export const directoryEvents = [
  OrganisationFounded,
  OfficerAppointed,
  OfficerDismissed,
  OfficerReassigned,
  OfficerRenamed,
  DeputyAppointed,
  DeputyEnded,
  CalendarYearAnnounced,
] as const
export type DirectoryEvent = EventOf<(typeof directoryEvents)[number]>
