// Shows what waits for somebody by name, whether or not it is their turn, and that a deputy of some roles reaches no other signature.
import t from 'tap'
import type { Seat } from '../src/route.ts'
import { openSlot, readySlotsOf, type Slot } from '../src/signing.ts'
import { nothingSaid } from '../src/talk.ts'
import { officersAwaited, workOf } from '../src/work-of.ts'

const seat = (role: string): Seat => ({ role, at: 'unit' })
const slot = (name: string, over: Partial<Slot>): Slot => ({
  ...openSlot({ slot: name, seats: [seat('chief')], officer: null, weight: 1, waitsFor: [] }),
  ...over,
})
const told = { actor: 'chief', onBehalfOf: null, effectiveOn: '2026-03-02', recordedAt: '2026-03-02T01:00:00.000Z' }
const standing = { value: 'review', stages: ['review'] }
const asked = { consultation: 'c1', stage: 'review', question: '可行吗', asked: ['ann', 'ben'], told, answers: [] }

const work = {
  standing,
  signings: {
    review: {
      slots: [
        slot('1', {}),
        slot('2', { officer: 'ann', claimed: true }),
        slot('3', { officer: 'ann', seats: [], addedBy: 'chief', waitsFor: ['1'] }),
        slot('4', { officer: 'ben', delegate: 'ann' }),
        slot('5', { officer: 'ann', state: 'agreed' }),
        slot('6', { officer: 'ann', state: 'removed' }),
      ],
    },
  },
  talk: { ...nothingSaid, consultations: [asked] },
}

t.test('signatures, also before their turn, opinions and advice; nothing that is done', async t => {
  t.match(workOf(work, 'ann'), [
    { kind: 'signature', slot: '2', how: 'claimed' },
    { kind: 'signature', slot: '3', how: 'added' },
    { kind: 'delegation', slot: '4', from: 'ben' },
    { kind: 'consultation', consultation: 'c1', from: 'chief' },
  ])
  t.match(workOf(work, 'ben'), [{ kind: 'signature', slot: '4', how: 'named' }, { kind: 'consultation' }])
  t.strictSame(workOf(work, 'chief'), [], 'a seat is nobody by name')
  t.strictSame(officersAwaited(work).toSorted(), ['ann', 'ben'])
})

t.test('advice that was given, or asked for in a stage that is left, waits for nobody', async t => {
  const answered = { ...asked, answers: [{ answer: '可行', told: { ...told, actor: 'ann' } }] }
  const elsewhere = { ...asked, consultation: 'c2', stage: 'drafting' }
  const talk = { ...nothingSaid, consultations: [answered, elsewhere] }
  t.strictSame(workOf({ standing, signings: {}, talk }, 'ann'), [])
  t.match(workOf({ standing, signings: {}, talk }, 'ben'), [{ consultation: 'c1' }], 'the other one still')
})

t.test('within the roles passed on, a deputy reaches only the signatures of those', async t => {
  const signing = { slots: [slot('1', { seats: [seat('finance')] }), slot('2', {}), slot('3', { officer: 'ann', seats: [] })] }
  const people = { holders: () => ['ann'], serves: () => true }
  const names = (found: readonly Slot[]): readonly string[] => found.map(one => one.slot)
  t.strictSame(names(readySlotsOf(signing, ['dep', 'ann'], people)), ['3', '1', '2'], 'canary: with all roles all of them')
  const within = (seats: readonly Seat[]): boolean => seats.some(one => 'role' in one && one.role === 'chief')
  t.strictSame(names(readySlotsOf(signing, ['dep', 'ann'], { ...people, within })), ['2'])
})
