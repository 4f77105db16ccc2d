import { type Plan, planFields } from '@shenbao/form/form.ts'
import { parseTarget } from '@shenbao/form/target.ts'
import { timelessName, timelessPlace } from '@shenbao/inspection/same-matter.ts'
import type { Declaration } from './state.ts'

/** What an approved row teaches the indicator library (指标库). Values as written, figures decimal text. */
export type Lesson = Readonly<{
  indicatorId: string
  /** Under which entry it stands: the name without its year, and the 二级指标. */
  key: string
  place: string
  name: string
  level1: string | null
  level2: string | null
  target: string
  op: string | null
  value: string | null
  unit: string | null
  plan: Plan
  /** Points that stood in the end and those that could be had; both `null` before the result is confirmed. */
  score: string | null
  weight: string | null
}>

/** What is longer is no name, and is known by its beginning. */
const LONGEST_KEY = 120

/** Under which name an indicator stands in the library. */
export const keyOf = (name: string): string => [...timelessName(name)].slice(0, LONGEST_KEY).join('').toLowerCase()

/**
 * What a declaration teaches: its rows as approved and adjusted. One that is not approved, or was refused, discarded or terminated
 * (`ended`), teaches nothing, and neither does a row without a name or a value.
 */
export const lessonsOf = (
  { approval, form, selfScore, rescores, final }: Declaration,
  ended: 'completed' | 'rejected' | 'discarded' | null,
): readonly Lesson[] => {
  if (approval === null || ended === 'rejected' || ended === 'discarded') return []
  const scored = new Map((final ? (selfScore?.rows ?? []) : []).map(row => [row.indicatorId, row]))
  return form.indicators.flatMap(({ id, level1, level2, name, target, plan = {} }) => {
    const { op, value, unit } = parseTarget(target)
    const key = keyOf(name)
    if (key === '' || op === null) return []
    const points = scored.get(id)
    const score = rescores[id]?.to ?? points?.score ?? null
    const measured = points !== undefined && score !== null
    return [
      {
        indicatorId: id,
        key,
        place: timelessPlace(level2),
        name,
        level1,
        level2,
        target,
        op,
        value,
        unit,
        plan: Object.fromEntries(planFields.flatMap(field => (plan[field] ? [[field, plan[field]]] : []))),
        score: measured ? score : null,
        weight: measured ? points.weight : null,
      },
    ]
  })
}

/** The neighbouring pairs of characters of a name, each once: by these an entry is found while its name is still being typed. */
export const pairsOf = (key: string): readonly string[] => {
  const characters = [...key]
  return [...new Set(characters.slice(1).map((character, at) => `${characters[at]}${character}`))]
}
