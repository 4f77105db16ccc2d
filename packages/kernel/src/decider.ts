/**
 * The grammar of every rule in this product: a command is decided against a state and yields facts or one refusal;
 * facts, and only facts, change the state.
 */

/** What a refusal rests on: a regulation (法规), common practice (实践), or a choice of this product (产品约定). */
export type Basis = Readonly<{
  kind: 'law' | 'practice' | 'product'
  text: string
}>

/** A refusal. `code` is stable and for programs, `detail` is a Chinese sentence that says what to do next. */
export type Rejection = Readonly<{
  code: string
  detail: string
  basis?: Basis
  /** The fields or rows the refusal is about, where there are several; all of them, not only the first. */
  places?: readonly Place[]
}>

/** Where in a form something is wrong. `indicator` is an indicator id, `field` a field name of the form. */
export type Place = Readonly<{
  indicator?: string
  field?: string
  message: string
}>

export type Decision<Event> =
  | Readonly<{ accepted: true; events: readonly Event[] }>
  | Readonly<{ accepted: false; because: Rejection }>

export const accept = <Event>(...events: readonly Event[]): Decision<Event> => ({ accepted: true, events })

export const reject = (because: Rejection): Decision<never> => ({
  accepted: false,
  because,
})
