import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import type { Around } from './around.ts'
import type { Condition, Move } from './route.ts'

/** Where a move leads in this case: the first way whose conditions are all met, else its first target. */
export const targetOf = (move: Move, features: Around['features']): string =>
  move.ways?.find(({ when }) => when.every(condition => isMet(condition, features)))?.to ?? move.to[0] ?? ''

/** A feature the case leaves blank meets no condition. */
export const isMet = (condition: Condition, features: Around['features']): boolean => {
  const value = Object.hasOwn(features, condition.of) ? features[condition.of] : null
  if (value === null || value === undefined) return false
  if ('is' in condition) return condition.is.includes(value)
  const amount = decimal(value)
  const { atLeast, below } = condition
  return (
    (atLeast === undefined || compare(amount, decimal(atLeast)) >= 0) &&
    (below === undefined || compare(amount, decimal(below)) < 0)
  )
}
