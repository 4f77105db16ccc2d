import { useState } from 'react'
import type { Me, TaskList } from '../api/queries.ts'
import type { BulkVerb } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { Counters } from './counters.tsx'
import type { Batch } from './desk-queries.ts'
import { dayWords } from './due.ts'
import { DuePanel } from './due-panel.tsx'
import { NothingWaits } from './nothing-waits.tsx'
import { PhoneDesk } from './phone-desk.tsx'
import { RecentPanel } from './recent-panel.tsx'
import { StageStrip } from './stage-strip.tsx'
import { type StageBook, stageColumns } from './stages.ts'
import { Tools } from './tools.tsx'
import { Tour } from './tour.tsx'
import { useNarrowing } from './use-narrowing.ts'
import { useNews } from './use-news.ts'
import { useIsPhone } from './use-phone.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useTicks } from './use-ticks.ts'
import { narrowings, rowsOf, sumOf, type WorkRow } from './work-rows.ts'
import { type Group, WorkTable } from './work-table.tsx'

export type DeskShown = Readonly<{ me: Me; tasks: TaskList; book: StageBook; batch: Batch }>

/** Of a batch larger than this the others stand in the list of all, not on the desk. */
const BATCH_SHOWN_MAX = 200

/** 待办: mine first, the others of the batch below with where they are. */
export const TodoDesk = (shown: DeskShown) => {
  const { me, tasks, book, batch } = shown
  const { mine, others } = rowsOf(tasks.items, batch.items)
  const narrowing = useNarrowing(others.length <= BATCH_SHOWN_MAX)
  const ticks = useTicks(mine)
  const { news, forget } = useNews('desk', batch.items)
  const [verb, setVerb] = useState<BulkVerb | null>(null)
  const isPhone = useIsPhone()
  useRowKeys('.work-list')

  const rows = [...mine, ...(narrowing.all ? others.slice(0, BATCH_SHOWN_MAX) : [])]
  const kept = narrowing.only === null ? rows : rows.filter(narrowings[narrowing.only].keeps)
  const isMine = (row: WorkRow): boolean => row.task !== null
  const groups: readonly Group[] = narrowing.all
    ? [
        { title: '待我办理', rows: kept.filter(isMine) },
        { title: '在其他环节', rows: kept.filter(row => !isMine(row)) },
      ]
    : [{ title: null, rows: kept }]
  const total = sumOf(kept.map(({ listed }) => listed))
  const tools = { rows, batch: [...mine, ...others], narrowing, ticks, news, forget, decide: setVerb, isCut: batch.isCut }
  const isNothing = mine.length === 0 && batch.items.length === 0

  return (
    <div className="desk">
      <section className="desk-main" aria-label="待办">
        <header className="desk-head">
          <h1>工作台</h1>
          <p className="t13 mute">
            {dayWords(me.today)}・{batch.year} 年度申报批次 {batch.items.length} 项
          </p>
        </header>
        {isNothing ? (
          <NothingWaits view="todo" me={me} />
        ) : isPhone ? (
          <PhoneDesk {...shown} tools={tools} kept={kept} />
        ) : (
          <>
            <div className="panel" data-tour="counters">
              <Counters counts={tasks.counts} batch={batch.items} />
              <StageStrip
                columns={stageColumns(
                  batch.items,
                  book,
                  tasks.items.map(({ waitingStage }) => waitingStage),
                )}
              />
            </div>
            <div className="panel work-list" data-tour="work">
              <Tools {...tools} />
              {mine.length === 0 && narrowing.only === null && <NothingWaits view="todo" me={me} isShort />}
              {kept.length > 0 ? (
                <WorkTable
                  label="申报"
                  groups={groups}
                  total={total}
                  book={book}
                  news={news}
                  ticked={ticks.ticked}
                  onTick={ticks.tick}
                />
              ) : (
                narrowing.only !== null && (
                  <p className="none">没有「{narrowings[narrowing.only].words}」的项目。请再点一次，看全部。</p>
                )
              )}
            </div>
          </>
        )}
      </section>
      <aside className="desk-side" aria-label="最近变化和到期">
        <RecentPanel me={me} batch={batch.items} mine={touched([...mine, ...others])} />
        <DuePanel tasks={tasks.items} />
      </aside>
      {verb !== null && (
        <BulkDialog
          verb={verb}
          chosen={ticks.sortedFor(verb)}
          book={book}
          close={hasDecided => {
            setVerb(null)
            if (hasDecided) ticks.clear()
          }}
        />
      )}
      <Tour me={me} />
    </div>
  )
}

/** What waits for the reader, and what they ever acted on. */
const touched = (rows: readonly WorkRow[]): ReadonlySet<string> =>
  new Set(rows.filter(({ task, listed }) => task !== null || listed.seenRevision !== null).map(({ listed }) => listed.id))
