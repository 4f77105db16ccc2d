import type { Form } from '@shenbao/form/form.ts'

/** 体检 of forms that came in together: for each form, in the same order, what a person should look at. */
export type Inspect = (forms: readonly Form[]) => readonly (readonly Finding[])[]

export type Finding = Readonly<{
  rule: string
  severity: 'error' | 'warning' | 'info'
  message: string
  indicator?: string | undefined
  field?: string | undefined
  basis?: string | undefined
}>
