import type { Evaluation } from '@shenbao/server/routes/evaluations.ts'
import { queryOptions } from '@tanstack/react-query'
import { get } from '../api/client.ts'

/** What of a result is shown where last year's declarations are copied. */
type Scored = Pick<Evaluation, 'finalTotal' | 'grade' | 'selfTotal' | 'selfGrade'>

export const scoresQuery = (year: number) =>
  queryOptions({
    queryKey: ['lists', 'evaluations', 'scores', year],
    queryFn: async ({ signal }) => {
      const { items } = await get<Readonly<{ items: readonly Evaluation[] }>>(`/api/evaluations?year=${year}`, signal)
      return new Map(items.map(item => [item.id, scoreWords(item)]))
    },
    structuralSharing: false,
  })

/** 92.50 优; 自评 90.00 优 while nobody has confirmed it; nothing where there is no total yet. */
export const scoreWords = ({ finalTotal, grade, selfTotal, selfGrade }: Scored): string | null => {
  if (finalTotal !== null) return `${finalTotal} ${grade ?? ''}`.trim()
  return selfTotal === null ? null : `自评 ${selfTotal} ${selfGrade ?? ''}`.trim()
}
