import { mergedRows } from '@shenbao/form/merged-rows.ts'
import { useState } from 'react'
import type { EvaluationAnswer, EvaluationRow } from './queries.ts'
import type { EvaluationDraft } from './result-draft.ts'
import { ResultRow } from './result-row.tsx'
import type { ReviewDraft } from './review-draft.ts'

type Parts = Readonly<{
  sheet: EvaluationAnswer
  recorded: EvaluationAnswer
  draft: EvaluationDraft
  keep: ((draft: EvaluationDraft) => void) | null
  /** `null` where nobody has reviewed and the reader does not. */
  review: ReviewDraft | null
  keepReview: ((draft: ReviewDraft) => void) | null
  showEvidence: (row: string) => void
}>

/** The rows of the self-evaluation in the merged cells of the official sheet; under each, when it is wanted, how its score comes about. */
export const ResultTable = ({ sheet, recorded, draft, keep, review, keepReview, showEvidence }: Parts) => {
  const [opened, setOpened] = useState<Readonly<Record<string, boolean>>>({})
  const isOpen = (row: EvaluationRow): boolean => opened[row.indicator] ?? opensItself(row, keep !== null, keepReview !== null)
  const lines = (from: number, count: number): number =>
    sheet.rows.slice(from, from + count).reduce((sum, row) => sum + (isOpen(row) ? 2 : 1), 0)
  const recordedRow = (row: EvaluationRow): EvaluationRow => recorded.rows.find(one => one.indicator === row.indicator) ?? row
  return (
    <table className="official results" aria-label="绩效指标完成情况">
      <colgroup>
        {['r-1', 'r-2', 'r-name', 'r-target', 'r-weight', 'r-actual', 'r-score', 'r-proof', ...(review ? ['r-review'] : [])].map(
          name => (
            <col key={name} className={name} />
          ),
        )}
      </colgroup>
      <thead>
        <tr>
          <th>一级指标</th>
          <th>二级指标</th>
          <th>三级指标</th>
          <th>年度指标值</th>
          <th>分值</th>
          <th>实际完成值</th>
          <th>得分</th>
          <th>佐证</th>
          {review && <th>核查得分</th>}
        </tr>
      </thead>
      <tbody>
        {mergedRows(sheet.rows).map(({ indicator: row, level1Rows, level2Rows }, at) => (
          <ResultRow
            key={row.indicator}
            row={row}
            recorded={recordedRow(row)}
            sheet={sheet}
            draft={draft}
            keep={keep}
            review={review}
            keepReview={keepReview}
            level1Lines={lines(at, level1Rows)}
            level2Lines={lines(at, level2Rows)}
            isOpen={isOpen(row)}
            toggle={() => setOpened({ ...opened, [row.indicator]: !isOpen(row) })}
            showEvidence={() => showEvidence(row.indicator)}
          />
        ))}
        {sheet.removed.map(({ indicator, name, target, adjustment, reason }) => (
          <tr key={indicator} className="gone">
            <td colSpan={2} className="why middle">
              已删去，不计分
            </td>
            <td>{name}</td>
            <td>{target}</td>
            <td colSpan={review ? 5 : 4} className="why">
              {adjustment === null ? '' : `第 ${adjustment} 次调整：`}
              {reason}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where something has to be said or chosen, the line under the row is open from the first. */
const opensItself = ({ bands, receipt, rescore, entered }: EvaluationRow, isWriting: boolean, isReviewing: boolean): boolean => {
  const isFilled = (receipt.inputs.actual ?? '').trim() !== ''
  const wants = receipt.flags.some(flag => flag === 'reason-required' || flag === 'needs-judgement')
  return (
    (isWriting && (bands !== null || (isFilled && wants))) || (isReviewing && rescore !== null) || (entered?.reason ?? '') !== ''
  )
}
