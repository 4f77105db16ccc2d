/** What the last lines of a test run say about the lanes of the log's contract is read from that run, and from nothing else. */
import t from 'tap'
import { lanesLine, lanesOf } from '../../infra/scripts/lanes.ts'

/** As tap writes it: four more spaces for each test inside another, the result of a test after what is in it. */
const OUTPUT = `# Subtest: packages/event-store/test/memory.test.ts
    # Subtest: the log in memory keeps the contract
        # Subtest: a first append
            ok 1 - the first one is taken
            ok 2 - the revision is that of the last fact
            1..2
        ok 1 - a first append # time=44.473ms
        ok 2 - an assertion of its own
        1..2
    ok 1 - the log in memory keeps the contract # time=425.421ms
    ok 2 - something beside it
    1..2
ok 1 - packages/event-store/test/memory.test.ts # time=438.169ms
# Subtest: packages/event-store-kurrent/test/real-server.test.ts
    ok 1 - the log on a server keeps the contract, over a real server # SKIP no engine (here)
    1..1
ok 2 - packages/event-store-kurrent/test/real-server.test.ts # time=1ms
# Subtest: packages/event-store-sqlite/test/contract.test.ts
    # Subtest: the log in SQLite keeps the contract
        # Subtest: a retry
            ok 1 - answered like the first time
            not ok 2 - stored once
              ---
              found: 2
              ...
            1..2
        not ok 1 - a retry # time=3ms
        # Subtest: a test that throws
            1..0
        not ok 2 - a test that throws # time=3ms
        ok 3 - a test left out # SKIP this adapter cannot look it up
        1..3
    not ok 1 - the log in SQLite keeps the contract # time=5ms
    1..1
not ok 3 - packages/event-store-sqlite/test/contract.test.ts # time=6ms
`

t.test('every lane with its counts, and why one was skipped', t => {
  t.same(lanesOf(OUTPUT), [
    { name: 'in memory', passed: 3, failed: 0, skipped: null },
    { name: 'on a server, over a real server', passed: 0, failed: 0, skipped: 'no engine (here)' },
    { name: 'in SQLite', passed: 1, failed: 2, skipped: null },
  ])
  t.equal(
    lanesLine(lanesOf(OUTPUT)),
    'lanes of the log: in memory 3 passed · on a server, over a real server skipped (no engine (here)) · in SQLite 1 passed, 2 failed',
  )
  t.end()
})

t.test('a run without a lane says nothing of lanes', t => {
  t.equal(lanesLine(lanesOf('ok 1 - something else\n1..1\n')), null)
  t.equal(lanesLine(lanesOf('')), null)
  t.end()
})
