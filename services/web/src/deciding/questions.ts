import type { DeclarationOut } from '../api/queries.ts'

/** What this person was asked and has not answered. */
export const questionsTo = (
  { consultations }: Pick<DeclarationOut, 'consultations'>,
  person: string,
): DeclarationOut['consultations'] =>
  consultations.filter(
    ({ asked, answers }) =>
      asked.includes(person) && !answers.some(({ by, onBehalfOf }) => by === person || onBehalfOf === person),
  )

/** The rectifications an act may be about: to be answered while it is the unit's turn, to be judged once it has answered. */
export const rectificationsFor = (
  type: string,
  { rectifications }: Pick<DeclarationOut, 'rectifications'>,
): DeclarationOut['rectifications'] =>
  rectifications.filter(({ state }) =>
    type === 'answer-rectification' ? state === 'open' || state === 'returned' : state === 'answered',
  )
