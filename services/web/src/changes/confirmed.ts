import { useSyncExternalStore } from 'react'
import type { DeclarationOut } from '../api/queries.ts'

/**
 * What a reviewer made of each changed row when they look at a case again: 通过 or 再改. Kept in this browser tab until the decision
 * takes the 通过 along as `confirmed`. A row that changes after that has to be looked at again: a verdict is about what stood there.
 */
export type Verdict = 'passed' | 'again'
type Verdicts = Readonly<Record<string, Readonly<{ verdict: Verdict; of: string }>>>
type ChangedPlace = DeclarationOut['reapproval'][number]['changed'][number]

/** Rows and fields of one round at one stage that have to be looked at, and what was made of them. */
export type Looking = Readonly<{
  /** Anchors as `approve` wants them in `confirmed`. */
  confirmed: readonly string[]
  again: readonly string[]
  left: readonly string[]
  /** The approval is refused while something is left. */
  mustConfirm: boolean
}>

export const anchorOf = ({ indicator, field }: Pick<ChangedPlace, 'indicator' | 'field'>): string => indicator ?? field ?? ''

const contentOf = ({ kind, fields }: ChangedPlace): string => JSON.stringify([kind, fields.map(({ field, to }) => [field, to])])

/** `null` where the case is seen for the first time: nothing to confirm. */
export const lookingOf = ({ reapproval }: Pick<DeclarationOut, 'reapproval'>, verdicts: Verdicts): Looking | null => {
  const changed = reapproval.flatMap(one => one.changed)
  if (reapproval.length === 0) return null
  const madeOf = (place: ChangedPlace): Verdict | null => {
    const made = verdicts[anchorOf(place)]
    return made && made.of === contentOf(place) ? made.verdict : null
  }
  const those = (verdict: Verdict | null): readonly string[] => [
    ...new Set(changed.filter(place => madeOf(place) === verdict).map(anchorOf)),
  ]
  return {
    confirmed: those('passed'),
    again: those('again'),
    left: those(null),
    mustConfirm: reapproval.some(one => one.mustConfirm),
  }
}

export const withVerdict = (
  verdicts: Verdicts,
  { reapproval }: Pick<DeclarationOut, 'reapproval'>,
  anchor: string,
  verdict: Verdict | null,
): Verdicts => {
  const { [anchor]: _, ...others } = verdicts
  const place = reapproval.flatMap(one => one.changed).find(one => anchorOf(one) === anchor)
  return place && verdict !== null ? { ...others, [anchor]: { verdict, of: contentOf(place) } } : others
}

const nothing: Verdicts = {}
const kept = new Map<string, Verdicts>()
const listeners = new Set<() => void>()
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Of the person and the declaration: whoever signs in next in the same tab begins anew. */
const placeOf = (officerId: string, id: string): string => `${officerId}/${id}`

/** What this person made of the changed rows so far, and how to say it of one. */
export const useLooking = (
  declaration: DeclarationOut,
  officerId: string,
): Readonly<{ looking: Looking | null; say: (anchor: string, verdict: Verdict | null) => void }> => {
  const place = placeOf(officerId, declaration.id)
  const verdicts = useSyncExternalStore(subscribe, () => kept.get(place) ?? nothing)
  return {
    looking: lookingOf(declaration, verdicts),
    say: (anchor, verdict) => {
      kept.set(place, withVerdict(kept.get(place) ?? nothing, declaration, anchor, verdict))
      for (const listener of listeners) listener()
    },
  }
}
