import { useQuery } from '@tanstack/react-query'
import { sentenceOf } from '../api/problem.ts'
import { HintItem } from './last-year-hints.tsx'
import { memoryQuery } from './queries.ts'

/** 上年值, 完成值, 得分 of the row that goes on in this one, and what they say to it. */
export const LastYearSection = ({ declarationId, row }: Readonly<{ declarationId: string; row: string }>) => {
  const memory = useQuery(memoryQuery(declarationId))
  if (memory.isLoadingError)
    return (
      <section>
        <h3>上年</h3>
        <p className="sub">
          {sentenceOf(memory.error)}{' '}
          <button type="button" className="act" onClick={() => void memory.refetch()}>
            再试一次
          </button>
        </p>
      </section>
    )
  if (!memory.data) return null
  const last = memory.data.rows.find(({ indicator }) => indicator === row)
  return (
    <section>
      <h3>上年{memory.data.before && <span className="sub">{memory.data.before.year} 年度</span>}</h3>
      {last ? (
        <>
          {last.certainty === 'alike' && <p className="sub">按名称相近对应到上年的「{last.name}」，请核对是不是同一件事。</p>}
          <dl className="last-year">
            <div>
              <dt>指标值</dt>
              <dd>{last.target || '未填'}</dd>
            </div>
            <div>
              <dt>完成值</dt>
              <dd>{last.actual ?? '没有记录'}</dd>
            </div>
            <div>
              <dt>得分</dt>
              <dd>
                {last.score ?? '没有评分'}
                {last.score !== null && last.weight !== null && ` / ${last.weight}`}
              </dd>
            </div>
          </dl>
          {last.reason !== null && last.reason !== '' && <p className="sub">偏差原因：{last.reason}</p>}
          {last.comment !== null && last.comment !== '' && <p className="sub">核查意见：{last.comment}</p>}
          <ul>
            {last.hints.map(hint => (
              <HintItem key={hint.kind} hint={hint} />
            ))}
          </ul>
        </>
      ) : (
        <p className="sub">
          {memory.data.before ? '上年没有对应的指标，是本年新设的。' : '没有找到上年批复过的同一项目，无从对照。'}
        </p>
      )}
    </section>
  )
}
