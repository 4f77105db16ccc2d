import type { Officer } from '@shenbao/directory/directory.ts'
import { seesEverything } from '@shenbao/directory/may-see.ts'
import { onlyAnAdministratorKeepsTheDirectory } from '@shenbao/directory/rules/only-an-administrator-keeps-the-directory.ts'
import type { IntakeDesk } from './intake-desk.ts'

/** What an officer may do beyond single declarations: asked of the same rules that decide it when it is done. */
export type Entitlements = (officer: Officer) => Promise<('open-declarations' | 'keep-directory' | 'see-everything')[]>

export const newEntitlements =
  ({ intake }: Readonly<{ intake: Pick<IntakeDesk, 'mayOpen'> }>): Entitlements =>
  async officer => [
    ...((await intake.mayOpen(officer)) === null ? (['open-declarations'] as const) : []),
    ...(onlyAnAdministratorKeepsTheDirectory(officer) === null ? (['keep-directory'] as const) : []),
    ...(seesEverything(officer) ? (['see-everything'] as const) : []),
  ]
