import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { z } from 'zod'
import { registerUpcasts } from './upcasts.ts'

/**
 * The register of one unit and year (`register-<unit>-<year>`): which declaration claims which 项目名称. What spans several
 * declarations is decided here, openly, because one declaration cannot see another.
 */
export const NameRegistered = defineEvent(
  'name-registered',
  2,
  z.strictObject({
    declarationId: z.uuid(),
    name: z.string().min(1),
    /**
     * The revision of the declaration behind which the name is to be taken; -1 for its opening. `null` in facts of a time when
     * this was not said.
     */
    after: z.int().min(-1).nullable(),
  }),
)
/** A claim given back by an intake that was refused. A declaration that goes on under another name gives nothing back. */
export const NameReleased = defineEvent('name-released', 1, z.strictObject({ declarationId: z.uuid(), name: z.string().min(1) }))
export const registerEvents = [NameRegistered, NameReleased] as const
export type RegisterEvent = EventOf<(typeof registerEvents)[number]>
/** How the facts of a register come back from the log. */
export const registerReader = readerOf(registerEvents, registerUpcasts)

/** Who claimed a name last, and behind which of its revisions it meant to take it. */
export type Claim = Readonly<{ declarationId: string; after: number | null }>

/** Name → the last claim on it. Whether the claim still counts, the declaration says: `isHeldBy`. */
export type Register = Readonly<Record<string, Claim>>

export const registerStream = (unitId: string, year: number): string => `register-${unitId}-${year}`

export const evolveRegister = (register: Register, event: RegisterEvent): Register => {
  const { name, declarationId } = event.data
  const { [name]: claim, ...others } = register
  if (event.type === 'name-registered') return { ...others, [name]: { declarationId, after: event.data.after } }
  return claim?.declarationId === declarationId ? others : register
}

/** Names are compared as people read them: without spaces around or doubled inside. */
export const registeredName = (name: string): string => name.trim().replace(/\s+/g, ' ')

/** A declaration as the register has to know it: its last revision (-1: not opened yet), and the name it bears. */
export type Bearer = Readonly<{ revision: number; name: string | null }>

/**
 * Whether a claim keeps others from the name: the declaration bears it, or the fact the claim was made for may still come. That fact
 * can only be the one right behind `after`; once anything else stands there, the claim was for nothing.
 */
export const isHeldBy = (name: string, { after }: Claim, { revision, name: borne }: Bearer): boolean =>
  revision <= (after ?? -1) || (borne !== null && registeredName(borne) === name)

/** Names that stand twice among these. */
export const doubledNames = (names: readonly string[]): readonly string[] => {
  const keys = names.map(registeredName)
  return [...new Set(keys.filter((key, place) => keys.indexOf(key) !== place))]
}
