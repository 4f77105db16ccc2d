/** The comparison that keeps recorded shapes as they are, shown every kind of change that it must see. */
import t from 'tap'
import { z } from 'zod'
import { defineEvent } from '../src/event.ts'
import { findingsOf, withNewShapes } from '../src/frozen-shapes.ts'
import { readerOf } from '../src/reader.ts'
import type { Upcast } from '../src/upcast.ts'

const Sample = (version: number, more: Record<string, z.ZodType> = {}, by: z.ZodType = z.enum(['甲', '乙'])) =>
  defineEvent('sample-taken', version, z.strictObject({ by, ...more }))
type Definition = ReturnType<typeof Sample>
const vocabulary = (definition: Definition, upcasts: readonly Upcast[] = []) => [
  { definitions: [definition], reads: readerOf([definition], upcasts).reads },
]
const first = withNewShapes(vocabulary(Sample(1)), {})
const step: Upcast = { type: 'sample-taken', from: 1, up: data => data }

const canaries: readonly (readonly [what: string, definition: Definition, upcasts: readonly Upcast[], finding: RegExp])[] = [
  ['a member more', Sample(1, { place: z.string() }), [], /sample-taken 1 was frozen in another shape.*raise it/],
  ['an optional member more', Sample(1, { place: z.string().optional() }), [], /another shape/],
  ['a word more in a list', Sample(1, {}, z.enum(['甲', '乙', '丙'])), [], /another shape/],
  ['a looser text', Sample(1, {}, z.string()), [], /another shape/],
  ['a new version that is not frozen', Sample(2), [step], /sample-taken 2 is not frozen yet.*freeze-facts/],
]
for (const [what, definition, upcasts, finding] of canaries)
  t.test(`canary: ${what} is found`, t => {
    t.match(findingsOf(vocabulary(definition, upcasts), first), [finding])
    t.end()
  })

t.test('a new version with its step is frozen beside the old one, and both are kept', t => {
  const later = vocabulary(Sample(2, { place: z.string().optional() }), [step])
  const both = withNewShapes(later, first)
  t.same(Object.keys(both), ['sample-taken 1', 'sample-taken 2'])
  t.same(both['sample-taken 1'], first['sample-taken 1'])
  t.same(findingsOf(later, both), [])
  t.match(
    findingsOf([], both),
    [/sample-taken 1 is read by nobody/, /sample-taken 2 is read by nobody/],
    'canary: a fact given up',
  )
  t.match(findingsOf([...later, ...later], both), [/sample-taken is the name of two facts/], 'canary: one name for two facts')
  t.end()
})
