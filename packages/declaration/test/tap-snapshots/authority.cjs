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
indicator-plan-revised
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
stage-moved
signers-named
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
stage-unstaffed
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
task-claimed
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
task-released
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
task-transferred
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
task-delegated
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
delegation-answered
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
signer-added
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
signer-removed
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
signature-taken-back
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
opinion-carried
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
changes-confirmed
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
deadline-set
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
deadline-paused
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
deadline-lapsed
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
urged
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
    archived                     stays
    rejected                     stays
    terminated                   stays
copied
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
    archived                     stays
    rejected                     stays
    terminated                   stays
read-marked
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
    archived                     stays
    rejected                     stays
    terminated                   stays
consulted
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
    archived                     stays
    rejected                     stays
    terminated                   stays
consultation-answered
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
    archived                     stays
    rejected                     stays
    terminated                   stays
comment-made
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
    archived                     stays
    rejected                     stays
    terminated                   stays
comment-answered
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
    archived                     stays
    rejected                     stays
    terminated                   stays
comment-confirmed
    drafting                     stays
    center-section               stays
    center-finance               stays
    center-leader                stays
    bureau-review                stays
    bureau-finance               stays
    bureau-approval              stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
    archived                     stays
    rejected                     stays
    terminated                   stays
review-sheet-filled
    bureau-review                stays
finding-answered
    bureau-review                stays
sections-graded
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
budget-forecast-recorded
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
indicator-progress-recorded
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
rectification-issued
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
rectification-answered
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
rectification-returned
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
rectification-closed
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
adjustment-grounded
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
    published                    stays
evidence-attached
    drafting                     stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
evidence-detached
    drafting                     stays
    executing                    stays
    executing + adjustment-center stays
    executing + adjustment-bureau stays
    evaluation-draft             stays
    evaluation-center            stays
    evaluation-bureau            stays
    evaluation-final             stays
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
    drafter            urge copy mark-read answer-comment cancel attach-evidence detach-evidence revise submit discard
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read
    bureau-finance     urge copy mark-read
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate
center-section
    drafter            urge copy mark-read answer-comment cancel withdraw
    section-chief      object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment approve return
    center-finance     urge copy mark-read
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read
    bureau-finance     urge copy mark-read
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate
center-finance
    drafter            urge copy mark-read answer-comment cancel
    section-chief      urge copy mark-read withdraw
    center-finance     object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment revise approve return
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read
    bureau-finance     urge copy mark-read
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate
center-leader
    drafter            urge copy mark-read answer-comment cancel
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read withdraw
    center-leader      object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment approve return
    bureau-reviewer    urge copy mark-read
    bureau-finance     urge copy mark-read
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate
bureau-review
    drafter            urge copy mark-read answer-comment cancel consent
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read
    center-leader      urge copy mark-read withdraw
    bureau-reviewer    object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment approve return reject review amend
    bureau-finance     urge copy mark-read
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate
bureau-finance
    drafter            urge copy mark-read answer-comment cancel
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read withdraw
    bureau-finance     object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment approve return
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate
bureau-approval
    drafter            urge copy mark-read answer-comment cancel
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read
    bureau-finance     urge copy mark-read withdraw
    bureau-approver    object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment approve return reject
    admin              remove-signer transfer mark-read jump terminate
executing
    drafter            urge copy mark-read answer-comment cancel answer-rectification attach-evidence detach-evidence request-adjustment record-progress
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read issue-rectification return-rectification close-rectification close-year
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-approver    urge copy mark-read issue-rectification return-rectification close-rectification
    admin              remove-signer transfer mark-read jump terminate
executing + adjustment-center
    drafter            urge copy mark-read answer-comment cancel answer-rectification attach-evidence detach-evidence withdraw request-adjustment record-progress
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read issue-rectification return-rectification close-rectification close-year
    center-leader      object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment approve return reject
    bureau-reviewer    urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-approver    urge copy mark-read issue-rectification return-rectification close-rectification
    admin              remove-signer transfer mark-read jump terminate
executing + adjustment-bureau
    drafter            urge copy mark-read answer-comment cancel answer-rectification attach-evidence detach-evidence request-adjustment record-progress
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read issue-rectification return-rectification close-rectification close-year
    center-leader      urge copy mark-read withdraw
    bureau-reviewer    urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-approver    object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment issue-rectification return-rectification close-rectification approve return reject
    admin              remove-signer transfer mark-read jump terminate
evaluation-draft
    drafter            urge copy mark-read answer-comment cancel answer-rectification attach-evidence detach-evidence record-result submit-evaluation
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-approver    urge copy mark-read issue-rectification return-rectification close-rectification
    admin              remove-signer transfer mark-read jump terminate
evaluation-center
    drafter            urge copy mark-read answer-comment cancel answer-rectification withdraw
    section-chief      urge copy mark-read
    center-finance     object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment issue-rectification return-rectification close-rectification approve return
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-approver    urge copy mark-read issue-rectification return-rectification close-rectification
    admin              remove-signer transfer mark-read jump terminate
evaluation-bureau
    drafter            urge copy mark-read answer-comment cancel answer-rectification
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read issue-rectification return-rectification close-rectification withdraw
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read issue-rectification return-rectification close-rectification return rescore
    bureau-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-approver    object add-signer remove-signer transfer delegate claim release take-back urge copy mark-read consult comment confirm-comment issue-rectification return-rectification close-rectification confirm-evaluation
    admin              remove-signer transfer mark-read jump terminate
evaluation-final
    drafter            urge copy mark-read answer-comment cancel answer-rectification
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read issue-rectification return-rectification close-rectification publish
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-approver    urge copy mark-read issue-rectification return-rectification close-rectification
    admin              remove-signer transfer mark-read jump terminate
published
    drafter            urge copy mark-read answer-comment cancel answer-rectification
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read issue-rectification return-rectification close-rectification archive
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-finance     urge copy mark-read issue-rectification return-rectification close-rectification
    bureau-approver    urge copy mark-read issue-rectification return-rectification close-rectification
    admin              remove-signer transfer mark-read jump terminate
archived
    drafter            urge copy mark-read answer-comment cancel
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read correct
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read
    bureau-finance     urge copy mark-read
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate correct
rejected
    drafter            urge copy mark-read answer-comment cancel
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read
    bureau-finance     urge copy mark-read
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate reopen
terminated
    drafter            urge copy mark-read answer-comment cancel
    section-chief      urge copy mark-read
    center-finance     urge copy mark-read
    center-leader      urge copy mark-read
    bureau-reviewer    urge copy mark-read
    bureau-finance     urge copy mark-read
    bureau-approver    urge copy mark-read
    admin              remove-signer transfer mark-read jump terminate reopen
`
