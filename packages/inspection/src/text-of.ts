import { compact } from '@shenbao/form/fold-text.ts'
import type { Form } from '@shenbao/form/form.ts'

/** All that the goals and the rows of a form say, folded and without blanks. */
export const textOf = ({ overallGoal, annualGoal, indicators }: Form): string =>
  compact([overallGoal, annualGoal, ...indicators.flatMap(({ name, target }) => [name, target])].join('\n'))
