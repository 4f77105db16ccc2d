import { grouped, Money } from '../ui/money.tsx'
import { percentOf } from './percent.ts'
import type { EvaluationAnswer } from './queries.ts'
import {
  type BudgetDraft,
  type EvaluationDraft,
  isBudgetProposed,
  proposalWords,
  shownBudget,
  withBudget,
} from './result-draft.ts'

type Parts = Readonly<{
  sheet: EvaluationAnswer
  recorded: EvaluationAnswer
  draft: EvaluationDraft
  keep: ((draft: EvaluationDraft) => void) | null
}>
type Amount = 'initial' | 'annual' | 'executed'

const titles: Readonly<Record<Amount, string>> = { initial: '年初预算数', annual: '全年预算数（A）', executed: '全年执行数（B）' }

/** 预算执行: what was granted, what there was, what was spent, and the points for it with their sum. */
export const BudgetTable = ({ sheet, recorded, draft, keep }: Parts) => {
  const shown = shownBudget(recorded.budget, draft)
  const type = keep && ((typed: Partial<BudgetDraft>) => keep(withBudget(draft, recorded.budget, typed)))
  const proposed = keep !== null && isBudgetProposed(recorded.budget, draft)
  const { receipt } = sheet.budget
  const cell = (field: Amount) => {
    if (!type) return <Money yuan={sheet.budget[field]} />
    return (
      <input
        type="text"
        inputMode="decimal"
        className="num"
        aria-label={`${titles[field]}（元）`}
        data-place={field === 'annual' ? ' budget' : ` budget.${field}`}
        value={draft.budget ? shown[field] : grouped(shown[field])}
        onChange={event => type({ [field]: event.target.value })}
      />
    )
  }
  return (
    <table className="official" aria-label="预算执行情况">
      <thead>
        <tr>
          <th>资金（元）</th>
          {Object.values(titles).map(title => (
            <th key={title}>{title}</th>
          ))}
          <th>分值</th>
          <th>执行率（B÷A）</th>
          <th>得分</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">年度资金总额</th>
          {(['initial', 'annual', 'executed'] as const).map(field => (
            <td key={field} className={keep ? `num typed ${draft.budget || proposed ? 'changed' : ''}` : 'num'}>
              {cell(field)}
            </td>
          ))}
          <td className="num">{receipt?.weight ?? '—'}</td>
          <td className="num">{percentOf(receipt?.rate ?? null)}</td>
          <td className="num">
            <b>{receipt?.score ?? '—'}</b>
          </td>
        </tr>
        <tr>
          <td colSpan={7} className="sub">
            {receipt ? receipt.formula : '全年预算数为零，按政策包不计分'}
            {proposed && sheet.budget.proposed.period !== null && (
              <span className="amber">　执行数{proposalWords(sheet.budget.proposed.period)}，请改为全年数</span>
            )}
          </td>
        </tr>
        {(type || shown.reason !== '') && (
          <tr>
            <th scope="row">说明</th>
            <td colSpan={6} className={type ? 'typed' : ''}>
              {type ? (
                <input
                  type="text"
                  aria-label="预算执行说明"
                  placeholder="预算有调整、结余较多或超支的，请说明"
                  value={shown.reason}
                  onChange={event => type({ reason: event.target.value })}
                />
              ) : (
                shown.reason
              )}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}
