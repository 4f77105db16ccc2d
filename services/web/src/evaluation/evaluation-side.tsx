import type { PolicyPack } from '@shenbao/policy/pack.ts'
import type { Rescored } from '@shenbao/policy/reviewer-score.ts'
import { Mark } from '../ui/mark.tsx'
import { dayOf } from '../ui/time.tsx'
import { sheetFlagWords } from './flag-words.ts'
import { GradePicture } from './grade-bands.tsx'
import type { EvaluationAnswer } from './queries.ts'

type Place = Readonly<{ indicator?: string | undefined; field?: string | undefined }>
type Parts = Readonly<{
  sheet: EvaluationAnswer
  pack: PolicyPack | null
  review: Rescored | null
  isWriting: boolean
  goTo: (place: Place) => void
}>

/** Beside the sheet: the total and its grade, what keeps it from being handed in, what is to be looked at. */
export const EvaluationSide = ({ sheet, pack, review, isWriting, goTo }: Parts) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: text that is cut off is reached with the arrow keys
  <aside className="side" aria-label="自评结果" tabIndex={0}>
    <h2>{sheet.final ? '评价结果' : '自评结果'}</h2>
    <div className="side-part" aria-live="polite">
      <p className="total">
        <b>{sheet.final?.total ?? sheet.total ?? '—'}</b> 分 <b>{sheet.final?.grade ?? sheet.grade ?? ''}</b>
        {sheet.total === null && <span className="mute">填齐后得出总分</span>}
        {sheet.final && <span className="green"> ✓ {dayOf(sheet.final.at)} 确认</span>}
      </p>
      {pack && (
        <GradePicture
          bands={pack.gradeBands.bands}
          grade={sheet.final?.grade ?? sheet.grade}
          total={sheet.final?.total ?? sheet.total}
        />
      )}
      <p className="sub">
        {sheet.policy.title} 第 {sheet.policy.version} 版
      </p>
      {sheetFlagWords(sheet.flags).map(words => (
        <p key={words} className="amber">
          ▲ {words}
        </p>
      ))}
    </div>
    {review && <Review sheet={sheet} review={review} pack={pack} />}
    {isWriting && <Misses misses={sheet.misses} goTo={goTo} />}
    {sheet.concerns.length > 0 && (
      <div className="side-part">
        <h3>提请注意 {sheet.concerns.length}</h3>
        <ul>
          {sheet.concerns.map(({ kind, severity, sentence, basis, isUnexplained }) => (
            <li key={kind}>
              <Mark severity={severity} /> {sentence}
              {isUnexplained && <span className="amber">　还没有说明</span>}
              <div className="sub">依据：{basis.text}</div>
            </li>
          ))}
        </ul>
      </div>
    )}
  </aside>
)

const Misses = ({ misses, goTo }: Readonly<{ misses: EvaluationAnswer['misses']; goTo: (place: Place) => void }>) => (
  <div className="side-part">
    <h3>{misses.length === 0 ? <span className="green">✓ 已填齐，保存后可以提交</span> : `提交前还缺 ${misses.length} 处`}</h3>
    <ul>
      {misses.map(place => (
        <li key={`${place.indicator ?? ''} ${place.field ?? ''}`}>
          <button type="button" className="act" onClick={() => goTo(place)}>
            {place.message}
          </button>
        </li>
      ))}
    </ul>
  </div>
)

type ReviewParts = Readonly<{ sheet: EvaluationAnswer; review: Rescored; pack: PolicyPack | null }>

const Review = ({ sheet, review, pack }: ReviewParts) => (
  <div className="side-part">
    <h3>核查</h3>
    {review.ok ? (
      <>
        <p>
          自评 {sheet.handedIn?.total ?? sheet.total ?? '—'} → 核查 <b>{review.total ?? '—'}</b> 分，{review.grade ?? '未定'}
        </p>
        {review.isDeviating && pack && (
          <p className="red">■ 与自评相差超过 {pack.reviewer.deviationFlag} 分，请在核查理由中写明，并与单位核对</p>
        )}
      </>
    ) : (
      <ul>
        {review.problems.map(({ message }) => (
          <li key={message} className="red">
            ■ {message}
          </li>
        ))}
      </ul>
    )}
  </div>
)
