import { useState } from 'react'
import type { TaskView } from '../api/queries.ts'
import { useIsPhone } from '../ui/use-phone.ts'
import { Cards } from './cards.tsx'
import { More, ROWS_STEP } from './more.tsx'
import { NothingWaits } from './nothing-waits.tsx'
import type { DeskShown } from './todo-desk.tsx'
import { News } from './tools.tsx'
import { useNews } from './use-news.ts'
import { useRowKeys } from './use-row-keys.ts'
import { rowOfTask, sumOf } from './work-rows.ts'
import { WorkTable } from './work-table.tsx'

type OtherView = Exclude<TaskView, 'todo'>
const titles: Readonly<Record<OtherView, readonly [title: string, order: string]>> = {
  done: ['已办', '最近办理的在前'],
  mine: ['我发起的', '最近填报的在前'],
  cc: ['抄送我', '未读的在前'],
}
const nobody: ReadonlyMap<string, number> = new Map()
const nothing = (): void => undefined

/** 已办, 我发起的, 抄送我: to look at, nothing to decide. */
export const ViewDesk = ({ view, me, tasks, book }: DeskShown & Readonly<{ view: OtherView }>) => {
  const [title, order] = titles[view]
  // Nothing is decided here: the lines are shown without what they allow.
  const rows = tasks.items.map(task => ({ ...rowOfTask(task), task: { ...task, commands: [] } }))
  const { news, forget } = useNews(view, tasks.items)
  const isPhone = useIsPhone()
  const [shownMax, setShownMax] = useState(ROWS_STEP)
  useRowKeys('.work-list')
  const shown = rows.slice(0, shownMax)
  const total = sumOf(tasks.items)
  return (
    <section className="desk-main alone" aria-label={title}>
      <header className="desk-head">
        <h1>{title}</h1>
        <p className="t13 mute">{rows.length > 0 && order}</p>
        <News count={news.size} forget={forget} />
      </header>
      {rows.length === 0 ? (
        <NothingWaits view={view} me={me} />
      ) : (
        <div className="panel work-list">
          {isPhone ? (
            <Cards rows={shown} book={book} news={news} ticked={nobody} onTick={nothing} />
          ) : (
            <WorkTable
              label={title}
              groups={[{ title: null, total, rows: shown }]}
              total={total}
              book={book}
              news={news}
              ticked={nobody}
              onTick={nothing}
            />
          )}
          <More left={rows.length - shownMax} more={() => setShownMax(shownMax + ROWS_STEP)} />
        </div>
      )}
    </section>
  )
}
