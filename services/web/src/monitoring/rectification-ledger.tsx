import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Trouble } from '../frame/trouble.tsx'
import { Due } from '../ui/time.tsx'
import { rectificationsQuery } from './queries.ts'

/** 整改台账: what is not closed yet stands first, by its day. */
export const RectificationLedger = ({ year }: Readonly<{ year: number }>) => {
  const ledger = useQuery(rectificationsQuery({ year: String(year) }))
  if (ledger.isError && !ledger.data) return <Trouble trouble={ledger.error} again={() => void ledger.refetch()} />
  const items = ledger.data?.items ?? []
  return (
    <section aria-label="整改台账">
      <h2>整改台账 {items.length > 0 && items.length}</h2>
      <div className="wide-table">
        {items.length === 0 ? (
          <p className="nothing">{ledger.data ? '本年度没有下达整改。' : '正在打开……'}</p>
        ) : (
          <table className="list">
            <thead>
              <tr>
                <th>项目</th>
                <th>指出的问题</th>
                <th>措施</th>
                <th>来源</th>
                <th>下达</th>
                <th>状态和期限</th>
              </tr>
            </thead>
            <tbody>
              {items.map(one => (
                <tr key={`${one.declarationId} ${one.number}`}>
                  <td>
                    <Link to={`/declarations/${one.declarationId}/monitoring`}>{one.name ?? '未命名的申报'}</Link>
                    <div className="sub">
                      {one.unit}　第 {one.number} 号
                    </div>
                  </td>
                  <td>{one.findings}</td>
                  <td>{one.measureTitle}</td>
                  <td>{one.sourceTitle}</td>
                  <td>{one.issuedOn}</td>
                  <td>
                    {one.stateTitle}
                    {one.closedOn !== null && ` ${one.closedOn}`}
                    {(one.state === 'open' || one.state === 'returned') && (
                      <div>
                        <Due dueOn={one.dueOn} workingDaysLeft={one.workingDaysLeft} />
                      </div>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}
