import { findPack, packIds } from '@shenbao/policy/packs.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { Trouble } from '../frame/trouble.tsx'
import { whatIfQuery } from './queries.ts'

/** The year scored again under another policy pack: looked at, never recorded. */
export const WhatIfPart = ({ year }: Readonly<{ year: string }>) => {
  const [policy, setPolicy] = useState('')
  const answer = useQuery({ ...whatIfQuery({ year, policy }), enabled: policy !== '' && year !== '' })
  return (
    <section aria-label="按另一个政策包试算">
      <p className="hint-line">▲ 只是试算，不作记录：已提交和已确认的得分不变。</p>
      <div className="filters">
        <label>
          按{' '}
          <select value={policy} onChange={event => setPolicy(event.target.value)}>
            <option value="">选择政策包</option>
            {packIds.map(id => (
              <option key={id} value={id}>
                {findPack(id)?.title ?? id}
              </option>
            ))}
          </select>{' '}
          重算 {year} 年度
        </label>
        {answer.isFetching && <span role="status">正在试算……</span>}
      </div>
      {answer.isError && <Trouble trouble={answer.error} again={() => void answer.refetch()} />}
      {policy !== '' && answer.data && (
        <>
          <p className="hint-line" role="status">
            {answer.data.policy.title}：{answer.data.items.length} 项，等级变化 {answer.data.gradesChanged} 项
          </p>
          <div className="wide-table">
            {answer.data.items.length === 0 ? (
              <p className="nothing">{year} 年度还没有提交的自评可以试算。</p>
            ) : (
              <table className="list" aria-label="试算结果">
                <thead>
                  <tr>
                    <th>项目</th>
                    <th className="num">记录的得分</th>
                    <th className="num">试算得分</th>
                    <th className="num">差异</th>
                    <th>等级</th>
                  </tr>
                </thead>
                <tbody>
                  {answer.data.items.map(item => (
                    <tr key={item.declaration}>
                      <td>
                        <Link to={`/declarations/${item.declaration}/evaluation`}>{item.name ?? '未命名的申报'}</Link>
                        <div className="sub">{item.unit}</div>
                      </td>
                      <td className="num">{item.recorded.total ?? '—'}</td>
                      <td className="num">{item.other.total ?? '—'}</td>
                      <td className="num">{item.difference ?? '—'}</td>
                      <td>
                        {item.recorded.grade ?? '未定'} → {item.other.grade ?? '未定'}
                        {item.gradeChanges && <span className="amber"> ▲ 变了</span>}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </div>
        </>
      )}
    </section>
  )
}
