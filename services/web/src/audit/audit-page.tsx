import { fieldTitle, valueTitle } from '@shenbao/declaration/words.ts'
import type { AuditRowOut } from '@shenbao/server/routes/audit.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { TargetHistoryDrawer } from '../trail/target-history.tsx'
import { clockTime, dayOf } from '../ui/time.tsx'
import { WasNow } from '../ui/was-now.tsx'
import './audit.css'
import { AuditFilters } from './audit-filters.tsx'
import { auditQuery } from './audit-queries.ts'
import { placeWords, queryText, questionOf, speaksOf } from './audit-search.ts'

type Looked = Readonly<{ id: string; indicator: string }>

/** 谁改了什么: every changed value of every declaration one may see, with who, when and why in one line. */
export const AuditPage = () => {
  const [search, setSearch] = useSearchParams()
  const question = useMemo(() => questionOf(search), [search])
  const [words, setWords] = useState('')
  const [looked, setLooked] = useState<Looked | null>(null)
  const found = useInfiniteQuery(auditQuery(question))
  const all = useMemo(() => found.data?.pages.flatMap(({ items }) => items) ?? [], [found.data])
  const rows = useMemo(() => all.filter(row => speaksOf(row, words)), [all, words])
  return (
    <section className="audit">
      <header className="audit-head">
        <h1>谁改了什么</h1>
        <p className="t13 mute">每一处改动都记着谁、何时、从什么改成什么、为什么。看得到的申报都在这里。</p>
        <a className="t13" href={`/api/audit.csv?${queryText(question)}`} download>
          导出为表格（CSV）
        </a>
      </header>
      <AuditFilters
        question={question}
        words={words}
        onWords={setWords}
        onQuestion={next => setSearch({ ...next }, { replace: true })}
      />
      {!found.data ? (
        found.isLoadingError ? (
          <Trouble trouble={found.error} again={() => void found.refetch()} />
        ) : (
          <Waiting />
        )
      ) : (
        <>
          <p className="t13 mute audit-count" role="status">
            {countWords(rows.length, all.length, found.hasNextPage, words !== '')}
          </p>
          {rows.length > 0 && <AuditTable rows={rows} onRow={setLooked} />}
          {found.isFetchNextPageError && <Trouble trouble={found.error} again={() => void found.fetchNextPage()} />}
          {found.hasNextPage && !found.isFetchNextPageError && (
            <p className="audit-more">
              <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                再列更早的
              </Button>
            </p>
          )}
        </>
      )}
      <TargetHistoryDrawer id={looked?.id ?? ''} indicator={looked?.indicator ?? null} onClose={() => setLooked(null)} />
    </section>
  )
}

const countWords = (shown: number, all: number, hasMore: boolean, isNarrowed: boolean): string => {
  if (all === 0) return '没有这样的改动。请放宽条件，或清空后重查。'
  const more = hasMore ? '，还有更早的' : ''
  if (!isNarrowed) return `${all} 处改动，最新在上${more}`
  return shown === 0
    ? `已列出的 ${all} 处里没有这个值${more}。请换一个值，或再列更早的。`
    : `已列出的 ${all} 处里有 ${shown} 处${more}`
}

const AuditTable = ({ rows, onRow }: Readonly<{ rows: readonly AuditRowOut[]; onRow: (looked: Looked) => void }>) => (
  <table className="audit-rows">
    <thead>
      <tr>
        <th scope="col">何时</th>
        <th scope="col">谁</th>
        <th scope="col">哪一项</th>
        <th scope="col">从什么改成什么</th>
        <th scope="col">为什么</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(row => (
        <AuditLine key={`${row.declaration} ${row.revision} ${row.indicator} ${row.field}`} row={row} onRow={onRow} />
      ))}
    </tbody>
  </table>
)

const AuditLine = ({ row, onRow }: Readonly<{ row: AuditRowOut; onRow: (looked: Looked) => void }>) => {
  const {
    at,
    effectiveOn,
    actorName,
    onBehalfOfName,
    declaration,
    declarationName,
    indicator,
    field,
    from,
    to,
    reason,
    revision,
  } = row
  return (
    <tr>
      <td className="when">
        <Link to={`/declarations/${declaration}/at/${revision}`} title="看改完当时的申报表">
          {dayOf(at)} {clockTime(at)}
        </Link>
        <span className="sub">{dayOf(at) === effectiveOn ? `第 ${revision} 版` : `业务日 ${effectiveOn}`}</span>
      </td>
      <td className="by">
        {actorName}
        {onBehalfOfName !== null && <span className="sub">代{onBehalfOfName}</span>}
      </td>
      <td>
        {indicator === null ? (
          placeWords(row)
        ) : (
          <button type="button" className="row-link" title="看这一行的来历" onClick={() => onRow({ id: declaration, indicator })}>
            {placeWords(row)}
          </button>
        )}
        <span className="sub">
          <Link to={`/declarations/${declaration}/trail`}>{declarationName ?? '未命名的申报'}</Link>
          {indicator !== null && `・${fieldTitle(field, true)}`}
        </span>
      </td>
      <td className="values">
        <WasNow from={valueTitle(field, from)} to={valueTitle(field, to)} />
        {!row.inEffect && <span className="sub">只是申请，批准后生效</span>}
      </td>
      <td>
        {reason ?? <span className="mute">没有写理由</span>}
        {row.under !== null && (
          <span className="sub">
            {row.under.kind === 'adjustment' ? '第' : '协商修改第'} {row.under.number} 次
            {row.under.kind === 'adjustment' ? '调整' : ''}
          </span>
        )}
      </td>
    </tr>
  )
}
