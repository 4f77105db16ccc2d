import type { Form } from '@shenbao/form/form.ts'
import type { Comparison } from '@shenbao/form/target.ts'
import { compare, decimal } from '@shenbao/kernel/decimal.ts'
import { type Claim, claimsOf } from './claims.ts'
import { likeness } from './likeness.ts'
import { plainName, type Row, rowsOf } from './row.ts'

/**
 * A promise of the goal with the row that stands for it. `same`: the row asks for it. `none`: no row does, or more than one might.
 * `weaker` and `stricter`: the row of this very matter asks for less or for more; `bound`: only 高于 and 不低于 differ.
 */
export type Pairing = Readonly<{ claim: Claim; row: Row | null; verdict: 'same' | 'none' | 'weaker' | 'stricter' | 'bound' }>

/** So much of a row's name has to stand in the clause before the two are held to speak of one matter. */
const ALIKE = 0.72

export const pairingsOf = (form: Form): readonly Pairing[] => {
  const rows = rowsOf(form)
  return claimsOf(form.annualGoal).map(claim => pair(claim, rows))
}

const pair = (claim: Claim, rows: readonly Row[]): Pairing => {
  const clause = plainName(claim.clause)
  const ofUnit = rows.filter(({ target }) => target.value !== null && sameUnit(claim.unit, target.unit))
  const named = ofUnit
    .map(row => ({ row, likeness: likeness(row.name, clause) }))
    .filter(found => found.likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
  const exact = ofUnit.find(({ target }) => isEqual(target.value, claim.value))
  const best = named[0]
  // A row named in the clause with the very figure is the one meant, whichever other row is named there too.
  const agreeing = named.find(({ row }) => isEqual(row.target.value, claim.value))
  const row = (agreeing ?? best)?.row
  if (row) return { claim, row, verdict: judged(claim, row) }
  if (exact && !isRate(claim.unit)) return { claim, row: exact, verdict: 'same' }
  const inWords = rows.find(({ target }) => target.value === null && target.raw.includes(claim.value))
  return inWords || exact ? { claim, row: inWords ?? exact ?? null, verdict: 'same' } : { claim, row: null, verdict: 'none' }
}

const isRate = (unit: string): boolean => unit === '%' || unit === '‰'

const sameUnit = (a: string, b: string | null): boolean => {
  if (b === null) return false
  const plain = (unit: string): string => unit.replace(/^个(?=小时|工作日|月)/, '').replace(/\/.*$/, '')
  return plain(a) === plain(b) || b.startsWith(a)
}

const isEqual = (value: string | null, other: string): boolean => value !== null && compare(decimal(value), decimal(other)) === 0

const judged = (claim: Claim, { target }: Row): Pairing['verdict'] => {
  const { value, op } = target
  if (value === null || op === null || op === 'text') return 'none'
  const order = compare(decimal(value), decimal(claim.value))
  if (order === 0) return differsInBound(claim.op, op) ? 'bound' : 'same'
  const lessIsBetter = op === '<' || op === '<=' || claim.op === '<' || claim.op === '<='
  return order > 0 === lessIsBetter ? 'weaker' : 'stricter'
}

const differsInBound = (a: Comparison, b: Comparison): boolean =>
  (a === '>' && b === '>=') || (a === '<' && b === '<=') || (a === '>=' && b === '>')
