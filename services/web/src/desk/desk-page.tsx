import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { meQuery, type TaskView } from '../api/queries.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import './bulk.css'
import './desk.css'
import { allTasksQuery, batchQuery, stageBookQuery } from './desk-queries.ts'
import { TodoDesk } from './todo-desk.tsx'
import { ViewDesk } from './view-desk.tsx'

const views: ReadonlySet<string> = new Set(['todo', 'done', 'mine', 'cc'])
const isView = (text: string | null): text is TaskView => text !== null && views.has(text)

/** 工作台: what waits for me, what I did, what I began, what was shown to me. */
export const DeskPage = () => {
  const [search] = useSearchParams()
  const asked = search.get('view')
  const view = isView(asked) ? asked : 'todo'
  const me = useQuery(meQuery)
  const tasks = useQuery(allTasksQuery(view))
  const book = useQuery(stageBookQuery)
  const batch = useQuery({ ...batchQuery(me.data?.today ?? ''), enabled: me.data !== undefined })
  const failed = [me, tasks, book, batch].find(({ isError, data }) => isError && data === undefined)
  if (failed) return <Trouble trouble={failed.error} again={() => void failed.refetch()} />
  if (!me.data || !tasks.data || !book.data || !batch.data) return <Waiting />
  const shown = { me: me.data, tasks: tasks.data, book: book.data, batch: batch.data }
  return view === 'todo' ? <TodoDesk {...shown} /> : <ViewDesk key={view} view={view} {...shown} />
}
