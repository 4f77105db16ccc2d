import type { ScoredBy } from '@shenbao/policy/scorability.ts'
import { scoringOfForm } from '@shenbao/policy/scoring-of-form.ts'
import { useMemo } from 'react'
import { useInspection } from './inspection-context.tsx'

const byWords: Readonly<Record<ScoredBy, string>> = {
  machine: '系统计分',
  'machine-when-met': '达到时系统计分，未达到由人评判',
  person: '由人评判',
}

/** 评分方式预览: what December will make of the row as it stands now, by the scorer itself. */
export const ScoringSection = ({ row }: Readonly<{ row: string }>) => {
  const { form, pack } = useInspection()
  const scoring = useMemo(
    () => pack && scoringOfForm(form.indicators, pack, form.year).find(({ indicator }) => indicator.id === row),
    [form, pack, row],
  )
  if (!scoring) return null
  const { methodTitle, scoredBy, sentence, weight, isDefaultWeight, examples, missing } = scoring
  return (
    <section>
      <h3>
        年终怎样计分
        <span className="sub">
          {weight} 分{isDefaultWeight && '（默认分配）'}
        </span>
      </h3>
      <p>
        <b>{methodTitle}</b>　{byWords[scoredBy]}
      </p>
      <p className="sub">{sentence}</p>
      {examples.length > 0 && (
        <table className="examples">
          <thead>
            <tr>
              <th>假如完成</th>
              <th className="num">得分</th>
            </tr>
          </thead>
          <tbody>
            {examples.map(({ title, actual, score, formula }) => (
              <tr key={title}>
                <td title={formula}>
                  {actual === '' ? title : actual}
                  {actual !== '' && <span className="sub">　{title}</span>}
                </td>
                <td className="num">{score ?? <span className="mute">由人评判</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {missing.length > 0 && (
        <ul className="missing" aria-label="还缺什么">
          {missing.map(({ code, message }) => (
            <li key={code}>
              <span className="amber">
                <span aria-hidden="true">▲</span> 还缺
              </span>
              {'　'}
              {message}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
