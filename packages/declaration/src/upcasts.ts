import type { Upcast } from '@shenbao/kernel/upcast.ts'
import { workflowUpcasts } from '@shenbao/workflow/upcasts.ts'

/**
 * How facts in earlier shapes are read today, one step a version.
 *
 * To change a fact: change its schema in `events.ts` (`register.ts`, `intake.ts`) and raise its version; add the step here, as
 * `{ type: 'year-closed', from: 1, up: data => ({ ...data, remark: null }) }`; freeze the new shape with
 * `node infra/scripts/freeze-facts.ts`; add a history of this release to `test/histories`. A step that is missing is found when the
 * program starts. A changed meaning is a new fact and no step: nobody can know what an old fact would have said.
 */
export const declarationUpcasts: readonly Upcast[] = [
  ...workflowUpcasts,
  // The monitoring form came to be kept whole: kinds of cause, a judgement of rows in words, a note.
  { type: 'indicator-progress-recorded', from: 1, up: data => ({ ...data, judgement: null, causes: [], note: null }) },
  // A row came to be put where it belongs; before, every new one stood at the end.
  { type: 'indicator-added', from: 1, up: data => ({ ...data, after: null }) },
  // The money of the year came to carry its own explanation.
  { type: 'budget-result-recorded', from: 1, up: data => ({ ...data, reason: '' }) },
]
export const registerUpcasts: readonly Upcast[] = [
  // A claim came to say which fact it is for. Before, whoever gave a name up gave the claim back.
  { type: 'name-registered', from: 1, up: data => ({ ...data, after: null }) },
]
export const intakeUpcasts: readonly Upcast[] = []
export const routesUpcasts: readonly Upcast[] = []
