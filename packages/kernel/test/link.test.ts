import { createHash } from 'node:crypto'
import t from 'tap'
import { digestOfFact } from '../src/envelope.ts'
import { type Draft, linkFacts } from '../src/link.ts'

const sm3 = (text: string) => createHash('sm3').update(text, 'utf8').digest('hex')

const draft = (ordinal: number): Draft => ({
  id: `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`,
  type: 'noted',
  schemaVersion: 1,
  actor: 'system',
  onBehalfOf: null,
  commandId: 'c',
  commandDigest: 'd',
  effectiveOn: '2026-01-05',
  recordedAt: '2026-01-05T01:00:00.000Z',
  data: { ordinal },
})

t.test('facts are linked from the first of a stream and onwards from the last', async t => {
  const first = linkFacts(sm3, { stream: 's', last: null }, [draft(0), draft(1)])
  t.strictSame(
    first.map(({ stream, revision }) => [stream, revision]),
    [
      ['s', 0],
      ['s', 1],
    ],
  )
  const [a, b] = first
  if (!a || !b) throw new Error('two drafts give two facts')
  t.strictSame([a.previous, b.previous], [null, digestOfFact(sm3, a)])
  const [c] = linkFacts(sm3, { stream: 's', last: b }, [draft(2)])
  t.strictSame([c?.revision, c?.previous], [2, digestOfFact(sm3, b)])
  t.strictSame(linkFacts(sm3, { stream: 's', last: b }, []), [])
  t.throws(() => linkFacts(sm3, { stream: 'other', last: b }, [draft(3)]), TypeError)
})
