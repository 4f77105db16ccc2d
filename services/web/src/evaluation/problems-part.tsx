import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { Mark, type Severity } from '../ui/mark.tsx'
import { problemsQuery } from './queries.ts'

const severityOf = (text: string): Severity => (text === 'error' || text === 'warning' ? text : 'info')

/** 问题清单: what somebody should look at, the grave first. */
export const ProblemsPart = ({ filter }: Readonly<{ filter: Readonly<Record<string, string>> }>) => {
  const problems = useQuery(problemsQuery(filter))
  if (problems.isError && !problems.data) return <Trouble trouble={problems.error} again={() => void problems.refetch()} />
  if (!problems.data) return <Waiting />
  const { items } = problems.data
  return (
    <div className="wide-table">
      {items.length === 0 ? (
        <p className="nothing">没有发现问题。</p>
      ) : (
        <table className="list" aria-label="问题清单">
          <thead>
            <tr>
              <th>程度</th>
              <th>问题</th>
              <th>项目</th>
              <th>说明</th>
            </tr>
          </thead>
          <tbody>
            {items.map(one => (
              <tr key={`${one.declaration} ${one.kind} ${one.indicator ?? ''}`}>
                <td>
                  <Mark severity={severityOf(one.severity)} />
                </td>
                <td>{one.title}</td>
                <td>
                  <Link to={`/declarations/${one.declaration}/evaluation`}>{one.declarationName ?? '未命名的申报'}</Link>
                  <div className="sub">
                    {one.unit}
                    {one.indicatorName !== null && `・${one.indicatorName}`}
                  </div>
                </td>
                <td>
                  {one.sentence}
                  <div className="sub">依据：{one.basis.text}</div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
