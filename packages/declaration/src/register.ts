import { defineEvent, type EventOf } from '@shenbao/kernel/event.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { z } from 'zod'
import { registerUpcasts } from './upcasts.ts'

/**
 * The register of one unit and year (`register-<unit>-<year>`): which declaration holds which 项目名称. What spans several
 * declarations is decided here, openly, because one declaration cannot see another.
 */
export const NameRegistered = defineEvent(
  'name-registered',
  1,
  z.strictObject({ declarationId: z.uuid(), name: z.string().min(1) }),
)
export const NameReleased = defineEvent('name-released', 1, z.strictObject({ declarationId: z.uuid(), name: z.string().min(1) }))
export const registerEvents = [NameRegistered, NameReleased] as const
export type RegisterEvent = EventOf<(typeof registerEvents)[number]>
/** How the facts of a register come back from the log. */
export const registerReader = readerOf(registerEvents, registerUpcasts)

/** Name → id of the declaration that holds it. */
export type Register = Readonly<Record<string, string>>

export const registerStream = (unitId: string, year: number): string => `register-${unitId}-${year}`

export const evolveRegister = (register: Register, event: RegisterEvent): Register => {
  const { name, declarationId } = event.data
  const { [name]: holder, ...others } = register
  if (event.type === 'name-registered') return { ...others, [name]: declarationId }
  return holder === declarationId ? others : register
}

/** Names are compared as people read them: without spaces around or doubled inside. */
export const registeredName = (name: string): string => name.trim().replace(/\s+/g, ' ')

/** The names among these that another declaration already holds, or that stand twice among themselves. */
export const takenNames = (
  register: Register,
  wanted: readonly Readonly<{ declarationId: string; name: string }>[],
): readonly string[] => {
  const seen = new Map(Object.entries(register))
  return wanted.flatMap(({ declarationId, name }) => {
    const key = registeredName(name)
    const holder = seen.get(key)
    seen.set(key, declarationId)
    return holder !== undefined && holder !== declarationId ? [key] : []
  })
}
