import { deviationCauseTitles, likelihoodTitles } from '@shenbao/declaration/words.ts'
import { useQuery } from '@tanstack/react-query'
import type { DeclarationOut } from '../api/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { lightWord } from '../monitoring/light.tsx'
import { monthsOf } from '../monitoring/progress-draft.ts'
import { type MonitoringAnswer, monitoringQuery } from '../monitoring/queries.ts'
import { grouped } from '../ui/money.tsx'
import { NamesLine } from './names-line.tsx'
import { PagedSheet } from './paged-sheet.tsx'

type Row = MonitoringAnswer['rows'][number]

const because = ({ causes, cause, remedy, note }: Row): string =>
  [causes.map(one => deviationCauseTitles[one]).join('、'), cause, remedy, note].filter(Boolean).join('；')

/** 绩效目标执行监控表 on paper. */
export const PrintedMonitoring = ({ declaration, period }: Readonly<{ declaration: DeclarationOut; period: string | null }>) => {
  const sheet = useQuery(monitoringQuery(declaration.id, period))
  if (sheet.isError && !sheet.data) return <Trouble trouble={sheet.error} again={() => void sheet.refetch()} />
  if (!sheet.data) return <Waiting />
  const months = monthsOf(sheet.data.period)
  return (
    <PagedSheet
      key={sheet.data.period}
      title="绩效目标执行监控表"
      under={`（${declaration.year} 年度 ${months}）`}
      top={<Top declaration={declaration} sheet={sheet.data} />}
      levels={[12, 17]}
      columns={[
        { title: '三级指标', share: 16 },
        { title: '年度指标值', share: 12 },
        { title: `${months}完成`, share: 10 },
        { title: '全年预计', share: 9 },
        { title: '能否完成', share: 11 },
        { title: '偏差原因和措施', share: 13 },
      ]}
      rows={sheet.data.rows.map(row => ({
        id: row.indicator,
        level1: row.level1,
        level2: row.level2,
        isGone: row.removed,
        cells: [
          row.name,
          row.target,
          row.removed ? '已删去' : (row.actual ?? ''),
          row.forecast ?? '',
          <>
            {row.likelihood ? likelihoodTitles[row.likelihood] : ''}
            {row.light && <div>{lightWord(row.light)}</div>}
          </>,
          because(row),
        ],
      }))}
    />
  )
}

const Top = ({ declaration, sheet: { funds } }: Readonly<{ declaration: DeclarationOut; sheet: MonitoringAnswer }>) => {
  const money = (yuan: string | null): string => (yuan === null ? '' : grouped(yuan))
  return (
    <table className="printed-top">
      <tbody>
        <NamesLine form={declaration.form} />
        <tr>
          <th>年初预算（元）</th>
          <th>全年预算（元）</th>
          <th>执行数（元）</th>
          <th>执行率</th>
          <th>全年预计执行（元）</th>
          <th>预警</th>
        </tr>
        <tr>
          <td className="num">{money(funds.initial.annualRequest)}</td>
          <td className="num">{money(funds.annual)}</td>
          <td className="num">{money(funds.executed)}</td>
          <td className="num">{funds.executionRate === null ? '' : `${funds.executionRate}%`}</td>
          <td className="num">{money(funds.forecastExecuted)}</td>
          <td>{lightWord(funds.light)}</td>
        </tr>
      </tbody>
    </table>
  )
}
