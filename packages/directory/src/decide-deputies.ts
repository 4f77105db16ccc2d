import type { Day } from '@shenbao/kernel/dates.ts'
import { accept, type Decision, reject } from '@shenbao/kernel/decider.ts'
import type { AppointDeputy, DeputyCommand, EndDeputy } from './commands.ts'
import { type Directory, deputyshipOf, officerOf, servingOfficer } from './directory.ts'
import { DeputyAppointed, DeputyEnded, type DirectoryEvent } from './events.ts'
import { aDeputyPassesNothingOn } from './rules/a-deputy-passes-nothing-on.ts'
import { aDeputyServesBesideThePrincipal } from './rules/a-deputy-serves-beside-the-principal.ts'
import { aDeputyshipIsDated } from './rules/a-deputyship-is-dated.ts'
import { deputyshipsDoNotOverlap } from './rules/deputyships-do-not-overlap.ts'
import { nobodyDeputisesForThemselves } from './rules/nobody-deputises-for-themselves.ts'
import { onlyThePrincipalOrAnAdministratorSettlesADeputy } from './rules/only-the-principal-or-an-administrator-settles-a-deputy.ts'

/**
 * Decides a command about deputies (代理) by `actor`, an officer id, on the business day `today`. Refused codes: `not-principal`
 * `own-deputy` `officer-unknown` `deputy-elsewhere` `role-missing` `role-not-held` `period-malformed` `period-past` `period-too-long`
 * `deputyships-overlap` `deputyship-exists` `deputyship-unknown` `reason-missing`.
 */
export const decideDeputies = (
  command: DeputyCommand,
  directory: Directory,
  actor: string,
  today: Day,
): Decision<DirectoryEvent> => {
  switch (command.type) {
    case 'appoint-deputy':
      return appoint(command, directory, actor, today)
    case 'end-deputy':
      return end(command, directory, actor, today)
  }
}

const appoint = (command: AppointDeputy, directory: Directory, actor: string, today: Day): Decision<DirectoryEvent> => {
  const { deputyshipId, principalId, deputyId, from, until } = command
  const scope = command.roles && [...new Set(command.roles)]
  const reason = command.reason.trim()
  const principal = officerOf(directory, principalId)
  const refused =
    onlyThePrincipalOrAnAdministratorSettlesADeputy(servingOfficer(directory, actor), principalId) ??
    nobodyDeputisesForThemselves(command, actor) ??
    aDeputyServesBesideThePrincipal(principal, officerOf(directory, deputyId)) ??
    (principal && aDeputyPassesNothingOn(principal, scope)) ??
    aDeputyshipIsDated(command, today) ??
    deputyshipsDoNotOverlap(directory, { principalId, from, until, roles: scope })
  if (refused) return reject(refused)
  if (reason === '') return reject({ code: 'reason-missing', detail: '请填写代理的理由，如休假、出差。' })
  if (deputyshipOf(directory, deputyshipId))
    return reject({ code: 'deputyship-exists', detail: '这次代理已经设立过。请重新提交一次。' })
  return accept(DeputyAppointed.of({ deputyshipId, principalId, deputyId, from, until, roles: scope, reason }))
}

/** The deputy does not end it: a task taken over is given back by whoever gave it. One that is over needs no end. */
const end = (
  { deputyshipId, ...command }: EndDeputy,
  directory: Directory,
  actor: string,
  today: Day,
): Decision<DirectoryEvent> => {
  const reason = command.reason.trim()
  const deputyship = deputyshipOf(directory, deputyshipId)
  if (!deputyship || deputyship.ended !== null || deputyship.until < today)
    return reject({ code: 'deputyship-unknown', detail: '没有这次代理，或已经结束。请刷新后再看。' })
  const refused = onlyThePrincipalOrAnAdministratorSettlesADeputy(servingOfficer(directory, actor), deputyship.principalId)
  if (refused) return reject(refused)
  if (reason === '') return reject({ code: 'reason-missing', detail: '请填写终止代理的理由。' })
  return accept(DeputyEnded.of({ deputyshipId, reason }))
}
