/** Whatever random people do on random routes, what must hold of every case holds after every step. */
import { runs } from '@shenbao/testkit/runs.ts'
import fc from 'fast-check'
import t from 'tap'
import { workflowEvents } from '../src/facts.ts'
import { signingEvents } from '../src/signing-facts.ts'
import { talkEvents } from '../src/talk-facts.ts'
import { aPlay, nothingMet, play } from './random-work.ts'

fc.configureGlobal({ seed: Number(process.env['SHENBAO_SEED'] ?? 2026) })

t.test('one open responsibility, nobody on their own draft, tasks closed or moved, passed by the rule, replayed as lived', t => {
  const met = nothingMet()
  fc.assert(
    fc.property(aPlay, one => play(one, met)),
    { numRuns: runs(300), endOnFailure: true },
  )
  t.comment(`steps: ${met.steps}`)
  // What a domain confirms row by row, a request for leave has none of.
  const expected = [...workflowEvents, ...signingEvents, ...talkEvents].filter(({ type }) => type !== 'changes-confirmed')
  t.same(
    expected.filter(({ type }) => !met.recorded.has(type)).map(({ type }) => type),
    [],
    'the random work came across every fact of the engine',
  )
  t.end()
})
