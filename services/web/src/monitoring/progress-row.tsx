import { deviationCauses, judgements, likelihoods } from '@shenbao/declaration/events.ts'
import type { MonitoringDraft, RowDraft } from '@shenbao/declaration/monitoring-draft.ts'
import type { MonitoredRow } from '@shenbao/declaration/monitoring-sheet.ts'
import { deviationCauseTitles, likelihoodTitles } from '@shenbao/declaration/words.ts'
import { WasNow } from '../ui/was-now.tsx'
import { judgementTitles } from './judgement.ts'
import { LevelCells } from './level-cells.tsx'
import { LightMark } from './light.tsx'
import { shownRow, withRow } from './progress-draft.ts'

type Parts = Readonly<{
  row: MonitoredRow
  recorded: MonitoredRow
  draft: MonitoringDraft
  keep: ((draft: MonitoringDraft) => void) | null
  level1Lines: number
  level2Lines: number
  isOpen: boolean
  open: () => void
}>

/** Behind, or something was said about it: the reasons stand under the row. */
export const hasMore = (row: MonitoredRow): boolean =>
  row.deviates ||
  row.light === 'red' ||
  row.light === 'yellow' ||
  row.causes.length > 0 ||
  [row.cause, row.remedy, row.note].some(text => text !== null)

export const ProgressRow = (parts: Parts) => {
  const { row, recorded, draft, keep, level1Lines, level2Lines, isOpen, open } = parts
  const shown = shownRow(recorded, draft)
  const type = keep && ((typed: Partial<RowDraft>) => keep(withRow(draft, recorded, typed)))
  const changed = draft.rows[row.indicator] ? 'changed' : ''
  return (
    <>
      <tr>
        <LevelCells level1={row.level1} level2={row.level2} level1Lines={level1Lines} level2Lines={level2Lines} />
        <td>{row.name}</td>
        <td>
          {row.initialTarget !== null && row.initialTarget !== row.target ? (
            <WasNow from={row.initialTarget} to={row.target} />
          ) : (
            row.target
          )}
        </td>
        {(['actual', 'forecast'] as const).map(field => (
          <td key={field} className={type ? `typed ${changed} ${(shown[field] ?? '').trim() === '' ? 'wanting' : ''}` : ''}>
            {type ? (
              <input
                type="text"
                aria-label={`${row.name}：${field === 'actual' ? '完成情况' : '全年预计'}`}
                data-column={field}
                data-place={`${row.indicator} ${field}`}
                value={shown[field] ?? ''}
                onChange={event => type({ [field]: event.target.value })}
              />
            ) : (
              (row[field] ?? <span className="mute">未填</span>)
            )}
          </td>
        ))}
        <Likelihood row={row} shown={shown} type={type} changed={changed} />
        <td>
          <LightMark light={row.light} />
          <div className="sub">{row.formula}</div>
          {type && (shown.judgement !== null || (row.light === null && row.actual !== null)) && (
            <Judgement row={row} shown={shown} type={type} />
          )}
          {type && !isOpen && (
            <button type="button" className="act sub" onClick={open} aria-label={`${row.name}：补充说明`}>
              补充说明
            </button>
          )}
        </td>
      </tr>
      {isOpen && <More row={row} shown={shown} type={type} />}
    </>
  )
}

type Typing = Readonly<{ row: MonitoredRow; shown: RowDraft; type: ((typed: Partial<RowDraft>) => void) | null }>

const Likelihood = ({ row, shown, type, changed }: Typing & Readonly<{ changed: string }>) => {
  if (!type)
    return <td className="middle">{row.likelihood ? likelihoodTitles[row.likelihood] : <span className="mute">未填</span>}</td>
  return (
    <td className={`typed ${changed} ${shown.likelihood === null ? 'wanting' : ''}`}>
      <select
        aria-label={`${row.name}：能否完成`}
        data-place={`${row.indicator} likelihood`}
        value={shown.likelihood ?? ''}
        onChange={event => type({ likelihood: likelihoods.find(one => one === event.target.value) ?? null })}
      >
        <option value="">请选择</option>
        {likelihoods.map(one => (
          <option key={one} value={one}>
            {likelihoodTitles[one]}
          </option>
        ))}
      </select>
    </td>
  )
}

const Judgement = ({ row, shown, type }: Typing) => (
  <select
    aria-label={`${row.name}：达成情况`}
    data-place={`${row.indicator} judgement`}
    value={shown.judgement ?? ''}
    onChange={event => type?.({ judgement: judgements.find(one => one === event.target.value) ?? null })}
  >
    <option value="">选择达成情况</option>
    {judgements.map(one => (
      <option key={one} value={one}>
        {judgementTitles[one]}
      </option>
    ))}
  </select>
)

const texts = [
  ['cause', '原因说明'],
  ['remedy', '整改措施'],
  ['note', '备注'],
] as const

const More = ({ row, shown, type }: Typing) => (
  <tr className="more">
    <td colSpan={6}>
      <div className="more-fields">
        <span className="label" id={`causes-${row.indicator}`}>
          原因类别
        </span>
        {type ? (
          <fieldset aria-labelledby={`causes-${row.indicator}`}>
            <span className="choices">
              {deviationCauses.map((cause, at) => (
                <label key={cause}>
                  <input
                    type="checkbox"
                    data-place={at === 0 ? `${row.indicator} causes` : undefined}
                    checked={shown.causes.includes(cause)}
                    onChange={event =>
                      type({
                        causes: event.target.checked ? [...shown.causes, cause] : shown.causes.filter(one => one !== cause),
                      })
                    }
                  />{' '}
                  {deviationCauseTitles[cause]}
                </label>
              ))}
            </span>
          </fieldset>
        ) : (
          <span>{row.causes.map(cause => deviationCauseTitles[cause]).join('、') || <span className="mute">未填</span>}</span>
        )}
        {texts.map(([field, title]) => (
          <Text key={field} field={field} title={title} row={row} shown={shown} type={type} />
        ))}
      </div>
    </td>
  </tr>
)

const Text = ({ field, title, row, shown, type }: Typing & Readonly<{ field: 'cause' | 'remedy' | 'note'; title: string }>) => {
  const name = `${field}-${row.indicator}`
  if (!type)
    return (
      <>
        <span className="label">{title}</span>
        <span>{row[field] ?? <span className="mute">未填</span>}</span>
      </>
    )
  return (
    <>
      <label htmlFor={name}>{title}</label>
      <input
        type="text"
        id={name}
        aria-label={`${row.name}：${title}`}
        data-column={field}
        data-place={`${row.indicator} ${field}`}
        value={shown[field] ?? ''}
        onChange={event => type({ [field]: event.target.value })}
      />
    </>
  )
}
