import type { MonitoringDraft } from '@shenbao/declaration/monitoring-draft.ts'
import type { MonitoringSheet } from '@shenbao/declaration/monitoring-sheet.ts'
import { grouped, Money } from '../ui/money.tsx'
import { LightMark } from './light.tsx'
import { type Amount, amountTitles, monthsOf, withAmount } from './progress-draft.ts'

type Parts = Readonly<{
  sheet: MonitoringSheet
  recorded: MonitoringSheet
  draft: MonitoringDraft
  /** `null` for whoever only reads. */
  keep: ((draft: MonitoringDraft) => void) | null
}>

/** The money half of 双监控. */
export const FundsTable = ({ sheet, recorded, draft, keep }: Parts) => {
  const { funds, period } = sheet
  const amount = (which: Amount) => {
    if (!keep) return <Money yuan={funds[which]} />
    return (
      <input
        type="text"
        inputMode="decimal"
        className="num"
        aria-label={`${amountTitles[which]}（元）`}
        data-place={` ${which}`}
        value={draft[which] ?? (recorded.funds[which] === null ? '' : grouped(recorded.funds[which]))}
        onChange={event => keep(withAmount(draft, which, event.target.value, recorded.funds[which]))}
      />
    )
  }
  const typed = (which: Amount): string =>
    keep ? `num typed ${draft[which] === undefined ? '' : 'changed'} ${funds[which] === null ? 'wanting' : ''}` : 'num'
  return (
    <table className="official" aria-label="资金执行">
      <thead>
        <tr>
          <th>资金（元）</th>
          <th>年初预算</th>
          <th>全年预算</th>
          <th>{monthsOf(period)}执行</th>
          <th>执行率</th>
          <th>全年预计执行</th>
          <th>预计结余</th>
          <th>预警</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">年度资金总额</th>
          <td className="num">
            <Money yuan={funds.initial.annualRequest} />
          </td>
          <td className="num">
            <Money yuan={funds.annual} />
          </td>
          <td className={typed('executed')}>{amount('executed')}</td>
          <td className="num">{funds.executionRate === null ? '—' : `${funds.executionRate}%`}</td>
          <td className={typed('forecastExecuted')}>{amount('forecastExecuted')}</td>
          <td className="num">{funds.forecastSurplus === null ? '—' : grouped(funds.forecastSurplus)}</td>
          <td>
            <LightMark light={funds.light} />
          </td>
        </tr>
        <tr>
          <td colSpan={8} className="sub">
            其中：当年财政拨款 <Money yuan={funds.initial.currentYearAppropriation} />
            ・上年结转 <Money yuan={funds.initial.carryover} />
            ・其他资金 <Money yuan={funds.initial.annualOther} />
            {funds.light !== null && `　　${funds.formula}`}
          </td>
        </tr>
      </tbody>
    </table>
  )
}
