import type { DeputyCommand, DirectoryCommand } from '../../packages/directory/src/commands.ts'
import { type Officer, servingOfficers } from '../../packages/directory/src/directory.ts'
import { newOfficer, someRoles } from './organisation.ts'
import { deskOf, newKey, readOn, type Scene } from './scene.ts'

/** In the middle of the work somebody is appointed, dismissed, moved or given a deputy, through the product's own desk. */
export const changePeople = async (scene: Scene): Promise<string> => {
  const { chronicle, random } = scene
  const serving = servingOfficers(chronicle.directory())
  const administrator = serving.find(({ roles }) => roles.includes('admin'))
  const chosen = random.pick(serving)
  const command = random.chance(35) ? deputy(scene, chosen, serving) : appointOrDismiss(scene, chosen)
  const actor = command.type === 'appoint-deputy' ? chosen : administrator
  const recorded = await deskOf(scene).record(command, actor?.officerId ?? null)
  await readOn(scene)
  return `${command.type} ${chosen.officerId} → ${recorded.accepted ? 'recorded' : recorded.because.code}`
}

const appointOrDismiss = ({ random, chronicle }: Scene, { officerId, roles }: Officer): DirectoryCommand => {
  const directory = chronicle.directory()
  const organisation = random.pick(Object.values(directory.organisations))
  if (random.chance(50))
    return {
      type: 'appoint-officer',
      ...newOfficer(Object.keys(directory.officers).length, organisation.organisationId, someRoles(random, organisation)),
    }
  if (random.chance(50) || roles.includes('admin')) return { type: 'dismiss-officer', officerId, reason: '岗位调整' }
  const { organisationId } = organisation
  return { type: 'reassign-officer', officerId, organisationId, roles: someRoles(random, organisation), reason: '调岗' }
}

const DAY = 24 * 60 * 60 * 1000

const deputy = (scene: Scene, principal: Officer, serving: readonly Officer[]): DeputyCommand => {
  const { random, clock } = scene
  const beside = serving.filter(({ organisationId }) => organisationId === principal.organisationId)
  const until = new Date(Date.parse(clock.today()) + random.below(60) * DAY).toISOString().slice(0, 10)
  return {
    type: 'appoint-deputy',
    deputyshipId: newKey(scene),
    principalId: principal.officerId,
    deputyId: random.pick(beside).officerId,
    from: clock.today(),
    until,
    roles: random.chance(30) ? [random.pick(principal.roles)] : null,
    reason: '休假',
  }
}
