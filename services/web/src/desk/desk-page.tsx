import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { type TaskView, tasksQuery } from '../api/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { Money } from '../ui/money.tsx'
import { Due } from '../ui/time.tsx'

const titles: Readonly<Record<TaskView, string>> = { todo: '待办', done: '已办', mine: '我发起的', cc: '抄送我' }
const viewOf = (text: string | null): TaskView => (text !== null && text in titles ? (text as TaskView) : 'todo')

/** 工作台: what waits for me, what I did, what I began, what was shown to me. */
export const DeskPage = () => {
  const [search] = useSearchParams()
  const view = viewOf(search.get('view'))
  const tasks = useQuery(tasksQuery(view))
  if (tasks.isError) return <Trouble trouble={tasks.error} again={() => void tasks.refetch()} />
  if (!tasks.data) return <Waiting />
  return (
    <section className="desk">
      <h1>{titles[view]}</h1>
      <ul>
        {tasks.data.items.map(task => (
          <li key={task.id}>
            <Link to={`/declarations/${task.id}`}>{task.name}</Link> <Money yuan={task.annualRequest} /> <Due {...task} />
          </li>
        ))}
      </ul>
    </section>
  )
}
