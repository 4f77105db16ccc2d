import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { Mark } from '../ui/mark.tsx'
import { type MemoryOut, memoryQuery } from './queries.ts'

/** What last year's result says to this year's form as a whole; nothing where there was no last year. */
export const LastYearHints = ({ declarationId }: Readonly<{ declarationId: string }>) => {
  const memory = useQuery(memoryQuery(declarationId)).data
  if (!memory?.before) return null
  const { id, year, total, grade } = memory.before
  return (
    <section aria-label="上年情况">
      <h3>
        上年情况
        <Link to={`/declarations/${id}`}>
          {year} 年度{total !== null && ` ${total} 分`}
          {grade !== null && ` ${grade}`}
        </Link>
      </h3>
      <ul>
        {[...memory.hints, ...memory.gone.flatMap(({ hints }) => hints)].map(hint => (
          <HintItem key={hint.kind + hint.message} hint={hint} />
        ))}
      </ul>
    </section>
  )
}

export const HintItem = ({ hint: { severity, message, basis } }: Readonly<{ hint: MemoryOut['hints'][number] }>) => {
  const [showsBasis, setShowsBasis] = useState(false)
  return (
    <li className="finding">
      <Mark severity={severity} />
      <div>
        {message}{' '}
        <button type="button" className="act sub" aria-expanded={showsBasis} onClick={() => setShowsBasis(!showsBasis)}>
          依据
        </button>
        {showsBasis && <p className="sub">{basis.text}</p>}
      </div>
    </li>
  )
}
