import { Input } from 'antd'
import { Link } from 'react-router'
import { Mark } from '../ui/mark.tsx'
import type { Writing } from './review-section.tsx'
import type { Answer, SheetFinding } from './sheet-draft.ts'

/** What the inspection found, and what the reviewer says to it: 确认, or 不采纳 with a reason. */
export const FindingAnswer = ({ finding, draft, write, isOpen }: Writing & Readonly<{ finding: SheetFinding }>) => {
  const { key, severity, message, indicatorId, field, earlier } = finding
  const answer = draft.answers[key]
  const at = indicatorId ?? field
  const put = (next: Answer | null): void => {
    const { [key]: _, ...others } = draft.answers
    write({ answers: next === null ? others : { ...others, [key]: next } })
  }
  const choose = (verdict: Answer['verdict']): void =>
    put(answer?.verdict === verdict ? null : { verdict, reason: answer?.reason ?? earlier?.reason ?? '' })
  return (
    <div className="finding-answer">
      <p>
        <Mark severity={severity} />{' '}
        {at === undefined ? message : <Link to={`?side=review&at=${encodeURIComponent(at)}`}>{message}</Link>}
      </p>
      {earlier && !answer && (
        <p className="sub">改动之前：{earlier.verdict === 'confirmed' ? '已确认' : `不采纳，${earlier.reason ?? ''}`}</p>
      )}
      {isOpen ? (
        <p className="verdicts">
          <button type="button" aria-pressed={answer?.verdict === 'confirmed'} onClick={() => choose('confirmed')}>
            确认
          </button>
          <button type="button" aria-pressed={answer?.verdict === 'overruled'} onClick={() => choose('overruled')}>
            不采纳
          </button>
          {answer?.verdict === 'overruled' && (
            <Input
              size="small"
              aria-label="不采纳的理由"
              placeholder="不采纳的理由"
              value={answer.reason}
              onChange={event => put({ verdict: 'overruled', reason: event.target.value })}
            />
          )}
        </p>
      ) : (
        answer && <p className="sub">{answer.verdict === 'confirmed' ? '✓ 已确认' : `✗ 不采纳：${answer.reason}`}</p>
      )}
    </div>
  )
}
