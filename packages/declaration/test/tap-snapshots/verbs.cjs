/* IMPORTANT
 * This snapshot file is auto-generated, but designed for humans.
 * It should be checked into source control and tracked carefully.
 * Re-generate by setting TAP_SNAPSHOT=1 and running tests.
 * Make sure to inspect the output below.  Do not ignore changes!
 */
'use strict'
exports[`packages/declaration/test/verbs.test.ts > TAP > who may use which verb where, and what refuses the rest > verbs by stage; an account that is not listed is turned away 1`] = `
drafting
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    transfer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    delegate
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        not-now                drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        no-such-target         admin
    terminate
        ✓                      admin
center-section
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        ✓                      section-chief
        not-your-task          center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        ✓                      section-chief admin
        not-your-task          center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    delegate
        ✓                      section-chief
        not-your-task          center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        ✓                      section-chief
        not-your-task          center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        nothing                section-chief
        not-your-task          center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        ✓                      drafter
    jump
        ✓                      admin
    terminate
        ✓                      admin
center-finance
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        ✓                      center-finance
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        ✓                      center-finance admin
    delegate
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        ✓                      center-finance
    claim
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        ✓                      center-finance
    release
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        nothing                center-finance
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        ✓                      drafter
    jump
        ✓                      admin
    terminate
        ✓                      admin
center-leader
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        ✓                      center-leader
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        ✓                      center-leader admin
    delegate
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        ✓                      center-leader
    claim
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        ✓                      center-leader
    release
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        nothing                center-leader
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        ✓                      drafter
    jump
        ✓                      admin
    terminate
        ✓                      admin
bureau-review
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-finance center-leader bureau-finance bureau-approver
        ✓                      bureau-reviewer
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-finance center-leader bureau-finance bureau-approver
        ✓                      bureau-reviewer admin
    delegate
        not-your-task          section-chief center-finance center-leader bureau-finance bureau-approver
        ✓                      bureau-reviewer
    claim
        not-your-task          section-chief center-finance center-leader bureau-finance bureau-approver
        ✓                      bureau-reviewer
    release
        not-your-task          section-chief center-finance center-leader bureau-finance bureau-approver
        nothing                bureau-reviewer
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        ✓                      drafter
    jump
        ✓                      admin
    terminate
        ✓                      admin
bureau-finance
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-approver
        ✓                      bureau-finance
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-approver
        ✓                      bureau-finance admin
    delegate
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-approver
        ✓                      bureau-finance
    claim
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-approver
        ✓                      bureau-finance
    release
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-approver
        nothing                bureau-finance
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        ✓                      drafter
    jump
        ✓                      admin
    terminate
        ✓                      admin
bureau-approval
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver admin
    delegate
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    claim
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    release
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        nothing                bureau-approver
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        ✓                      drafter
    jump
        ✓                      admin
    terminate
        ✓                      admin
executing
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    transfer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    delegate
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        not-now                drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        beyond-the-review      admin
    terminate
        ✓                      admin
executing + adjustment-center
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        ✓                      center-leader
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        ✓                      center-leader admin
    delegate
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        ✓                      center-leader
    claim
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        ✓                      center-leader
    release
        not-your-task          section-chief center-finance bureau-reviewer bureau-finance bureau-approver
        nothing                center-leader
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        beyond-the-review      admin
    terminate
        ✓                      admin
executing + adjustment-bureau
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver admin
    delegate
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    claim
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    release
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        nothing                bureau-approver
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        beyond-the-review      admin
    terminate
        ✓                      admin
evaluation-draft
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    transfer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    delegate
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        not-now                drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        beyond-the-review      admin
    terminate
        ✓                      admin
evaluation-center
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        ✓                      center-finance
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        ✓                      center-finance admin
    delegate
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        ✓                      center-finance
    claim
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        ✓                      center-finance
    release
        not-your-task          section-chief center-leader bureau-reviewer bureau-finance bureau-approver
        nothing                center-finance
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        beyond-the-review      admin
    terminate
        ✓                      admin
evaluation-bureau
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    remove-signer
        not-your-signer        section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
        last-signer            admin
    transfer
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver admin
    delegate
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    claim
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        ✓                      bureau-approver
    release
        not-your-task          section-chief center-finance center-leader bureau-reviewer bureau-finance
        nothing                bureau-approver
    take-back
        nothing-to-take-back   section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        beyond-the-review      admin
    terminate
        ✓                      admin
evaluation-final
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    transfer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    delegate
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        not-now                drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        beyond-the-review      admin
    terminate
        ✓                      admin
published
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    transfer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    delegate
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        not-now                drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        beyond-the-review      admin
    terminate
        ✓                      admin
archived
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    transfer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    delegate
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        not-now                drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        not-now                admin
    terminate
        not-now                admin
rejected
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    transfer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    delegate
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        not-now                drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        not-now                admin
    terminate
        not-now                admin
terminated
    object
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    add-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    remove-signer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    transfer
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    delegate
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    claim
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    release
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    take-back
        not-now                section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    urge
        not-now                drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    copy
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    mark-read
        ✓                      drafter section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver admin
    consult
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-consultation
        ✓                      auditor
    comment
        ✓                      section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    answer-comment
        ✓                      drafter
    confirm-comment
        not-your-comment       section-chief center-finance center-leader bureau-reviewer bureau-finance bureau-approver
    cancel
        not-now                drafter
    jump
        not-now                admin
    terminate
        not-now                admin
`
