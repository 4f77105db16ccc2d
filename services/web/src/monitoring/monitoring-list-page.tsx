import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { grouped, Money } from '../ui/money.tsx'
import { LightMark } from './light.tsx'
import { type Choice, choices, isChoice, totalsOf } from './listed.ts'
import './monitoring.css'
import { monthsOf } from './progress-draft.ts'
import { type MonitoredList, monitoredQuery } from './queries.ts'
import { RectificationLedger } from './rectification-ledger.tsx'

const orders = {
  light: '预警重的在前',
  execution: '执行率低的在前',
  budget: '预算大的在前',
  rectifications: '整改多的在前',
} as const

/** 绩效监控: all declarations that are carried out, side by side. */
export const MonitoringListPage = () => {
  const [search, setSearch] = useSearchParams()
  const chosen = search.getAll('only').filter(isChoice)
  const sort = search.get('sort') ?? 'light'
  const period = search.get('period')
  const asked = Object.assign({ sort, ...(period !== null && { period }) }, ...chosen.map(choice => choices[choice].asks))
  const list = useQuery(monitoredQuery(asked))
  const change = (name: string, values: readonly string[]): void => {
    const next = new URLSearchParams(search)
    next.delete(name)
    for (const value of values) next.append(name, value)
    setSearch(next)
  }
  if (list.isError && !list.data) return <Trouble trouble={list.error} again={() => void list.refetch()} />
  if (!list.data) return <Waiting />
  const { year, counts } = list.data
  return (
    <section className="list-page">
      <h1>绩效监控</h1>
      <p className="hint-line">
        {year} 年度 {monthsOf(list.data.period)}，执行中 {counts.all ?? 0} 项，已填报 {counts.filled ?? 0} 项
        <span className="lights-line">
          {(['red', 'yellow', 'green', 'blue', 'unlit'] as const).map(
            light => (counts[light] ?? 0) > 0 && <LightMark key={light} light={light} count={counts[light] ?? 0} />,
          )}
        </span>
      </p>
      <fieldset className="filters" aria-label="筛选和排序">
        <Periods year={year} period={list.data.period} filled={list.data.periods} choose={one => change('period', [one])} />
        {Object.entries(choices).map(([choice, { title }]) => (
          <button
            key={choice}
            type="button"
            className="choice"
            aria-pressed={chosen.includes(choice as Choice)}
            onClick={() =>
              change('only', chosen.includes(choice as Choice) ? chosen.filter(one => one !== choice) : [...chosen, choice])
            }
          >
            {title}
          </button>
        ))}
        <label>
          排序{' '}
          <select value={sort} onChange={event => change('sort', [event.target.value])}>
            {Object.entries(orders).map(([order, title]) => (
              <option key={order} value={order}>
                {title}
              </option>
            ))}
          </select>
        </label>
      </fieldset>
      <Monitored list={list.data} isFiltered={chosen.length > 0} clear={() => change('only', [])} />
      <RectificationLedger year={year} />
    </section>
  )
}

type PeriodParts = Readonly<{ year: number; period: string; filled: readonly string[]; choose: (period: string) => void }>

const Periods = ({ year, period, filled, choose }: PeriodParts) => (
  <label>
    期间{' '}
    <select value={period} onChange={event => choose(event.target.value)}>
      {Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`).map(month => (
        <option key={month} value={month}>
          {monthsOf(month)}
          {filled.includes(month) ? '（有填报）' : ''}
        </option>
      ))}
    </select>
  </label>
)

const Monitored = ({ list, isFiltered, clear }: Readonly<{ list: MonitoredList; isFiltered: boolean; clear: () => void }>) => {
  const { items, period } = list
  const totals = totalsOf(items)
  if (items.length === 0)
    return (
      <div className="wide-table">
        <p className="nothing">
          {isFiltered ? '没有符合这些条件的项目。' : '还没有执行中的项目：批复之后，项目会列在这里。'}
          {isFiltered && (
            <button type="button" className="act" onClick={clear}>
              看全部
            </button>
          )}
        </p>
      </div>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways has to be reached by the keyboard
    <section className="wide-table" tabIndex={0} aria-label="各项目的监控">
      <table className="list">
        <thead>
          <tr>
            <th>项目</th>
            <th className="num">年度预算（元）</th>
            <th className="num">执行数（元）</th>
            <th className="num">执行率</th>
            <th>资金预警</th>
            <th>指标预警</th>
            <th>填报</th>
            <th>整改</th>
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <tr key={item.id}>
              <td>
                <Link to={`/declarations/${item.id}/monitoring?period=${period}`}>{item.name ?? '未命名的申报'}</Link>
                <div className="sub">{item.unit}</div>
              </td>
              <td className="num">
                <Money yuan={item.annualRequest} />
              </td>
              <td className="num">
                <Money yuan={item.executed} />
              </td>
              <td className="num">{item.executionRate === null ? '—' : `${item.executionRate}%`}</td>
              <td>
                <LightMark light={item.budgetLight} />
              </td>
              <td>
                <LightMark light={item.light} />
                {(item.red > 0 || item.yellow > 0) && (
                  <div className="sub">
                    {[item.red > 0 && `红 ${item.red}`, item.yellow > 0 && `黄 ${item.yellow}`].filter(Boolean).join('，')}
                  </div>
                )}
              </td>
              <td>{item.filled ? <span className="green">✓ 已填</span> : <span className="amber">▲ 还没有填齐</span>}</td>
              <td>
                {item.openRectifications === 0 ? '—' : `${item.openRectifications} 项没有销号`}
                {item.overdueRectifications > 0 && <div className="red">■ {item.overdueRectifications} 项超期</div>}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>合计 {totals.count} 项</td>
            <td className="num">{grouped(totals.budget)}</td>
            <td className="num">{grouped(totals.executed)}</td>
            <td className="num">{totals.rate === null ? '—' : `${totals.rate}%`}</td>
            <td colSpan={4} />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
