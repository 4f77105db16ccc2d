/** Facts on their way back from the disk: unknown, newer or edited ones stop the stream, and say why. */
import { sm3 } from '@shenbao/audit/node-digest.ts'
import type { Envelope } from '@shenbao/kernel/envelope.ts'
import { defineEvent } from '@shenbao/kernel/event.ts'
import { linkFacts } from '@shenbao/kernel/link.ts'
import { readerOf } from '@shenbao/kernel/reader.ts'
import { UnreadableFact } from '@shenbao/kernel/unreadable-fact.ts'
import { wholeLife } from '@shenbao/testkit/life.ts'
import { ROW } from '@shenbao/testkit/sample-form.ts'
import { after, ask } from '@shenbao/testkit/scenario.ts'
import { centralPack, openedDeclaration, policyPin, routePin, sampleOpening, toldBy, world } from '@shenbao/testkit/world.ts'
import t from 'tap'
import { z } from 'zod'
import { declarationEvents } from '../src/events.ts'
import { changesOf, reasonOf, takesEffect } from '../src/history.ts'
import { intakeReader } from '../src/intake.ts'
import { opening } from '../src/open.ts'
import { declarationIdOf, declarationReader, eventOf, foldRecorded, schemaVersionOf, streamOf } from '../src/recorded.ts'
import { registerReader } from '../src/register.ts'
import { declarationUpcasts, intakeUpcasts, registerUpcasts } from '../src/upcasts.ts'
import { PinUnknown } from '../src/world.ts'

const stream = streamOf(sampleOpening().declarationId)
const drafts = opening(sampleOpening()).map(({ type, data }, ordinal) => ({
  id: `00000000-0000-8000-8000-${String(ordinal).padStart(12, '0')}`,
  type: type as string,
  schemaVersion: schemaVersionOf(type),
  ...toldBy(),
  commandId: 'command',
  commandDigest: 'digest',
  data: data as Envelope['data'],
}))
const linked = linkFacts(sm3, { stream, last: null }, drafts)
const [first] = linked
if (!first) throw new TypeError('nothing opened')

const edited = (change: Partial<Envelope>): Envelope => ({ ...first, ...change })

t.test('stream names', t => {
  t.equal(declarationIdOf(stream), sampleOpening().declarationId)
  t.equal(declarationIdOf('register-unit-2026'), null)
  t.end()
})

t.test('as recorded it folds', t => {
  t.same(foldRecorded(world, linked), openedDeclaration())
  t.end()
})

t.test('an unknown fact', t => {
  t.throws(
    () => eventOf(edited({ type: 'declaration-invented' })),
    new UnreadableFact(edited({ type: 'declaration-invented' }), 'newer', '本程序不认识这种记录'),
  )
  t.end()
})

t.test('the lists of steps are the ones that are consulted', t => {
  t.equal(declarationReader.upcasts, declarationUpcasts)
  t.equal(registerReader.upcasts, registerUpcasts)
  t.equal(intakeReader.upcasts, intakeUpcasts)
  t.end()
})

t.test('a declaration begun in an earlier shape is folded like one of today', t => {
  const [Opened, ...others] = declarationEvents
  const later = defineEvent(Opened.type, 2, Opened.data.extend({ district: z.string().nullable() }))
  const reader = readerOf(
    [later, ...others],
    [...declarationUpcasts, { type: Opened.type, from: 1, up: data => ({ ...data, district: null }) }],
  )
  t.strictSame(reader.eventOf(first), { type: first.type, data: { ...first.data, district: null } })
  t.throws(() => readerOf([later, ...others], declarationUpcasts), /declaration-opened 1 has no step/, 'canary')
  t.end()
})

t.test('a known fact of a newer shape', t => {
  t.throws(() => eventOf(edited({ schemaVersion: 2 })), /第 2 版）无法读懂：本程序只读到第 1 版。.*升级/)
  t.end()
})

t.test('a fact with a member too many, one too few, one of another shape', t => {
  t.throws(() => eventOf(edited({ data: { ...first.data, extra: 1 } })), UnreadableFact)
  const { year: _year, ...rest } = first.data
  t.throws(() => eventOf(edited({ data: rest })), /year/)
  t.throws(() => eventOf(edited({ data: { ...first.data, year: '2026' } })), /year/)
  t.end()
})

t.test('a route that was edited, or that nobody knows', t => {
  const on = (route: object): readonly Envelope[] => [edited({ data: { ...first.data, route: { ...routePin, ...route } } })]
  t.throws(() => foldRecorded(world, on({ digest: 'other' })), /center-bureau@1 was edited after this declaration began on it/)
  t.throws(() => foldRecorded(world, on({ version: 9 })), /本程序没有流程 center-bureau@9。.*升级/)
  t.end()
})

t.test('a policy pack that was edited, or that nobody knows', t => {
  t.throws(() => world.policy({ ...policyPin, digest: 'other' }), /was edited after this declaration began on it/)
  t.throws(() => world.policy({ ...policyPin, id: 'XX-0000' }), new PinUnknown('本程序没有政策包 XX-0000@1'))
  t.equal(world.policy(policyPin), centralPack)
  t.end()
})

t.test('a fact the route does not allow there, a second opening, a beginning in the middle', t => {
  const impossible: Envelope = {
    ...first,
    revision: 1,
    type: 'declaration-published',
    data: { from: 'evaluation-final', to: 'published', round: 0 },
  }
  t.throws(() => foldRecorded(world, [first, impossible]), /declaration-published is not legal in drafting/)
  t.throws(() => foldRecorded(world, [first, first]), /opened twice/)
  t.throws(() => foldRecorded(world, [linked[1] ?? first]), /before declaration-opened/)
  t.end()
})

t.test('every fact of a whole life has a definition that takes it back, unchanged, and a history line that can be read', t => {
  let declaration = openedDeclaration()
  const seen = new Set<string>()
  for (const [account, command] of wholeLife) {
    const answer = ask(declaration, account, command)
    if (answer.outcome !== 'recorded') return void t.fail(`${command.type} ${answer.because.detail}`)
    for (const event of answer.events) {
      seen.add(event.type)
      const stored: Envelope = JSON.parse(JSON.stringify({ ...first, type: event.type, data: event.data }))
      t.same(eventOf(stored), event, event.type)
      for (const { field } of changesOf(event)) t.ok(field.length > 0)
      t.ok(takesEffect(event) || event.type === 'adjustment-requested')
      t.ok(reasonOf(event) === null || reasonOf(event) !== '')
    }
    declaration = answer.after
  }
  t.ok(seen.size >= 20, `${seen.size} of ${declarationEvents.length} kinds`)
  t.end()
})

t.test('an adjusted target keeps its history: who, from, to, why, under which number', t => {
  const steps = wholeLife.slice(0, 12)
  const declaration = after(openedDeclaration(), steps)
  t.same(
    declaration.adjustments.map(({ number, outcome }) => [number, outcome]),
    [[1, 'approved']],
  )
  t.match(declaration.adjustments[0]?.changes, [{ indicatorId: ROW.quantity, from: '≥150(条/年)', to: '≥120(条/年)' }])
  t.end()
})
