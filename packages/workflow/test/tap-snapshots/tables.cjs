/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/workflow/test/tables.test.ts > TAP > facts by stage of leave > facts by stage of leave@1; where a fact is not listed it is refused 1`] = `
leave-written
    writing                  stays
note-taken
    chief                    stays
    director                 stays
cover-named
    away                     stays
    away + cover-colleague   stays
cover-asked
    away                     → away + cover-colleague
cover-agreed
    away + cover-colleague   → away
cover-returned
    away + cover-colleague   → away
cover-withdrawn
    away + cover-colleague   → away
leave-finished
    away                     → closed
    away + cover-colleague   → closed
submitted
    writing                  → chief, director
opinion-given
    chief                    stays
    director                 stays
    away + cover-colleague   stays
stage-passed
    chief                    → director
    director                 → away
returned
    chief                    → writing
    director                 → writing, chief
rejected
    director                 → closed
withdrawn
    chief                    → writing
    director                 → writing, chief
    away                     → director
    away + cover-colleague   → director
discarded
    writing                  → closed
reopened
    closed                   → writing
stage-moved
    writing                  → writing, chief, director, away, closed
    chief                    → writing, chief, director, away, closed
    director                 → writing, chief, director, away, closed
    closed                   → writing, chief, director, away, closed
    away                     → writing, chief, director, away, closed
    away + cover-colleague   → writing, chief, director, away, closed
signers-named
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
stage-unstaffed
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
task-claimed
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
task-released
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
task-transferred
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
task-delegated
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
delegation-answered
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
signer-added
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
signer-removed
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
signature-taken-back
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
opinion-carried
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
changes-confirmed
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
deadline-set
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
deadline-paused
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
deadline-lapsed
    writing                  stays
    chief                    stays
    director                 stays
    away                     stays
    away + cover-colleague   stays
urged
    writing                  stays
    chief                    stays
    director                 stays
    closed                   stays
    away                     stays
    away + cover-colleague   stays
copied
    writing                  stays
    chief                    stays
    director                 stays
    closed                   stays
    away                     stays
    away + cover-colleague   stays
read-marked
    writing                  stays
    chief                    stays
    director                 stays
    closed                   stays
    away                     stays
    away + cover-colleague   stays
consulted
    writing                  stays
    chief                    stays
    director                 stays
    closed                   stays
    away                     stays
    away + cover-colleague   stays
consultation-answered
    writing                  stays
    chief                    stays
    director                 stays
    closed                   stays
    away                     stays
    away + cover-colleague   stays
comment-made
    writing                  stays
    chief                    stays
    director                 stays
    closed                   stays
    away                     stays
    away + cover-colleague   stays
comment-answered
    writing                  stays
    chief                    stays
    director                 stays
    closed                   stays
    away                     stays
    away + cover-colleague   stays
comment-confirmed
    writing                  stays
    chief                    stays
    director                 stays
    closed                   stays
    away                     stays
    away + cover-colleague   stays
`

exports[`packages/workflow/test/tables.test.ts > TAP > facts by stage of long-leave > facts by stage of long-leave@1; where a fact is not listed it is refused 1`] = `
leave-written
    writing                  stays
note-taken
    chief                    stays
cover-named: nowhere
cover-asked: nowhere
cover-agreed: nowhere
cover-returned: nowhere
cover-withdrawn: nowhere
leave-finished
    away                     → closed
submitted
    writing                  → chief, countersigned, experts, director
opinion-given
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
stage-passed
    chief                    → countersigned, director
    countersigned            → experts, director
    experts                  → director
    director                 → away
returned
    chief                    → writing
    countersigned            → writing, chief
    experts                  → writing
    director                 → writing, chief, countersigned
rejected
    director                 → closed
withdrawn
    chief                    → writing
    countersigned            → writing, chief
    experts                  → writing, countersigned
    director                 → writing, chief, countersigned, experts
    away                     → director
discarded
    writing                  → closed
reopened
    closed                   → writing
stage-moved
    writing                  → writing, chief, countersigned, experts, director, away, closed
    chief                    → writing, chief, countersigned, experts, director, away, closed
    countersigned            → writing, chief, countersigned, experts, director, away, closed
    experts                  → writing, chief, countersigned, experts, director, away, closed
    director                 → writing, chief, countersigned, experts, director, away, closed
    closed                   → writing, chief, countersigned, experts, director, away, closed
    away                     → writing, chief, countersigned, experts, director, away, closed
signers-named
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
stage-unstaffed
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
task-claimed
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
task-released
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
task-transferred
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
task-delegated
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
delegation-answered
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
signer-added
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
signer-removed
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
signature-taken-back
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
opinion-carried
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
changes-confirmed
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
deadline-set
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
deadline-paused
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
deadline-lapsed
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    away                     stays
urged
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    closed                   stays
    away                     stays
copied
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    closed                   stays
    away                     stays
read-marked
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    closed                   stays
    away                     stays
consulted
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    closed                   stays
    away                     stays
consultation-answered
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    closed                   stays
    away                     stays
comment-made
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    closed                   stays
    away                     stays
comment-answered
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    closed                   stays
    away                     stays
comment-confirmed
    writing                  stays
    chief                    stays
    countersigned            stays
    experts                  stays
    director                 stays
    closed                   stays
    away                     stays
`
