import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { DeclarationCommand } from '@shenbao/declaration/commands.ts'
import type { shippedWorld } from '@shenbao/declaration/routes.ts'
import type { Declaration } from '@shenbao/declaration/state.ts'
import { decideDirectory } from '@shenbao/directory/decide.ts'
import { demonstrationDirectory } from '@shenbao/directory/demonstration.ts'
import { emptyDirectory, evolveDirectory } from '@shenbao/directory/directory.ts'
import { peopleOf } from '@shenbao/directory/people.ts'
import { roleTitles } from '@shenbao/directory/role.ts'
import { workingDays } from '@shenbao/directory/working-days.ts'
import type { EventStore } from '@shenbao/event-store/port.ts'
import { type HandlerParts, handleCommand } from '@shenbao/handler/handle-command.ts'
import { openCases } from '@shenbao/handler/open-cases.ts'
import type { Day } from '@shenbao/kernel/dates.ts'
import { derivedId } from '@shenbao/kernel/digest.ts'

/** The desks a declaration goes over in the walkthrough: the demonstration accounts, named by their roles. */
const officers = new Map(demonstrationDirectory.officers.map(officer => [officer.account, officer]))

export const titleOfOfficer = (officerId: string): string => {
  const officer = demonstrationDirectory.officers.find(candidate => candidate.officerId === officerId)
  return officer ? officer.roles.map(role => roleTitles[role]).join('、') : officerId
}

const begun = decideDirectory(demonstrationDirectory, emptyDirectory, null, '2026-01-01')
const demonstrated = (begun.accepted ? begun.events : []).reduce(evolveDirectory, emptyDirectory)

/** The calendar of the played year: every business day is set by the play, the clock of recording is the real one. */
export type Calendar = { today: Day }

export type Play = Readonly<{
  parts: HandlerParts
  calendar: Calendar
  /** Sends a command as the holder of an account and answers with the declaration after it; a refusal stops the play with its sentence. */
  act: (account: string, declarationId: string, command: DeclarationCommand) => Promise<Declaration>
  look: (declarationId: string) => Promise<Declaration>
}>

/** The play met a refusal that its script did not foresee. */
export class PlayRefused extends Error {
  override readonly name = 'PlayRefused'
}

export const newPlay = (store: EventStore, world: ReturnType<typeof shippedWorld>, calendar: Calendar): Play => {
  const cases = openCases(store, world)
  const now = () => ({ today: calendar.today, recordedAt: new Date().toISOString() })
  const around: HandlerParts['around'] = async () => ({
    people: organisations => peopleOf(demonstrated, organisations),
    days: workingDays(),
  })
  const parts: HandlerParts = { store, digest: sm3, now, world, cases, around }
  let sent = 0
  const look = async (declarationId: string): Promise<Declaration> => {
    const { state } = await cases.refresh(declarationId)
    if (!state) throw new TypeError(`no declaration ${declarationId}`)
    return state
  }
  return {
    parts,
    calendar,
    look,
    act: async (account, declarationId, command) => {
      const officer = officers.get(account)
      if (!officer) throw new TypeError(`no account ${account}`)
      const chairs = officer.roles.map(role => ({ role, organisation: officer.organisationId }))
      const { revision } = await cases.seen(declarationId)
      sent += 1
      const commandId = derivedId(sm3, 'walkthrough', declarationId, sent)
      const principal = { officerId: officer.officerId, onBehalfOf: null, chairs }
      const handled = await handleCommand(parts, { declarationId, command, commandId, expected: revision, principal })
      if (handled.outcome === 'refused') throw new PlayRefused(`${titleOfOfficer(officer.officerId)}：${handled.because.detail}`)
      return look(declarationId)
    },
  }
}
