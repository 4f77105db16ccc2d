import { Link } from 'react-router'
import { Money } from '../ui/money.tsx'
import { percentOf } from './percent.ts'
import type { Evaluation } from './queries.ts'

/** By the confirmed points; equal points share a place. */
export const Ranking = ({ items }: Readonly<{ items: readonly Evaluation[] }>) => {
  if (items.length === 0)
    return (
      <div className="wide-table">
        <p className="nothing">还没有提交的自评。年度结束、单位提交自评之后，结果会列在这里。</p>
      </div>
    )
  return (
    <div className="wide-table">
      <table className="list" aria-label="评价结果排名">
        <thead>
          <tr>
            <th className="num">名次</th>
            <th>项目</th>
            <th className="num">全年预算（元）</th>
            <th className="num">执行率</th>
            <th className="num">自评</th>
            <th className="num">核查</th>
            <th className="num">最终</th>
            <th>等级</th>
            <th className="num">问题</th>
          </tr>
        </thead>
        <tbody>
          {items.map(item => (
            <tr key={item.id}>
              <td className="num">{item.rank ?? '—'}</td>
              <td>
                <Link to={`/declarations/${item.id}/evaluation`}>{item.name ?? '未命名的申报'}</Link>
                <div className="sub">{item.unit}</div>
              </td>
              <td className="num">
                <Money yuan={item.budgetAnnual} />
              </td>
              <td className="num">{percentOf(item.executionRate)}</td>
              <td className="num">{item.selfTotal ?? '—'}</td>
              <td className="num">
                {item.reviewTotal ?? '—'}
                {item.deviates && <div className="red">■ 相差较大</div>}
              </td>
              <td className="num">
                <b>{item.finalTotal ?? '—'}</b>
              </td>
              <td>{item.grade ?? <span className="mute">{item.selfGrade === null ? '未定' : `自评 ${item.selfGrade}`}</span>}</td>
              <td className="num">{item.problems}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
