import { roleTitles } from '@shenbao/directory/role.ts'
import type { DeclarationOut } from '../api/queries.ts'

type SigningOut = DeclarationOut['signing'][number]
type SlotOut = SigningOut['slots'][number]
export type SlotShown = Readonly<{ slot: string; title: string }>

/** Who is asked: somebody by name, or whoever holds one of the seats. */
const slotTitle = ({ officer, seats }: SlotOut, names: DeclarationOut['names']): string => {
  if (officer !== null) return names[officer] ?? '点名的人员'
  const titles = seats.map(seat => ('officer' in seat ? (names[seat.officer] ?? '点名的人员') : roleTitle(seat.role)))
  return titles.length === 0 ? '待指派' : titles.join('或')
}

const roleTitle = (role: string): string =>
  Object.hasOwn(roleTitles, role) ? roleTitles[role as keyof typeof roleTitles] : '这个岗位'

const openSlots = ({ signing }: Pick<DeclarationOut, 'signing'>): readonly SlotOut[] =>
  signing.flatMap(({ slots }) => slots.filter(({ state }) => state === 'open'))

const shown =
  (names: DeclarationOut['names']) =>
  (slot: SlotOut): SlotShown => ({ slot: slot.slot, title: slotTitle(slot, names) })

/** Signatures somebody might mean: those that name them; else those that name nobody; else, for an administrator, every open one. */
export const slotsToChoose = (declaration: Pick<DeclarationOut, 'signing' | 'names'>, person: string): readonly SlotShown[] => {
  const open = openSlots(declaration)
  const own = open.filter(({ officer }) => officer === person)
  const anybodys = open.filter(({ officer }) => officer === null)
  const meant = own.length > 0 ? own : anybodys.length > 0 ? anybodys : open
  return meant.map(shown(declaration.names))
}

/** Those this person added; for an administrator, who added nobody, everybody who has not signed. */
export const slotsToRemove = (declaration: Pick<DeclarationOut, 'signing' | 'names'>, person: string): readonly SlotShown[] => {
  const open = openSlots(declaration)
  const added = open.filter(({ addedBy }) => addedBy === person)
  return (added.length > 0 ? added : open).map(shown(declaration.names))
}
