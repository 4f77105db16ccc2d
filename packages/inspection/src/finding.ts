import type { Form } from '@shenbao/form/form.ts'

/** `error`: wrong whatever was meant. `warning`: a person should look. `info`: worth knowing, often right as it is. */
export type Severity = 'error' | 'warning' | 'info'

/** One thing to look at. `rule` is the id of the check, `indicator` a row id, `field` a field of the form. */
export type Finding = Readonly<{
  rule: string
  severity: Severity
  /** What is the matter, with the words and numbers of the form in it. */
  message: string
  /** What to do about it. */
  repair: string
  basis: string
  indicator?: string
  field?: string
}>

/** A finding as a check reports it: rule and basis are the check's own. */
export type Spotted = Omit<Finding, 'rule' | 'basis'>

/** A row of last year's form with what came of it. `target` and `actual` as written; `score` decimal text. */
export type LastYearRow = Readonly<{
  name: string
  level2: string | null
  target: string
  /** `null` where nothing was recorded. */
  actual: string | null
  /** `null` where the row was not scored. */
  score: string | null
}>

/** What of another form is compared. */
export type Compared = Pick<Form, 'name' | 'indicators'>

/** What a check may look at beside the form itself. */
export type Beside = Readonly<{
  /** The other forms that were handed in together with this one, or belong to the same unit and year; of each the rows worth comparing. */
  others: readonly Compared[]
  /** The rows of the same project a year before; `null` or absent where it is not known. */
  lastYear?: Readonly<{ indicators: readonly LastYearRow[] }> | null
}>

/** One check of an inspection (体检): a rule of thumb of those who review forms, with where it comes from. Pure and total. */
export type Check = Readonly<{
  rule: string
  title: string
  basis: string
  look: (form: Form, beside: Beside) => readonly Spotted[]
}>
