import { plainPoints } from '../deciding/words.ts'
import { GradeChoice } from './grade-choice.tsx'
import type { Writing } from './review-section.tsx'
import { type Outcome, type Sheet, wayBasis, wayWords } from './sheet-draft.ts'

type ResultProps = Writing & Readonly<{ sheet: Sheet; outcome: Outcome }>

/** 合计, where it lies among 差中良优, and what follows from it. */
export const ReviewResult = ({ sheet, outcome, draft, write, isOpen }: ResultProps) => {
  const grade = outcome.ok ? outcome.grade : draft.grade
  const isByPoints = sheet.variant === 'key'
  return (
    <div className="review-result">
      {!isByPoints && (
        <div className="line">
          <b>审核结果</b>
          <GradeChoice label="审核结果" grade={draft.grade} isOpen={isOpen} choose={next => write({ grade: next })} />
        </div>
      )}
      {!isByPoints && sheet.proposedGrade && isOpen && (
        <p className="sub">
          体检建议“{sheet.proposedGrade}”：{sheet.proposedBecause}
        </p>
      )}
      {(!isByPoints || outcome.ok) && <Bands sheet={sheet} grade={grade} total={outcome.ok ? outcome.total : null} />}
      {outcome.ok ? (
        <p className="t13" role="status">
          {wayWords[outcome.grade]} <span className="sub">依据 {wayBasis}</span>
        </p>
      ) : (
        isOpen && (
          <ul className="t13 amber" aria-label="还缺什么">
            {outcome.problems.slice(0, PROBLEMS_SHOWN).map(({ item, message }) => (
              <li key={`${item} ${message}`}>{message}</li>
            ))}
            {outcome.problems.length > PROBLEMS_SHOWN && <li>还有 {outcome.problems.length - PROBLEMS_SHOWN} 项没有填。</li>}
          </ul>
        )
      )}
    </div>
  )
}

const PROBLEMS_SHOWN = 3

type BandsProps = Readonly<{ sheet: Sheet; grade: Sheet['proposedGrade']; total: string | null }>

/** From the worst to the best, each with the points it begins at. */
const Bands = ({ sheet, grade, total }: BandsProps) => (
  <ol className="bands" aria-label="合计在哪一等">
    {sheet.gradeBands.toReversed().map(band => (
      <li key={band.grade} className={band.grade === grade ? 'on' : ''} aria-current={band.grade === grade ? 'true' : undefined}>
        {band.grade}
        {band.grade === grade && total !== null && `　${plainPoints(total)} 分`}
        {sheet.variant === 'key' && band.from !== '0' && <i>{plainPoints(band.from)}</i>}
      </li>
    ))}
  </ol>
)
