import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { meQuery } from '../api/queries.ts'
import '../desk/bulk.css'
import { type BulkVerb, mayBeTicked } from '../desk/bulk.ts'
import { BulkDialog } from '../desk/bulk-dialog.tsx'
import { Cards } from '../desk/cards.tsx'
import '../desk/desk.css'
import { allTasksQuery, stageBookQuery, wholeListQuery } from '../desk/desk-queries.ts'
import { More, ROWS_STEP } from '../desk/more.tsx'
import { BulkBar, News } from '../desk/tools.tsx'
import { useNews } from '../desk/use-news.ts'
import { useRowKeys } from '../desk/use-row-keys.ts'
import { useTicks } from '../desk/use-ticks.ts'
import { rowsWithTasks, sumOf } from '../desk/work-rows.ts'
import { type Column, WorkTable } from '../desk/work-table.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { useIsPhone } from '../ui/use-phone.ts'
import { Filters } from './filters.tsx'
import './list.css'
import { askedOf, isNarrowed, readState, type SortBy, shownRows, sortText } from './list-state.ts'
import { SortHead } from './sort-head.tsx'

const sortedBy: Readonly<Partial<Record<Column, SortBy>>> = { name: 'name', amount: 'amount', changed: 'changed', due: 'due' }

/** 全部申报: found, sifted, sorted and added up; what waits for the reader can be decided from here. */
export const ListPage = () => {
  const [search, setSearch] = useSearchParams()
  const state = readState(search)
  const filter = askedOf(state)
  const me = useQuery(meQuery)
  const book = useQuery(stageBookQuery)
  const tasks = useQuery(allTasksQuery('todo'))
  const list = useQuery({ ...wholeListQuery(filter), placeholderData: before => before })
  const [shownMax, setShownMax] = useState(ROWS_STEP)
  const [verb, setVerb] = useState<BulkVerb | null>(null)
  const rows = shownRows(rowsWithTasks(list.data?.items ?? [], tasks.data?.items ?? []), state)
  const ticks = useTicks(rows)
  const { news, forget } = useNews(JSON.stringify(filter), list.isPlaceholderData ? undefined : list.data?.items)
  const isPhone = useIsPhone()
  useRowKeys('.work-list')

  const put = (name: string, value: string): void => {
    setShownMax(ROWS_STEP)
    setSearch(
      old => {
        const next = new URLSearchParams(old)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  }
  const failed = [me, book, list].find(({ isError, data }) => isError && data === undefined)
  if (failed) return <Trouble trouble={failed.error} again={() => void failed.refetch()} />
  if (!me.data || !book.data || !list.data) return <Waiting />
  const shown = rows.slice(0, shownMax)
  const total = sumOf(rows.map(({ listed }) => listed))
  const common = { book: book.data, news, ticked: ticks.ticked, onTick: ticks.tick }

  return (
    <section className="desk-main" aria-label="全部申报">
      <header className="desk-head">
        <h1>全部申报</h1>
        <p className="t13 mute" role="status">
          {list.isPlaceholderData ? '正在查找……' : `找到 ${total.count} 项`}
          {list.data.isCut && `，只读入了前 ${list.data.items.length} 项，请用年度或单位缩小范围`}
        </p>
      </header>
      <div className="panel work-list">
        <Filters
          me={me.data}
          book={book.data}
          state={state}
          rows={list.data.items}
          put={put}
          clear={() => setSearch({}, { replace: true })}
        />
        <div className="tools">
          <News count={news.size} forget={forget} />
          <span className="grow" />
          {rows.some(mayBeTicked) && <BulkBar ticks={ticks} decide={setVerb} />}
        </div>
        {rows.length === 0 ? (
          <Nothing isNarrowed={isNarrowed(state)} mayOpen={me.data.may.includes('open-declarations')} q={state.q} />
        ) : isPhone ? (
          <Cards rows={shown} {...common} />
        ) : (
          <WorkTable
            label="全部申报"
            groups={[{ title: null, total, rows: shown }]}
            total={total}
            {...common}
            heads={column => (
              <SortHead column={column} by={sortedBy[column]} sort={state.sort} onSort={sort => put('sort', sortText(sort))} />
            )}
            sortOf={column =>
              sortedBy[column] !== undefined && sortedBy[column] === state.sort.by
                ? state.sort.descending
                  ? 'descending'
                  : 'ascending'
                : undefined
            }
          />
        )}
        <More left={rows.length - shownMax} more={() => setShownMax(shownMax + ROWS_STEP)} />
      </div>
      {verb !== null && (
        <BulkDialog
          verb={verb}
          chosen={ticks.sortedFor(verb)}
          book={book.data}
          close={hasDecided => {
            setVerb(null)
            if (!hasDecided) return
            ticks.clear()
            forget()
          }}
        />
      )}
    </section>
  )
}

const Nothing = ({ isNarrowed, mayOpen, q }: Readonly<{ isNarrowed: boolean; mayOpen: boolean; q: string }>) => (
  <p className="none">
    {isNarrowed ? (
      <>
        没有找到{q !== '' && `含「${q}」的`}申报。请换一个词，或<Link to="/declarations">看全部申报</Link>。
      </>
    ) : mayOpen ? (
      <>
        还没有申报。可以<Link to="/import">导入或新建申报</Link>。
      </>
    ) : (
      '还没有申报。单位送来之后，这里会马上看到。'
    )}
  </p>
)
