import type { Form } from '@shenbao/form/form.ts'
import type { Basis, Place } from '@shenbao/kernel/decider.ts'
import type { PolicyPack } from '@shenbao/policy/pack.ts'

/**
 * A rule over what a form says. `check` names every place that breaks it, with a sentence that says how to mend it; nothing
 * when the form keeps it. To add one: a file named after the rule, an entry in `what-blocks-submission.ts`, a row in its table
 * test.
 */
export type FormRule = Readonly<{
  id: string
  basis: Basis
  check: (form: Form, pack: PolicyPack) => readonly Place[]
}>
