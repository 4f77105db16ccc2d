import { useState } from 'react'
import type { Me, TaskList } from '../api/queries.ts'
import { useIsPhone } from '../ui/use-phone.ts'
import type { BulkVerb } from './bulk.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { Counters } from './counters.tsx'
import type { Batch } from './desk-queries.ts'
import { dayWords } from './due.ts'
import { DuePanel } from './due-panel.tsx'
import { More, ROWS_STEP } from './more.tsx'
import { NothingWaits } from './nothing-waits.tsx'
import { PhoneDesk } from './phone-desk.tsx'
import { RecentPanel } from './recent-panel.tsx'
import { StageStrip } from './stage-strip.tsx'
import { type StageBook, stageColumns } from './stages.ts'
import { Tools, type ToolsShown } from './tools.tsx'
import { Tour } from './tour.tsx'
import { useNarrowing } from './use-narrowing.ts'
import { useNews } from './use-news.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useTicks } from './use-ticks.ts'
import { narrowings, rowsOf, sumOf, type WorkRow } from './work-rows.ts'
import { type Group, WorkTable } from './work-table.tsx'

export type DeskShown = Readonly<{ me: Me; tasks: TaskList; book: StageBook; batch: Batch }>

/** 待办: mine first, the others of the batch below with where they are. */
export const TodoDesk = (desk: DeskShown) => {
  const { me, tasks, book, batch } = desk
  const { mine, others } = rowsOf(tasks.items, batch.items)
  const narrowing = useNarrowing(others.length <= ROWS_STEP)
  const ticks = useTicks(mine)
  const { news, forget } = useNews('desk', batch.items)
  const [verb, setVerb] = useState<BulkVerb | null>(null)
  const isPhone = useIsPhone()
  useRowKeys('.work-list')

  const rows = narrowing.all ? [...mine, ...others] : mine
  const tools: ToolsShown = {
    rows,
    batch: [...mine, ...others],
    narrowing,
    ticks,
    news,
    forget,
    decide: setVerb,
    isCut: batch.isCut,
  }
  const kept = narrowing.only === null ? rows : rows.filter(narrowings[narrowing.only].keeps)
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
        {isNothing && <NothingWaits view="todo" me={me} />}
        {!isNothing && isPhone && <PhoneDesk {...desk} tools={tools} kept={kept} />}
        {!isNothing && !isPhone && <WideDesk {...desk} tools={tools} kept={kept} />}
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
            if (!hasDecided) return
            ticks.clear()
            forget()
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

type WideShown = DeskShown & Readonly<{ tools: ToolsShown; kept: readonly WorkRow[] }>

const WideDesk = ({ me, tasks, book, batch, tools, kept }: WideShown) => {
  const { narrowing, ticks, news } = tools
  const [shownMax, setShownMax] = useState(ROWS_STEP)
  const waiting = tasks.items.map(({ waitingStage }) => waitingStage)
  return (
    <>
      <div className="panel" data-tour="counters">
        <Counters counts={tasks.counts} batch={batch.items} />
        <StageStrip columns={stageColumns(batch.items, book, waiting)} />
      </div>
      <div className="panel work-list" data-tour="work">
        <Tools {...tools} />
        {tasks.items.length === 0 && narrowing.only === null && <NothingWaits view="todo" me={me} isShort />}
        {kept.length > 0 ? (
          <WorkTable
            label="申报"
            groups={groupsOf(kept, shownMax, narrowing.all)}
            total={sumOf(kept.map(({ listed }) => listed))}
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
        <More left={kept.length - shownMax} more={() => setShownMax(shownMax + ROWS_STEP)} />
      </div>
    </>
  )
}

/** Sums are of all there is in a group, whether it is shown already or not. */
const groupsOf = (kept: readonly WorkRow[], max: number, isAll: boolean): readonly Group[] => {
  const isMine = ({ task }: WorkRow): boolean => task !== null
  const mine = kept.filter(isMine)
  const others = kept.filter(row => !isMine(row))
  if (!isAll) return [{ title: null, total: sumOf([]), rows: mine.slice(0, max) }]
  const sumOfRows = (rows: readonly WorkRow[]) => sumOf(rows.map(({ listed }) => listed))
  return [
    { title: '待我办理', total: sumOfRows(mine), rows: mine.slice(0, max) },
    { title: '在其他环节', total: sumOfRows(others), rows: others.slice(0, Math.max(0, max - mine.length)) },
  ]
}
