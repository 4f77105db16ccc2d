import { roles } from '@shenbao/directory/role.ts'
import { planFields } from '@shenbao/form/form.ts'
import type { Vocabulary } from '@shenbao/workflow/route.ts'
import { formFields, fundFields, indicatorFields } from './commands.ts'
import { formEvents } from './events.ts'
import { provablePhases } from './evidence.ts'
import { evidenceEvents } from './evidence-facts.ts'
import { rectificationEvents } from './rectification-facts.ts'
import { rectifiablePhases } from './rectification-offices.ts'

const writing = formEvents.map(event => event.type)

/** What a change of a form may name; `indicator` stands for adding and removing rows. */
const changeableFields = [...new Set([...formFields, ...fundFields, ...indicatorFields, ...planFields, 'indicator'])]

/** What may be asked of a form before there is a declaration. */
export const featuresOfAForm: Vocabulary['features'] = { annualRequest: 'amount', category: 'text', nature: 'text' }

/** The words a route of declarations may use: the facts each act and each move records, and who there is. */
export const declarationWords: Vocabulary = {
  acts: {
    revise: writing,
    review: ['review-sheet-filled', 'finding-answered', 'sections-graded'],
    amend: ['amendment-opened', ...writing],
    consent: ['amendment-consented'],
    'record-progress': ['budget-progress-recorded', 'budget-forecast-recorded', 'indicator-progress-recorded'],
    'record-result': ['budget-result-recorded', 'indicator-result-recorded'],
    score: ['self-scored'],
    rescore: ['result-rescored'],
    correct: ['correction-recorded'],
    /** Opening a declaration fills in its form fact by fact; no command of a person's. */
    open: ['funds-declared', 'goals-declared', 'indicator-declared', 'indicator-plan-revised'],
  },
  moves: {
    submit: { kind: 'step', facts: ['submitted'] },
    discard: { kind: 'abandon', facts: ['discarded'] },
    approve: { kind: 'pass', facts: ['stage-passed', 'declaration-approved', 'adjustment-passed', 'adjustment-approved'] },
    return: { kind: 'return', facts: ['returned', 'adjustment-returned'] },
    reject: { kind: 'reject', facts: ['rejected', 'adjustment-rejected'] },
    'request-adjustment': { kind: 'step', facts: ['adjustment-requested'] },
    'close-year': { kind: 'step', facts: ['year-closed'] },
    'submit-evaluation': { kind: 'step', facts: ['evaluation-submitted'] },
    'confirm-evaluation': { kind: 'pass', facts: ['evaluation-confirmed'] },
    publish: { kind: 'step', facts: ['declaration-published'] },
    archive: { kind: 'step', facts: ['declaration-archived'] },
    reopen: { kind: 'reopen', facts: ['reopened'] },
  },
  takenBackBy: ['withdrawn', 'adjustment-withdrawn'],
  roles,
  organisations: ['unit', 'department'],
  fillsReviewSheet: 'review',
  fields: changeableFields,
  writing: ['revise', 'amend'],
  throughout: [
    { phases: rectifiablePhases, facts: rectificationEvents.map(({ type }) => type) },
    { phases: provablePhases, facts: evidenceEvents.map(({ type }) => type) },
  ],
  /** `adjusts`: what the adjustment asked for touches, `budget` when an amount is among it, else `targets`; blank without one. */
  features: { ...featuresOfAForm, adjusts: 'text' },
  administrator: { role: 'admin', at: 'any' },
}
