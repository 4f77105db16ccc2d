import type { z } from 'zod'

/** A plain fact before it is recorded: what happened, in the field's words. */
export type Fact<Type extends string = string, Data = unknown> = Readonly<{
  type: Type
  data: Data
}>

/**
 * One kind of recorded fact: its wire name, the version of its shape, and the schema that guards both ends of the disk.
 * `of` builds such a fact and throws on a wrong shape: inside the program that is a defect, never user input.
 */
export const defineEvent = <Type extends string, Schema extends z.ZodObject>(
  type: Type,
  schemaVersion: number,
  data: Schema,
) => ({
  type,
  schemaVersion,
  data,
  of: (input: z.input<Schema>): Readonly<{ type: Type; data: z.output<Schema> }> => ({
    type,
    data: data.parse(input),
  }),
})

export type EventDefinition = Readonly<{
  type: string
  schemaVersion: number
  data: z.ZodObject
}>

export type EventOf<Definition> = Definition extends {
  of: (...input: never[]) => infer Event
}
  ? Readonly<Event>
  : never
