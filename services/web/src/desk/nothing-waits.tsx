import { Link } from 'react-router'
import type { Me, TaskView } from '../api/queries.ts'

const sentences: Readonly<Record<TaskView, string>> = {
  todo: '没有待办。',
  done: '你还没有办过。办过的申报会留在这里，随时可以查看或拿回。',
  mine: '你还没有发起申报。',
  cc: '没有抄送给你的申报。',
}

/** An empty desk says what to do next. */
export const NothingWaits = ({ view, me, isShort = false }: Readonly<{ view: TaskView; me: Me; isShort?: boolean }>) => {
  const mayOpen = me.may.includes('open-declarations')
  return (
    <p className={isShort ? 'none short' : 'panel none'}>
      {sentences[view]}
      {mayOpen && (view === 'todo' || view === 'mine') ? (
        <>
          可以<Link to="/import">导入或新建申报</Link>
          {isShort ? (
            '。'
          ) : (
            <>
              ，或<Link to="/declarations">看全部申报</Link>。
            </>
          )}
        </>
      ) : (
        <>
          可以<Link to="/declarations">看全部申报</Link>。
        </>
      )}
    </p>
  )
}
