import type { Counts, Listed } from '../api/queries.ts'
import { grouped } from '../ui/money.tsx'
import { lookOf, sumOf } from './work-rows.ts'

type Counter = Readonly<{ title: string; count: number; tone: string }>

/** What presses, and how much it all is. */
export const Counters = ({ counts, batch }: Readonly<{ counts: Counts; batch: readonly Listed[] }>) => {
  const sum = sumOf(batch)
  return (
    <dl className="counters">
      {countersOf(counts, batch).map(({ title, count, tone }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>
            <b className={count > 0 ? tone : 'mute'}>{count}</b> 项
          </dd>
        </div>
      ))}
      <div className="wide">
        <dt>批次 {sum.count} 项・年度资金申请总额</dt>
        <dd>
          <b>{grouped(sum.yuan)}</b> 元
        </dd>
      </div>
    </dl>
  )
}

export const countersOf = (counts: Counts, batch: readonly Listed[]): readonly Counter[] => [
  { title: '待我办理', count: counts.todo, tone: '' },
  { title: '今日到期', count: counts.dueToday, tone: 'amber' },
  ...(counts.overdue > 0 ? [{ title: '已逾期', count: counts.overdue, tone: 'red' }] : []),
  { title: '查看后有变化', count: batch.filter(listed => lookOf(listed) === 'changed').length, tone: '' },
  {
    title: '有错误，尚在起草',
    count: batch.filter(({ phase, findings }) => phase === 'drafting' && findings.error > 0).length,
    tone: 'red',
  },
]
