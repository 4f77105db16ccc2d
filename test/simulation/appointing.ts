import type { DirectoryCommand } from '../../packages/directory/src/commands.ts'
import { servingOfficers } from '../../packages/directory/src/directory.ts'
import { newOfficer, someRoles } from './organisation.ts'
import { deskOf, readOn, type Scene } from './scene.ts'

/** Somebody is appointed or dismissed in the middle of the work, by an administrator, through the product's own desk. */
export const appointOrDismiss = async (scene: Scene): Promise<string> => {
  const { random, chronicle } = scene
  const directory = chronicle.directory()
  const serving = servingOfficers(directory)
  const administrator = serving.find(({ roles }) => roles.includes('admin'))
  const organisation = random.pick(Object.values(directory.organisations))
  const command: DirectoryCommand = random.chance(55)
    ? {
        type: 'appoint-officer',
        ...newOfficer(Object.keys(directory.officers).length, organisation.organisationId, someRoles(random, organisation)),
      }
    : { type: 'dismiss-officer', officerId: random.pick(serving).officerId, reason: '岗位调整' }
  const recorded = await deskOf(scene).record(command, administrator?.officerId ?? null)
  await readOn(scene)
  return `${command.type} ${command.officerId} → ${recorded.accepted ? 'recorded' : recorded.because.code}`
}
