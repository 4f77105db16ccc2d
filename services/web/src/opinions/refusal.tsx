import { Link } from 'react-router'
import { ApiProblem, isOutdated, sentenceOf, Unreachable } from '../api/problem.ts'

/** Why an act was not taken, on what basis, and where to go. */
export const Refusal = ({ id, trouble }: Readonly<{ id: string; trouble: unknown }>) => {
  if (trouble === null || trouble === undefined) return null
  const problem = trouble instanceof ApiProblem ? trouble.problem : null
  return (
    <p className="refusal t13" role="alert">
      <span className="red">{wordsOf(trouble)}</span>
      {isOutdated(trouble) && <Link to={`/declarations/${id}/changes`}>看变化</Link>}
      {problem?.basis && <span className="sub">依据：{problem.basis.text}</span>}
      {problem?.places?.map(({ message }) => (
        <span key={message} className="sub">
          {message}
        </span>
      ))}
    </p>
  )
}

const wordsOf = (trouble: unknown): string => {
  if (isOutdated(trouble)) return '刚刚有人先办了。已取得最新内容，请看过变化后再点一次。'
  if (trouble instanceof Unreachable) return '没有连上服务器，这一条还没有记下。写的内容都在，请检查网络后再点一次。'
  return sentenceOf(trouble)
}
