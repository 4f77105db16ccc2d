import { Progress } from 'antd'
import { Link } from 'react-router'
import { type BulkVerb, outcomeWords, verbWords } from './bulk.ts'
import type { Outcome } from './use-bulk.ts'
import type { WorkRow } from './work-rows.ts'

export const BulkProgress = ({ done, total }: Readonly<{ done: number; total: number }>) => (
  <div className="bulk-progress">
    <Progress percent={total === 0 ? 0 : Math.round((done / total) * 100)} showInfo={false} size="small" aria-hidden />
    <span role="status">
      已处理 {done} / {total} 项
    </span>
  </div>
)

type Props = Readonly<{ verb: BulkVerb; rows: readonly WorkRow[]; outcomes: ReadonlyMap<string, Outcome> }>

/** What became of each, in words; what was refused first, with the rule and the way there. */
export const BulkResults = ({ verb, rows, outcomes }: Props) => {
  const answered = rows.flatMap(row => {
    const outcome = outcomes.get(row.listed.id)
    return outcome ? [{ row, outcome }] : []
  })
  const refused = answered.filter(({ outcome }) => outcome.outcome === 'refused')
  const done = answered.filter(({ outcome }) => outcome.outcome !== 'refused')
  return (
    <section aria-label="每一项的结果">
      <p role="status">
        <b>{outcomeWords(verb, { done: done.length, refused: refused.length })}</b>
      </p>
      <ul className="bulk-results">
        {[...refused, ...done].map(({ row, outcome }) => (
          <li key={row.key}>
            <Result verb={verb} row={row} outcome={outcome} />
          </li>
        ))}
      </ul>
    </section>
  )
}

const Result = ({ verb, row, outcome }: Readonly<{ verb: BulkVerb; row: WorkRow; outcome: Outcome }>) => {
  const { id, name } = row.listed
  const link = <Link to={`/declarations/${id}`}>{name ?? '未命名的申报'}</Link>
  if (outcome.outcome !== 'refused')
    return (
      <>
        <span className="green">✓ 已{verbWords[verb]}</span>　{link}
      </>
    )
  return (
    <>
      <span className="red">■ 没有办成</span>　{link}
      {outcome.code === 'stale' && (
        <Link className="beside" to={`/declarations/${id}/changes`}>
          看变化
        </Link>
      )}
      <p>{outcome.detail}</p>
      {outcome.basis && <p className="sub">依据：{outcome.basis.text}</p>}
      {outcome.places && outcome.places.length > 0 && (
        <p className="sub">{outcome.places.map(({ message }) => message).join('；')}</p>
      )}
    </>
  )
}
