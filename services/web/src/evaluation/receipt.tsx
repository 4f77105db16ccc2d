import { judgements } from '@shenbao/declaration/events.ts'
import { judgementTitles } from '../monitoring/judgement.ts'
import type { EvaluationAnswer, EvaluationRow } from './queries.ts'
import type { ResultDraft } from './result-draft.ts'

type Parts = Readonly<{
  row: EvaluationRow
  sheet: EvaluationAnswer
  shown: ResultDraft
  type: ((typed: Partial<ResultDraft>) => void) | null
}>

/** How a score comes about, so that anybody can do it again; above it, what the row still asks of whoever fills it in. */
export const Receipt = ({ row, sheet, shown, type }: Parts) => (
  <div className="more-fields">
    {row.bands && <Judged row={row} shown={shown} type={type} bands={row.bands} />}
    <span className="label">算式</span>
    <span className="formula">
      {row.receipt.formula}
      <span className="sub">
        分值 {row.receipt.inputs.weight}，{row.receipt.rule === 'quantitative' ? '定量指标' : '定性指标'}・{sheet.policy.title} 第{' '}
        {sheet.policy.version} 版・
        {sheet.rounding.places} 位小数，四舍五入
      </span>
      <details className="sub">
        <summary>依据</summary>
        {row.receipt.basis.text}
      </details>
    </span>
    {row.handedIn && row.handedIn.score !== row.receipt.score && (
      <>
        <span className="label">提交时</span>
        <span>
          {row.handedIn.score ?? '未评'} 分：{row.handedIn.formula}
        </span>
      </>
    )}
    {type ? (
      <>
        <label htmlFor={`reason-${row.indicator}`}>偏差原因</label>
        <input
          type="text"
          id={`reason-${row.indicator}`}
          aria-label={`${row.name}：偏差原因`}
          data-place={`${row.indicator} reason`}
          placeholder="失分或远超目标的，写明原因和改进措施"
          value={shown.reason}
          onChange={event => type({ reason: event.target.value })}
        />
      </>
    ) : (
      shown.reason !== '' && (
        <>
          <span className="label">偏差原因</span>
          <span>{shown.reason}</span>
        </>
      )
    )}
  </div>
)

type Bands = NonNullable<EvaluationRow['bands']>

const bandWords = ({ from, to, includesTo }: Bands[number]): string => `${from} 至 ${to}${includesTo ? '' : '（不含）'} 分`

const Judged = ({ row, shown, type, bands }: Omit<Parts, 'sheet'> & Readonly<{ bands: Bands }>) => {
  const allowed = bands.find(({ judgement }) => judgement === shown.judgement)
  return (
    <>
      <span className="label">达成情况</span>
      {type ? (
        <span className="judged">
          <select
            aria-label={`${row.name}：达成情况`}
            data-place={`${row.indicator} judgement`}
            value={shown.judgement ?? ''}
            onChange={event => type({ judgement: judgements.find(one => one === event.target.value) ?? null })}
          >
            <option value="">请选择</option>
            {bands.map(band => (
              <option key={band.judgement} value={band.judgement}>
                {band.title}：{bandWords(band)}
              </option>
            ))}
          </select>
          <label>
            给分{' '}
            <input
              type="text"
              inputMode="decimal"
              aria-label={`${row.name}：给分`}
              data-place={`${row.indicator} score`}
              placeholder={allowed ? `${allowed.from}—${allowed.to}` : ''}
              value={shown.score ?? ''}
              onChange={event => type({ score: event.target.value === '' ? null : event.target.value })}
            />
          </label>
        </span>
      ) : (
        <span>{shown.judgement ? judgementTitles[shown.judgement] : <span className="mute">未选</span>}</span>
      )}
      {allowed?.described && (
        <>
          <span className="label">申报时写明</span>
          <span>{allowed.described}</span>
        </>
      )}
    </>
  )
}
