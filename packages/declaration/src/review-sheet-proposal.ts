import type { Grade, PolicyPack } from '@shenbao/policy/pack.ts'
import { reviewQuestion } from '@shenbao/policy/review-questions.ts'
import { gradeOfItems } from '@shenbao/policy/review-sheet.ts'
import type { DeclarationFinding } from './findings.ts'
import { isCheck, isLookedAtWhole } from './review-sheet-items.ts'

/** What the inspection would put on the sheet, and why: a proposal that the reviewer takes, changes or leaves. `null`: it cannot say. */
export type ProposedGrade = Readonly<{ grade: Grade | null; because: string }>

/** What speaks against an item: findings that were not overruled. */
type Against = readonly Pick<DeclarationFinding, 'rule' | 'severity' | 'indicatorId' | 'field'>[]

/**
 * 优 where nothing speaks against the item and its question is looked at as a whole. 良 where a person should look at something. 中
 * where something is wrong whatever was meant, or a third of the rows or more want a look. 差 where half of the rows or more are
 * wrong. Notes (`info`) never count, nor what the reader of a file was unsure of: that says nothing about the unit. Basis: choice of this product; regulations leave the grade to the reviewer.
 */
export const proposedItemGrade = (item: string, against: Against, rows: number): ProposedGrade => {
  const left = reviewQuestion(item)?.leftToPeople
  const beyond = left === undefined ? '' : `${left}，由审核人判断。`
  const errors = against.filter(({ severity }) => severity === 'error')
  const warnings = against.filter(({ severity, rule }) => severity === 'warning' && isCheck(rule))
  if (errors.length === 0 && warnings.length === 0)
    return isLookedAtWhole(item)
      ? { grade: '优', because: `体检没有发现问题，建议“优”。${beyond}` }
      : { grade: null, because: `体检没有发现不利之处，但看不出这一项的全部，不作建议。${beyond}` }
  const wrong = places(errors)
  const concerned = places([...errors, ...warnings])
  const grade = wrong * 2 >= rows && wrong > 1 ? '差' : wrong > 0 || (concerned * 3 >= rows && concerned > 1) ? '中' : '良'
  const counted = [
    ...(errors.length > 0 ? [`${errors.length} 个错误`] : []),
    ...(warnings.length > 0 ? [`${warnings.length} 个提示`] : []),
  ].join('、')
  return { grade, because: `${counted}未被否定，涉及 ${concerned} 处（全表 ${rows} 行指标），建议“${grade}”。${beyond}` }
}

/** Rows and fields, each once; what speaks of the form as a whole is one place. */
const places = (against: Against): number => new Set(against.map(({ indicatorId, field }) => indicatorId ?? field ?? '')).size

/**
 * The grade of the whole, from the items that have one. Never better than 良 while an error stands: something has to be changed, and
 * 优 is what goes on as it is (财预〔2015〕88号第二十五条).
 */
export const proposedSheetGrade = (
  items: readonly Readonly<{ item: string; points: string; proposed: ProposedGrade }>[],
  openErrors: number,
  { review }: PolicyPack,
): ProposedGrade => {
  const graded = items.flatMap(({ points, proposed: { grade } }) => (grade === null ? [] : [{ points, grade }]))
  const unsaid = items.filter(({ proposed }) => proposed.grade === null).map(({ item }) => item)
  const beyond = unsaid.length === 0 ? '' : `未计入体检不作建议的：${unsaid.join('、')}。`
  const grade = gradeOfItems(graded, review.gradeBands)
  if (grade === null) return { grade, because: `体检对各项都不作建议。${beyond}` }
  if (grade === '优' && openErrors > 0)
    return { grade: '良', because: `各项合计可为“优”，但还有 ${openErrors} 个错误须修改，建议“良”，与单位协商修改。${beyond}` }
  return { grade, because: `按各项建议等级和分值合计，建议“${grade}”。${beyond}` }
}
