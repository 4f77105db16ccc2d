import { useQuery } from '@tanstack/react-query'
import type { DeclarationOut } from '../api/queries.ts'
import { percentOf } from '../evaluation/percent.ts'
import { type EvaluationAnswer, evaluationQuery } from '../evaluation/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { grouped } from '../ui/money.tsx'
import { NamesLine } from './names-line.tsx'
import { PagedSheet } from './paged-sheet.tsx'

/** 项目支出绩效自评表 on paper. */
export const PrintedEvaluation = ({ declaration }: Readonly<{ declaration: DeclarationOut }>) => {
  const sheet = useQuery(evaluationQuery(declaration.id))
  if (sheet.isError && !sheet.data) return <Trouble trouble={sheet.error} again={() => void sheet.refetch()} />
  if (!sheet.data) return <Waiting />
  return (
    <PagedSheet
      title="项目支出绩效自评表"
      under={`（${sheet.data.year} 年度）`}
      top={<Top declaration={declaration} sheet={sheet.data} />}
      levels={[14, 17]}
      columns={[
        { title: '三级指标', share: 17 },
        { title: '年度指标值', share: 13 },
        { title: '实际完成值', share: 11 },
        { title: '分值', share: 8, isNumber: true },
        { title: '得分', share: 8, isNumber: true },
        { title: '偏差原因分析及改进措施', share: 12 },
      ]}
      rows={sheet.data.rows.map(row => ({
        id: row.indicator,
        level1: row.level1,
        level2: row.level2,
        cells: [row.name, row.target, row.entered?.actual ?? '', row.weight, row.receipt.score ?? '', row.entered?.reason ?? ''],
      }))}
    />
  )
}

const Top = ({ declaration, sheet }: Readonly<{ declaration: DeclarationOut; sheet: EvaluationAnswer }>) => {
  const { budget, final } = sheet
  const money = (yuan: string | null): string => (yuan === null ? '' : grouped(yuan))
  return (
    <table className="printed-top">
      <tbody>
        <NamesLine form={declaration.form} />
        <tr>
          <th>年初预算（元）</th>
          <th>全年预算（元）</th>
          <th>全年执行（元）</th>
          <th>执行率</th>
          <th>分值</th>
          <th>得分</th>
        </tr>
        <tr>
          <td className="num">{money(budget.initial)}</td>
          <td className="num">{money(budget.annual)}</td>
          <td className="num">{money(budget.executed)}</td>
          <td className="num">{budget.receipt === null ? '' : percentOf(budget.receipt.rate)}</td>
          <td className="num">{budget.receipt?.weight}</td>
          <td className="num">{budget.receipt?.score}</td>
        </tr>
        <tr>
          <th>总分</th>
          <td colSpan={2}>
            <b>{final?.total ?? sheet.total ?? '未填齐'}</b> {final?.grade ?? sheet.grade}
          </td>
          <th>评分依据</th>
          <td colSpan={2}>
            {sheet.policy.title} 第 {sheet.policy.version} 版
          </td>
        </tr>
      </tbody>
    </table>
  )
}
