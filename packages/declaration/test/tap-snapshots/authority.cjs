/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/declaration/test/authority.test.ts > TAP > where every fact leads > facts by stage of center-bureau@1; a stage that is not listed refuses the fact 1`] = `
funds-declared
    drafting                     stays
goals-declared
    drafting                     stays
indicator-declared
    drafting                     stays
indicator-added
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
indicator-removed
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
indicator-target-revised
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
indicator-renamed
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
indicator-placed
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
indicator-weighted
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
name-revised
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
goal-revised
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
period-revised
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
fund-revised
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
classification-revised
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
organisation-revised
    drafting                     stays
    center-finance               stays
    bureau-review                stays
    executing + adjustment-bureau stays
submitted
    drafting                     → center-section, center-finance, center-leader, bureau-review, bureau-finance, bureau-approval
opinion-given
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-center            stays
    evaluation-bureau            stays
stage-passed
    center-section               → center-finance, center-leader, bureau-review, bureau-finance, bureau-approval
    center-finance               → center-leader, bureau-review, bureau-finance, bureau-approval
    center-leader                → bureau-review, bureau-finance, bureau-approval
    bureau-review                → bureau-finance, bureau-approval
    bureau-finance               → bureau-approval
    evaluation-center            → evaluation-bureau
returned
    center-section               → drafting
    center-finance               → drafting, center-section
    center-leader                → drafting, center-section, center-finance
    bureau-review                → drafting, center-section, center-finance, center-leader
    bureau-finance               → drafting, center-section, center-finance, center-leader, bureau-review
    bureau-approval              → drafting, center-section, center-finance, center-leader, bureau-review, bureau-finance
    evaluation-center            → evaluation-draft
    evaluation-bureau            → evaluation-draft, evaluation-center
rejected
    bureau-review                → rejected
    bureau-approval              → rejected
withdrawn
    center-section               → drafting
    center-finance               → drafting, center-section
    center-leader                → drafting, center-section, center-finance
    bureau-review                → drafting, center-section, center-finance, center-leader
    bureau-finance               → drafting, center-section, center-finance, center-leader, bureau-review
    bureau-approval              → drafting, center-section, center-finance, center-leader, bureau-review, bureau-finance
    evaluation-center            → evaluation-draft
    evaluation-bureau            → evaluation-draft, evaluation-center
discarded
    drafting                     → terminated
reopened
    rejected                     → drafting
    terminated                   → drafting
review-sheet-filled
    bureau-review                stays
amendment-opened
    bureau-review                stays
amendment-consented
    bureau-review                stays
declaration-approved
    bureau-approval              → executing
adjustment-requested
    executing                    → executing + adjustment-center, executing + adjustment-bureau
adjustment-passed
    executing + adjustment-center → executing + adjustment-bureau
adjustment-approved
    executing + adjustment-bureau → executing
adjustment-returned
    executing + adjustment-center → executing
    executing + adjustment-bureau → executing, executing + adjustment-center
adjustment-rejected
    executing + adjustment-center → executing
    executing + adjustment-bureau → executing
adjustment-withdrawn
    executing + adjustment-center → executing
    executing + adjustment-bureau → executing, executing + adjustment-center
budget-progress-recorded
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
indicator-progress-recorded
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
year-closed
    executing                    → evaluation-draft
    executing + adjustment-center → evaluation-draft
    executing + adjustment-bureau → evaluation-draft
budget-result-recorded
    evaluation-draft             stays
indicator-result-recorded
    evaluation-draft             stays
self-scored
    evaluation-draft             stays
evaluation-submitted
    evaluation-draft             → evaluation-center, evaluation-bureau
result-rescored
    evaluation-bureau            stays
evaluation-confirmed
    evaluation-bureau            → evaluation-final
declaration-published
    evaluation-final             → published
declaration-archived
    published                    → archived
correction-recorded
    archived                     stays
`

exports[`packages/declaration/test/authority.test.ts > TAP > who may send what > commands open to each account in each stage of center-bureau@1 1`] = `
drafting
    drafter            revise submit discard
center-section
    drafter            withdraw
    section-chief      approve return
center-finance
    section-chief      withdraw
    center-finance     revise approve return
center-leader
    center-finance     withdraw
    center-leader      approve return
bureau-review
    drafter            consent
    center-leader      withdraw
    bureau-reviewer    approve return reject review amend
bureau-finance
    bureau-reviewer    withdraw
    bureau-finance     approve return
bureau-approval
    bureau-finance     withdraw
    bureau-approver    approve return reject
executing
    drafter            request-adjustment record-progress
    center-finance     close-year
executing + adjustment-center
    drafter            withdraw request-adjustment record-progress
    center-finance     close-year
    center-leader      approve return reject
executing + adjustment-bureau
    drafter            request-adjustment record-progress
    center-finance     close-year
    center-leader      withdraw
    bureau-approver    approve return reject
evaluation-draft
    drafter            record-result submit-evaluation
evaluation-center
    drafter            withdraw
    center-finance     approve return
evaluation-bureau
    center-finance     withdraw
    bureau-reviewer    return rescore
    bureau-approver    confirm-evaluation
evaluation-final
    center-finance     publish
published
    center-finance     archive
archived
    center-finance     correct
    admin              correct
rejected
    admin              reopen
terminated
    admin              reopen
`
