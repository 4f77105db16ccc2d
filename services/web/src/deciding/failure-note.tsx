import { Link } from 'react-router'
import type { DeclarationOut } from '../api/queries.ts'
import { placeAddress, placeTitle } from './blocking.ts'
import type { Failure } from './use-sending.ts'

type NoteProps = Readonly<{
  failure: Failure | null
  declaration: DeclarationOut
  isOutdated: boolean
  isStillOffered: boolean
  lookAgain: () => void
}>

/** Why it was not done: somebody was faster, a rule says no, or nobody answered. */
export const FailureNote = ({ failure, declaration, isOutdated, isStillOffered, lookAgain }: NoteProps) => {
  if (!isStillOffered)
    return (
      <p className="red" role="alert">
        别人刚办理过，现在不由你办理这一项了。写下的内容还在，可以复制出来。
      </p>
    )
  if (isOutdated)
    return (
      <div className="red" role="alert">
        <p>
          有人比你快一步：这份申报刚刚有了变化，现在是第 {declaration.revision} 版。写下的内容都在，先看
          <Link to={`/declarations/${declaration.id}/changes`}>改了什么</Link>，再按新的版本办理。
        </p>
        <button type="button" className="act" onClick={lookAgain}>
          看过了，按第 {declaration.revision} 版办理
        </button>
      </div>
    )
  if (failure?.kind === 'unsent')
    return (
      <p className="amber" role="alert">
        {failure.sentence}
      </p>
    )
  return failure?.kind === 'refused' ? <Refusal problem={failure.problem} declaration={declaration} /> : null
}

type RefusalProps = Readonly<{ problem: Extract<Failure, { kind: 'refused' }>['problem']; declaration: DeclarationOut }>

export const Refusal = ({ problem: { detail, basis, places = [] }, declaration }: RefusalProps) => (
  <div role="alert">
    <p className="red">■ {detail}</p>
    {places.length > 0 && (
      <ul className="t13">
        {places.map(place => (
          <li key={`${place.indicator ?? ''} ${place.field ?? ''} ${place.message}`}>
            {place.message}{' '}
            {placeTitle(declaration, place) !== '' && (
              <Link to={placeAddress(declaration.id, place)}>到{placeTitle(declaration, place)}</Link>
            )}
          </li>
        ))}
      </ul>
    )}
    {basis && <p className="sub">依据：{basis.text}</p>}
  </div>
)
