import type { DeclarationOut } from '../api/queries.ts'
import type { Offer } from './offers.ts'
import { questionsTo, rectificationsFor } from './questions.ts'
import { slotsToChoose, slotsToRemove } from './slots.ts'

/** What is chosen before anybody chooses: the first of what there is, as the dialog shows it. */
export const startingTexts = (offer: Offer, declaration: DeclarationOut, reader: string): Readonly<Record<string, string>> => {
  const person = offer.onBehalfOf ?? reader
  const first = (name: string, value: string | undefined): Record<string, string> =>
    value === undefined ? {} : { [name]: value }
  switch (offer.type) {
    case 'return':
    case 'jump':
      return first('to', offer.to?.[0])
    case 'transfer':
    case 'delegate':
    case 'add-signer':
    case 'claim':
    case 'release': {
      const slots = slotsToChoose(declaration, person)
      return slots.length > 1 ? first('slot', slots[0]?.slot) : {}
    }
    case 'remove-signer':
      return first('slot', slotsToRemove(declaration, person)[0]?.slot)
    case 'answer-consultation':
      return first('consultation', questionsTo(declaration, person)[0]?.id)
    case 'issue-rectification':
      return { source: 'monitoring', measure: 'correct' }
    case 'answer-rectification':
    case 'return-rectification':
    case 'close-rectification':
      return first('number', rectificationsFor(offer.type, declaration)[0]?.number.toString())
    default:
      return {}
  }
}
