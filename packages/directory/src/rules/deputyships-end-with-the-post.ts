import type { Day } from '@shenbao/kernel/dates.ts'
import type { Deputyship, Directory, Officer } from '../directory.ts'
import { DeputyEnded, type DirectoryEvent } from '../events.ts'

type Post = Pick<Officer, 'organisationId' | 'roles'>
type Change = Readonly<{ reason: string; today: Day }>

/** Whoever leaves takes back what they passed on, and lays down what they took over. What was over before `today` is left alone. */
export const deputyshipsEndWithTheOfficer = (
  directory: Directory,
  officerId: string,
  { reason, today }: Change,
): readonly DirectoryEvent[] =>
  openOf(directory, officerId, today).map(({ deputyshipId, principalId }) =>
    DeputyEnded.of({ deputyshipId, reason: `${principalId === officerId ? '被代理人' : '代理人'}解除：${reason}` }),
  )

/**
 * A deputy was trusted with the post as it was. So with another organisation all ends; within the organisation only what was passed on
 * in a role that goes, or in all roles whatever they are: nobody trusted the deputy with the new ones.
 */
export const deputyshipsEndWithThePost = (
  directory: Directory,
  officer: Officer,
  next: Post,
  { reason, today }: Change,
): readonly DirectoryEvent[] => {
  const moves = officer.organisationId !== next.organisationId
  return openOf(directory, officer.officerId, today)
    .filter(({ principalId, roles }) => {
      if (moves) return true
      return principalId === officer.officerId && !roles?.every(role => next.roles.includes(role))
    })
    .map(({ deputyshipId, principalId }) =>
      DeputyEnded.of({ deputyshipId, reason: `${principalId === officer.officerId ? '被代理人' : '代理人'}调岗：${reason}` }),
    )
}

const openOf = (directory: Directory, officerId: string, today: Day): readonly Deputyship[] =>
  Object.values(directory.deputyships).filter(
    ({ principalId, deputyId, ended, until }) =>
      ended === null && (principalId === officerId || deputyId === officerId) && until >= today,
  )
