import type { DismissOfficer, ReassignOfficer } from '@shenbao/directory/commands.ts'
import { type Directory, type Officer, servingOfficer } from '@shenbao/directory/directory.ts'
import type { DirectoryEvent } from '@shenbao/directory/events.ts'
import { onlyAnAdministratorKeepsTheDirectory } from '@shenbao/directory/rules/only-an-administrator-keeps-the-directory.ts'
import type { Position } from '@shenbao/event-store/port.ts'
import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { DirectoryDesk } from './directory-desk.ts'
import type { Moved, OpenItem, OpenWorkDesk } from './open-work.ts'
import type { Sessions } from './sessions.ts'

type Refused = Readonly<{ accepted: false; because: Rejection }>
type Recorded = Readonly<{ accepted: true; position: Position; moved: readonly Moved[]; events: readonly DirectoryEvent[] }>

/**
 * 离职 and 调岗: nobody leaves work behind that only they can do. Refused besides what the directory refuses: `open-work`, with every
 * item. With `handoverTo` the work is handed over first; interrupted in between, the same request goes on where it stopped.
 */
export type Personnel = Readonly<{
  leave: (by: Officer, command: DismissOfficer | ReassignOfficer, handoverTo: string | undefined) => Promise<Recorded | Refused>
  /** 移交 without a change of office: all that can be moved, or the named items. */
  handover: (
    by: Officer,
    officerId: string,
    order: Readonly<{ to: string; reason: string; items?: readonly string[] | undefined }>,
  ) => Promise<Readonly<{ accepted: true; moved: readonly Moved[] }> | Refused>
}>

type Needs = Readonly<{ desk: DirectoryDesk; openWork: OpenWorkDesk; sessions: Pick<Sessions, 'endAllOf'> }>

export const newPersonnel = ({ desk, openWork, sessions }: Needs): Personnel => ({
  leave: async (by, command, handoverTo) => {
    // Asked before anything is moved: work is not handed over for a change of office that is refused.
    const wanted = await desk.preview(command, by.officerId)
    if (!wanted.accepted) return wanted
    const left = await leftBehind(await desk.current(), openWork, command)
    if (left.length > 0 && handoverTo === undefined) return refuseOpenWork(left)
    const moved = handoverTo === undefined ? [] : await openWork.handover(by, left, handoverTo, command.reason)
    const stuck = moved.filter(({ outcome }) => outcome === 'refused')
    if (stuck.length > 0) return refuseOpenWork(stuck)
    const recorded = await desk.record(command, by.officerId)
    if (!recorded.accepted) return recorded
    if (command.type === 'dismiss-officer') sessions.endAllOf(command.officerId)
    return { ...recorded, moved }
  },
  handover: async (by, officerId, { to, reason, items: named }) => {
    const because = onlyAnAdministratorKeepsTheDirectory(by) ?? (reason.trim() === '' ? reasonMissing : null)
    if (because) return { accepted: false, because }
    const { items } = await openWork.of(officerId)
    const wanted = items.filter(({ item, movable }) => (named ? named.includes(item) : movable))
    return { accepted: true, moved: await openWork.handover(by, wanted, to, reason.trim()) }
  },
})

/** Whoever stays in the organisation keeps what was given to them by name; what they took from a seat stays with the seat. */
const leftBehind = async (
  directory: Directory,
  openWork: OpenWorkDesk,
  command: DismissOfficer | ReassignOfficer,
): Promise<readonly OpenItem[]> => {
  const { items } = await openWork.of(command.officerId)
  const signatures = items.filter(({ movable }) => movable)
  const stays =
    command.type === 'reassign-officer' && servingOfficer(directory, command.officerId)?.organisationId === command.organisationId
  if (!stays) return signatures
  const keepsSeat = ({ work }: OpenItem): boolean =>
    work.kind !== 'signature' ||
    work.how !== 'claimed' ||
    work.seats.some(seat => 'role' in seat && command.roles.some(role => role === seat.role))
  return signatures.filter(item => !keepsSeat(item))
}

const refuseOpenWork = (left: readonly (OpenItem | Moved)[]): Refused => ({
  accepted: false,
  because: {
    code: 'open-work',
    detail: `还有 ${left.length} 项点名由其办理的工作，离开后无人能办。请先移交，或在办理时写明移交给谁（handoverTo）；不能移交给这一位的，请另选一人。`,
    basis: { kind: 'product', text: '人员离岗前，点名由其办理的工作须移交' },
    places: left.map(item => ({
      field: item.item,
      message: `「${item.name ?? '（未命名）'}」${item.stageTitle}${'detail' in item ? `：${item.detail}` : '。'}`,
    })),
  },
})

const reasonMissing: Rejection = { code: 'reason-missing', detail: '请填写移交的理由。' }
