import { LevelCells } from '../monitoring/level-cells.tsx'
import { WasNow } from '../ui/was-now.tsx'
import { rowFlagWords } from './flag-words.ts'
import type { EvaluationAnswer, EvaluationRow } from './queries.ts'
import { Receipt } from './receipt.tsx'
import { type EvaluationDraft, isProposed, proposalWords, type ResultDraft, shownRow, withRow } from './result-draft.ts'
import { type ReviewDraft, shownReview, withReview } from './review-draft.ts'

type Parts = Readonly<{
  row: EvaluationRow
  recorded: EvaluationRow
  sheet: EvaluationAnswer
  draft: EvaluationDraft
  keep: ((draft: EvaluationDraft) => void) | null
  review: ReviewDraft | null
  keepReview: ((draft: ReviewDraft) => void) | null
  level1Lines: number
  level2Lines: number
  isOpen: boolean
  toggle: () => void
  showEvidence: () => void
}>

export const ResultRow = (parts: Parts) => {
  const { row, recorded, sheet, draft, keep, review, keepReview, level1Lines, level2Lines, isOpen, toggle, showEvidence } = parts
  const shown = shownRow(recorded, draft)
  const type = keep && ((typed: Partial<ResultDraft>) => keep(withRow(draft, recorded, typed)))
  const flags = shown.actual.trim() === '' ? [] : rowFlagWords(row.receipt.flags)
  return (
    <>
      <tr>
        <LevelCells level1={row.level1} level2={row.level2} level1Lines={level1Lines} level2Lines={level2Lines} />
        <td>
          {row.name}
          {flags.length > 0 && <div className="sub amber">▲ {flags.join('；')}</div>}
        </td>
        <td>
          {row.approvedTarget !== null && row.approvedTarget !== row.target ? (
            <WasNow from={row.approvedTarget} to={row.target} />
          ) : (
            row.target
          )}
        </td>
        <td className="num">{row.weight}</td>
        <Actual row={row} recorded={recorded} draft={draft} shown={shown} type={type} />
        <td className="num">
          <b>{row.receipt.score ?? '—'}</b>
          <div>
            <button type="button" className="act sub" aria-expanded={isOpen} onClick={toggle}>
              <span className="spoken">{row.name}：</span>
              {isOpen ? '收起算式' : '算式'}
            </button>
          </div>
        </td>
        <td className="middle">
          <button type="button" className="act" onClick={showEvidence}>
            <span className="spoken">{row.name}：佐证材料</span>
            {row.evidence.present > 0 ? `${row.evidence.present} 份` : '没有'}
          </button>
          {row.evidence.hint !== null && <div className="sub amber">▲ 待补</div>}
        </td>
        {review && <Reviewed row={recorded} review={review} keep={keepReview} />}
      </tr>
      {isOpen && (
        <tr className="more">
          <td colSpan={review ? 7 : 6}>
            <Receipt row={row} sheet={sheet} shown={shown} type={type} />
            {review && <ReviewReason row={recorded} review={review} keep={keepReview} />}
          </td>
        </tr>
      )}
    </>
  )
}

type Typing = Readonly<{
  row: EvaluationRow
  recorded: EvaluationRow
  draft: EvaluationDraft
  shown: ResultDraft
  type: ((typed: Partial<ResultDraft>) => void) | null
}>

const Actual = ({ row, recorded, draft, shown, type }: Typing) => {
  if (!type) return <td>{row.entered?.actual || <span className="mute">未填</span>}</td>
  const proposed = isProposed(recorded, draft)
  return (
    <td
      className={`typed ${proposed || draft.rows[row.indicator] ? 'changed' : ''} ${shown.actual.trim() === '' ? 'wanting' : ''}`}
    >
      <input
        type="text"
        aria-label={`${row.name}：实际完成值`}
        data-place={`${row.indicator} actual`}
        value={shown.actual}
        onChange={event => type({ actual: event.target.value })}
      />
      {proposed && recorded.monitored && <div className="sub amber proposal">{proposalWords(recorded.monitored.period)}</div>}
    </td>
  )
}

type Reviewing = Readonly<{ row: EvaluationRow; review: ReviewDraft; keep: ((draft: ReviewDraft) => void) | null }>

const Reviewed = ({ row, review, keep }: Reviewing) => {
  const { score, reason } = shownReview(row, review)
  if (!keep)
    return (
      <td className="num">
        {row.rescore?.to ?? <span className="mute">同自评</span>}
        {row.rescore && <div className="sub left">{row.rescore.reason}</div>}
      </td>
    )
  const wants = score.trim() !== '' && reason.trim() === ''
  return (
    <td className={`typed ${review.scores[row.indicator] ? 'changed' : ''}`}>
      <input
        type="text"
        inputMode="decimal"
        className="num"
        aria-label={`${row.name}：核查得分`}
        data-place={`${row.indicator} score`}
        placeholder={row.receipt.score ?? ''}
        value={score}
        onChange={event => keep(withReview(review, row, { score: event.target.value }))}
      />
      {(score.trim() !== '' || reason !== '') && (
        <textarea
          rows={2}
          className={wants ? 'wants' : ''}
          aria-label={`${row.name}：核查理由`}
          placeholder="核查理由（必填）"
          value={reason}
          onChange={event => keep(withReview(review, row, { reason: event.target.value }))}
        />
      )}
    </td>
  )
}

const ReviewReason = ({ row }: Reviewing) =>
  row.rescore && (
    <p className="sub">
      核查：{row.rescore.from ?? '未评'} → {row.rescore.to} 分。{row.rescore.reason}
    </p>
  )
