import { Link } from 'react-router'
import { ApiProblem, isOutdated, sentenceOf } from '../api/problem.ts'

type Place = Readonly<{ indicator?: string | undefined; field?: string | undefined; message: string }>

/** Why an act was not taken: in the words of the rule, what it rests on, and the way to what has to be put right. */
export const Refused = ({ id, trouble, goTo }: Readonly<{ id: string; trouble: unknown; goTo?: (place: Place) => void }>) => {
  if (!trouble) return null
  if (isOutdated(trouble))
    return (
      <div className="refused" role="alert">
        <p>
          在你填写期间，别人先改了这份申报。你填的还在本页，没有丢；页面已更新到最新。请
          <Link to={`/declarations/${id}/changes`}>看看改了什么</Link>，再保存一次。
        </p>
      </div>
    )
  const problem = trouble instanceof ApiProblem ? trouble.problem : null
  return (
    <div className="refused" role="alert">
      <p>{sentenceOf(trouble)}</p>
      {problem?.places && problem.places.length > 0 && (
        <ul>
          {problem.places.map((place, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places have no name of their own and never move
            <li key={at}>
              {goTo ? (
                <button type="button" className="act" onClick={() => goTo(place)}>
                  {place.message}
                </button>
              ) : (
                place.message
              )}
            </li>
          ))}
        </ul>
      )}
      {problem?.basis && <p className="sub">依据：{problem.basis.text}</p>}
    </div>
  )
}
