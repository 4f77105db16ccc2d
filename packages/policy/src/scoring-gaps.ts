import { directionOf } from '@shenbao/form/direction.ts'
import { compact } from '@shenbao/form/fold-text.ts'
import { type Indicator, type PlanField, planTitles } from '@shenbao/form/form.ts'
import type { Target } from '@shenbao/form/target.ts'
import type { Scored } from './scoring-method.ts'

/** What is missing for a row to be scored without an argument; `fields` are those to write, as `revise` names them. */
export type ScoringGap = Readonly<{
  code: 'target' | 'unit' | 'figure' | 'date' | 'direction' | 'grades' | 'evidence'
  fields: readonly ('target' | PlanField)[]
  /** What is wrong and what to do. */
  message: string
}>

type Row = Pick<Indicator, 'level2' | 'name' | 'plan'>

const grades = ['gradeMet', 'gradePartly', 'gradeUnmet'] as const
const evidence = ['evidenceType', 'evidenceSource', 'evidenceMethod'] as const

/** In the order of their weight: first what leaves no scoring at all, last what leaves it unproved. */
export const scoringGaps = (row: Row, scored: Scored, target: Target): readonly ScoringGap[] =>
  [
    ofTarget(row, scored, target),
    ofUnit(scored),
    ofDirection(row, scored, target),
    ofGrades(row, scored),
    ofEvidence(row, scored),
  ].filter(gap => gap !== null)

/** Words that promise to be in time without saying when. */
const inTime = /及时|按时|按期|如期|准时|尽快|当年完成|时限内/

/** A figure with its unit inside a sentence; a year, a month, a model or a standard (ISO9001标准, V3.0) is none. */
const measuredInWords = /(?<![A-Za-z\d.])\d+(?:\.\d+)?(?:%|‰|(?!年|月|日|号)[一-鿿])/

const ofTarget = ({ level2, name }: Row, { method }: Scored, target: Target): ScoringGap | null => {
  const aboutTarget = (code: 'target' | 'figure' | 'date', message: string): ScoringGap => ({ code, fields: ['target'], message })
  if (method === 'unset')
    return aboutTarget('target', '没有指标值，年末无从比较。请填写指标值，如 ≥95%、≤5个工作日 或 12月31日前。')
  if (method !== 'qualitative') return null
  const words = compact(target.raw)
  if (measuredInWords.test(words))
    return aboutTarget(
      'figure',
      `「${shown(target.raw)}」里有数字，但整句是文字，系统不能按数字计分。请只写比较符号、数字和单位，如 ≥90%；有几个数的，一行写一个。`,
    )
  return inTime.test(words) || inTime.test(compact(name)) || compact(level2 ?? '').includes('时效')
    ? aboutTarget(
        'date',
        `「${shown(target.raw)}」没有说到什么时候算数，年末只能由人评判。请写明最迟的日期或时限，如 12月31日前、≤5个工作日，或及时率 ≥95%。`,
      )
    : null
}

const ofUnit = (scored: Scored): ScoringGap | null =>
  'value' in scored && scored.unit === null
    ? {
        code: 'unit',
        fields: ['target'],
        message: '指标值没有单位，年末的完成值带上单位就不能比较。请在指标值里补上单位，如 ≥95%、=12次。',
      }
    : null

/** `=15万元` of a cost: less would be better, but it is scored as the sign says. */
const ofDirection = ({ level2, name }: Row, scored: Scored, target: Target): ScoringGap | null =>
  scored.method === 'equal' && directionOf(target, level2, name) === 'reverse'
    ? {
        code: 'direction',
        fields: ['target'],
        message: `按「等于」计分，少用了反而按比例扣分。如果这一项越低越好，请把指标值改为 ≤${target.value ?? ''}${target.unit ?? ''}。`,
      }
    : null

const ofGrades = ({ plan }: Row, { method }: Scored): ScoringGap | null => {
  const blank = method === 'qualitative' ? grades.filter(field => plan?.[field] === undefined) : []
  return blank.length === 0
    ? null
    : {
        code: 'grades',
        fields: blank,
        message: `由人评判，但没有写明${titles(blank)}，年末谁来评都没有尺度。请写明到什么程度算达成、部分达成和未达成。`,
      }
}

const ofEvidence = ({ plan }: Row, { method }: Scored): ScoringGap | null => {
  const blank = method === 'no-points' ? [] : evidence.filter(field => plan?.[field] === undefined)
  return blank.length === 0
    ? null
    : {
        code: 'evidence',
        fields: blank,
        message: `没有约定${titles(blank)}，年末完成值难以证明。请写明凭什么材料、取自哪里、怎样取得。`,
      }
}

const titles = (fields: readonly PlanField[]): string => fields.map(field => `「${planTitles[field]}」`).join('')

/** Long cells are shown by their beginning. */
const shown = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text)
