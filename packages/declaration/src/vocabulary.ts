import type { Vocabulary } from '@shenbao/workflow/route.ts'
import { formEvents } from './events.ts'

const writing = formEvents.map(event => event.type)

/** Which facts each act of a declaration's life records: the words a route may use. */
export const declarationWords: Vocabulary = {
  revise: writing,
  review: ['review-sheet-filled'],
  amend: ['amendment-opened', ...writing],
  consent: ['amendment-consented'],
  'record-progress': ['budget-progress-recorded', 'indicator-progress-recorded'],
  'record-result': ['budget-result-recorded', 'indicator-result-recorded'],
  score: ['self-scored'],
  rescore: ['result-rescored'],
  correct: ['correction-recorded'],
  /** Opening a declaration fills in its form fact by fact; no command of a person's. */
  open: ['funds-declared', 'goals-declared', 'indicator-declared'],
}
