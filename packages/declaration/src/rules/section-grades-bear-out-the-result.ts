import type { Place, Rejection } from '@shenbao/kernel/decider.ts'
import type { AskedSection } from '../review-sheet-commands.ts'
import { reviewGrades } from '../review-sheet-facts.ts'

type Grade = AskedSection['grade']

/**
 * Whoever grades by section grades every section once, and the result lies between the best and the worst of them.
 * Basis: choice of this product, after the sections of the annex; a result that no section bears out has no ground on the sheet.
 */
export const sectionGradesBearOutTheResult = (
  graded: readonly AskedSection[],
  result: Grade,
  sections: readonly string[],
): Rejection | null => {
  const problems: readonly Place[] = [
    ...graded
      .filter(({ section }) => !sections.includes(section))
      .map(({ section }) => ({ field: section, message: `审核表没有「${section}」这一部分，请改为：${sections.join('、')}。` })),
    ...sections.flatMap(name => {
      const times = graded.filter(({ section }) => section === name).length
      if (times === 1) return []
      return [{ field: name, message: times === 0 ? `请给「${name}」评定等级。` : `「${name}」评定了不止一次，请只保留一个。` }]
    }),
  ]
  if (problems.length > 0) return wrong(problems.map(({ message }) => message).join(''), problems)
  const ranks = graded.map(({ grade }) => reviewGrades.indexOf(grade))
  const rank = reviewGrades.indexOf(result)
  if (rank >= Math.min(...ranks) && rank <= Math.max(...ranks)) return null
  return wrong(`各部分评定为${graded.map(({ grade }) => `“${grade}”`).join('、')}，审核结果却是“${result}”，请核对。`, [])
}

const wrong = (detail: string, places: readonly Place[]): Rejection => ({
  code: 'section-grades-bear-out-the-result',
  detail,
  basis: { kind: 'product', text: '逐部分定性审核时，各部分都要评定，审核结果应在各部分等级之间' },
  ...(places.length > 0 ? { places } : {}),
})
