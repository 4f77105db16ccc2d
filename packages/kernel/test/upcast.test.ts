/** Facts of earlier shapes on their way back from the log, on sample facts of a made-up desk. */
import t from 'tap'
import { z } from 'zod'
import type { Envelope } from '../src/envelope.ts'
import { defineEvent } from '../src/event.ts'
import { readerOf } from '../src/reader.ts'
import { UnreadableFact, type WhyUnreadable } from '../src/unreadable-fact.ts'
import { type Upcast, upcasting } from '../src/upcast.ts'

const TaskSet = defineEvent('task-set', 3, z.strictObject({ title: z.string(), dueOn: z.string().nullable(), hours: z.int() }))
const TaskDone = defineEvent('task-done', 2, z.strictObject({ by: z.string() }))
const NoteAdded = defineEvent('note-added', 1, z.strictObject({ text: z.string() }))
const definitions = [TaskSet, TaskDone, NoteAdded] as const

/** Version 1 had `name`; 2 called it `title`; 3 added hours. `task-finished` became `task-done`. */
const steps: readonly Upcast[] = [
  { type: 'task-set', from: 1, up: ({ name = null, ...rest }) => ({ ...rest, title: name }) },
  { type: 'task-set', from: 2, up: data => ({ ...data, hours: 0 }) },
  { type: 'task-finished', from: 1, as: 'task-done', up: data => data },
]

const stored = (type: string, schemaVersion: number, data: Envelope['data']): Envelope => ({
  stream: 'desk-1',
  revision: 4,
  id: '00000000-0000-8000-8000-000000000001',
  type,
  schemaVersion,
  actor: 'officer',
  onBehalfOf: null,
  commandId: 'command',
  commandDigest: 'digest',
  effectiveOn: '2026-03-01',
  recordedAt: '2026-03-01T01:00:00.000Z',
  previous: null,
  data,
})

const { eventOf, reads, schemaVersionOf } = readerOf(definitions, steps)

t.test('every recorded shape comes back in the shape of today', t => {
  const today = { type: 'task-set', data: { title: '预算', dueOn: null, hours: 0 } }
  t.strictSame(eventOf(stored('task-set', 1, { name: '预算', dueOn: null })), today, 'two steps')
  t.strictSame(eventOf(stored('task-set', 2, { title: '预算', dueOn: null })), today, 'one step')
  t.strictSame(eventOf(stored('task-set', 3, { ...today.data })), today, 'none')
  t.strictSame(eventOf(stored('task-finished', 1, { by: '甲' })), { type: 'task-done', data: { by: '甲' } }, 'under its new name')
  t.equal(schemaVersionOf('task-set'), 3)
  t.throws(() => schemaVersionOf('task-finished' as 'task-done'), TypeError, 'an old name is written no more')
  t.same(
    [reads('task-set', 1), reads('task-set', 3), reads('task-finished', 1), reads('task-set', 4), reads('task-done', 1)],
    [true, true, true, false, false],
  )
  t.end()
})

t.test('without its table the same facts are not read: the table is what reads them', t => {
  t.throws(() => readerOf(definitions, []), /task-set 1 has no step; task-set 2 has no step/)
  t.end()
})

t.test('what is stored stays as it is, whatever a step does', t => {
  const hasty: readonly Upcast[] = [
    {
      type: 'note-added',
      from: 1,
      up: data => {
        ;(data['lines'] as string[]).push('更多')
        data['text'] = '改写'
        return { text: '' }
      },
    },
  ]
  const reader = readerOf([defineEvent('note-added', 2, z.strictObject({ text: z.string() }))], hasty)
  const fact = stored('note-added', 1, { lines: ['一'] })
  reader.eventOf(fact)
  t.strictSame(fact, stored('note-added', 1, { lines: ['一'] }))
  t.end()
})

t.test('what cannot be read says which fact it is, why, and what to do', t => {
  const refused = (fact: Envelope, why: WhyUnreadable, sentence: RegExp): void => {
    const error = t.throws(() => eventOf(fact), UnreadableFact) as unknown
    if (!(error instanceof UnreadableFact)) return void t.fail(`${fact.type} was read`)
    t.same([error.why, error.stream, error.revision], [why, 'desk-1', 4])
    t.match(error.message, sentence)
  }
  const upgrade = /^desk-1 的第 4 号记录（.*）无法读懂：.*较新版本.*升级/
  refused(stored('task-moved', 1, {}), 'newer', upgrade)
  refused(stored('task-set', 4, { title: '', dueOn: null, hours: 1 }), 'newer', /（task-set 第 4 版）.*只读到第 3 版.*升级/)
  refused(stored('task-finished', 2, { by: '甲' }), 'newer', upgrade)
  refused(stored('task-done', 1, { by: '甲' }), 'damaged', /没有哪个版本.*verify/)
  refused(stored('task-set', 3, { title: 1, dueOn: null, hours: 1 }), 'damaged', /内容不符合规定（title .*verify/)
  refused(stored('task-set', 1, { dueOn: null }), 'damaged', /title/)
  refused(stored('task-set', 2, { title: '甲', dueOn: null, other: 1 }), 'damaged', /内容不符合规定/)
  const failing: readonly Upcast[] = [
    {
      type: 'note-added',
      from: 1,
      up: () => {
        throw new RangeError('no lines')
      },
    },
  ]
  const reader = readerOf([defineEvent('note-added', 2, z.strictObject({}))], failing)
  t.throws(() => reader.eventOf(stored('note-added', 1, {})), /内容不符合当时的规定（no lines）/)
  t.end()
})

const same: Upcast['up'] = data => data
const faults: readonly (readonly [what: string, upcasts: readonly Upcast[], sentence: RegExp])[] = [
  [
    'a step that is missing at the end',
    steps.filter(({ from }) => from !== 2),
    /task-set 1 leads to task-set 2, which nothing reads/,
  ],
  ['a step that is missing at the beginning', steps.slice(1), /task-set 1 has no step/],
  ['two steps from one place', [...steps, { type: 'task-set', from: 1, up: same }], /task-set 1 stands twice/],
  ['a step beyond today', [...steps, { type: 'task-set', from: 3, up: same }], /task-set 3 leads beyond the current version/],
  ['a step from no version', [...steps, { type: 'note-added', from: 0, up: same }], /note-added 0 is no version/],
  [
    'a step to a name that nothing reads',
    [...steps, { type: 'task-lost', from: 1, as: 'gone', up: same }],
    /gone 2, which nothing/,
  ],
  [
    'a name that nothing reads any more',
    [...steps, { type: 'task-lost', from: 1, up: same }],
    /task-lost 2, which nothing reads/,
  ],
  [
    'an earlier version of a renamed fact',
    [...steps.slice(0, 2), { type: 'task-finished', from: 2, as: 'task-done', up: same }],
    /task-finished 1 has no step|leads/,
  ],
  [
    'two facts that become one',
    [...steps, { type: 'task-ended', from: 1, as: 'task-done', up: same }],
    /→ task-done stands twice/,
  ],
  [
    'a name that already has facts',
    [...steps, { type: 'task-done', from: 1, up: same }],
    /takes the name task-done, which already has facts/,
  ],
]
for (const [what, upcasts, sentence] of faults)
  t.test(`canary: ${what} is found when the table is made`, t => {
    t.throws(() => upcasting(definitions, upcasts), sentence)
    t.end()
  })

t.test('canary: two definitions of one fact are found as well', t => {
  t.throws(() => upcasting([...definitions, NoteAdded], steps), /note-added stands twice/)
  t.doesNotThrow(() => upcasting(definitions, steps))
  t.end()
})
