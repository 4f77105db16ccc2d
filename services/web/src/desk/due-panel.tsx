import { Link } from 'react-router'
import type { Task } from '../api/queries.ts'
import { dueDays, shortDay } from './due.ts'

const DAYS_MAX = 6

/** 到期: the days ahead, in the order they come. */
export const DuePanel = ({ tasks }: Readonly<{ tasks: readonly Task[] }>) => {
  const days = dueDays(tasks, DAYS_MAX)
  return (
    <section aria-labelledby="due">
      <div className="side-head">
        <h2 id="due">到期</h2>
      </div>
      {days.length === 0 && <p className="sub none">你手上没有定了期限的事项。</p>}
      <ul className="due-list">
        {days.map(({ day, words, left, only }) => (
          <li key={day}>
            <span className={toneOf(left)}>
              {shortDay(day)}
              {left === 0 && ' 今日'}
              {left !== null && left < 0 && ' 已过'}
            </span>
            {only ? (
              <Link className="ellipsis" to={`/declarations/${only.id}`}>
                {words}
              </Link>
            ) : (
              <span>{words}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const toneOf = (left: number | null): string => {
  if (left === null || left > 0) return ''
  return left < 0 ? 'red strong' : 'amber strong'
}
