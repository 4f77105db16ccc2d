import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { type Changes, type DeclarationOut, declarationQuery, type HistoryItem, historyQuery, meQuery } from '../api/queries.ts'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { Refusal } from '../opinions/refusal.tsx'
import { allowedOf } from '../opinions/use-act.ts'
import { arranged, type SharedReason, sharedReasons } from './arrange.ts'
import './changes.css'
import { changesQuery } from './changes-queries.ts'
import { ChangesTable } from './changes-table.tsx'
import { CompareLine } from './compare-line.tsx'
import { useLooking } from './confirmed.ts'
import { useReadMark } from './read-mark.ts'
import { type Comparison, usualComparison, versionsOf } from './versions.ts'

/** 变化: what is different between two moments, and what was said about it. */
export const ChangesTab = () => {
  const declaration = useDeclaration()
  const history = useQuery(historyQuery(declaration.id))
  const me = useQuery(meQuery)
  if (history.isLoadingError) return <Trouble trouble={history.error} again={() => void history.refetch()} />
  if (!history.data || !me.data) return <Waiting />
  const key = `${declaration.id}/${me.data.officerId}`
  return <Comparing key={key} declaration={declaration} items={history.data.items} officerId={me.data.officerId} />
}

type Parts = Readonly<{ declaration: DeclarationOut; items: readonly HistoryItem[]; officerId: string }>

const revisionIn = (text: string | null): number | null => (text !== null && /^\d+$/.test(text) ? Number(text) : null)

/** What is compared stands in the address, so that it can be sent to somebody; what it would be by itself is settled once on opening. */
const Comparing = ({ declaration, items, officerId }: Parts) => {
  const [search, setSearch] = useSearchParams()
  const { round, lastLooked, unseenChanges, reapproval } = declaration
  const mayApprove =
    allowedOf(declaration, 'approve') !== undefined || declaration.blockedCommands.some(({ type }) => type === 'approve')
  const [usual] = useState(() => ({
    since: usualComparison(items, {
      round,
      lastLooked,
      unseenChanges,
      lookedAgain: mayApprove ? (reapproval[0]?.since ?? null) : null,
    }),
    lastLooked,
  }))
  const comparison: Comparison = { since: revisionIn(search.get('since')) ?? usual.since, until: revisionIn(search.get('until')) }
  const changes = useQuery(changesQuery(declaration.id, comparison))
  const then = useQuery({
    ...declarationQuery(declaration.id, { revision: comparison.until ?? declaration.revision }),
    enabled: comparison.until !== null,
  })
  const shown = comparison.until === null ? declaration : then.data
  const trouble = changes.error ?? then.error
  const choose = ({ since, until }: Comparison): void =>
    setSearch({ since: String(since), ...(until !== null && { until: String(until) }) }, { replace: true })
  const again = (): void => {
    void changes.refetch()
    if (comparison.until !== null) void then.refetch()
  }
  if (trouble) return <Trouble trouble={trouble} again={again} />
  if (!changes.data || !shown) return <Waiting />
  return (
    <Compared
      now={declaration}
      shown={shown}
      changes={changes.data}
      versions={versionsOf(items)}
      comparison={comparison}
      choose={choose}
      officerId={officerId}
      usual={usual}
      mayApprove={mayApprove}
    />
  )
}

type ComparedParts = Readonly<{
  now: DeclarationOut
  /** The declaration at the end of what is compared. */
  shown: DeclarationOut
  changes: Changes
  versions: ReturnType<typeof versionsOf>
  comparison: Comparison
  choose: (comparison: Comparison) => void
  officerId: string
  usual: Readonly<{ since: number; lastLooked: number | null }>
  mayApprove: boolean
}>

const Compared = ({ now, shown, changes, versions, comparison, choose, officerId, usual, mayApprove }: ComparedParts) => {
  const [isWhole, setWhole] = useState(false)
  const { looking, say } = useLooking(now, officerId)
  const isNow = comparison.until === null
  const coversNew = isNow && (now.lastLooked === null || comparison.since <= now.lastLooked)
  const read = useReadMark({ declaration: now, officerId, upTo: coversNew ? changes.to : null })
  const table = arranged(shown, changes)
  const isEmpty = table.fields.length === 0 && table.rows.length === 0 && table.general.length === 0
  const [lookingAgain] = now.reapproval
  const isAgain = isNow && mayApprove && lookingAgain !== undefined && comparison.since === usual.since
  return (
    <section className="changes-place" aria-label="变化">
      <CompareLine
        versions={versions}
        comparison={comparison}
        choose={choose}
        lastLooked={usual.lastLooked}
        year={now.year}
        counts={table.counts}
        talked={[...table.fields, ...table.rows].filter(({ kind }) => kind === null).length + (table.general.length > 0 ? 1 : 0)}
        isWhole={isWhole}
        setWhole={setWhole}
      />
      <Words changes={changes} isEmpty={isEmpty} declaration={now} reasons={sharedReasons([...table.fields, ...table.rows])} />
      <ChangesTable
        declaration={shown}
        arranged={table}
        isWhole={isWhole}
        toggleWhole={() => setWhole(!isWhole)}
        kept={isAgain ? `沿用第 ${lookingAgain.since.round + 1} 轮意见` : null}
        looking={isAgain ? looking : null}
        say={say}
      />
      <footer className="changes-foot no-print">
        {isAgain && looking && <p>{lookingWords(looking)}</p>}
        {read.isOffered && (
          <p>
            <Button size="small" loading={read.isMarking} onClick={read.mark}>
              看过了
            </Button>
            <span className="sub"> 下次打开只列这之后的变化；离开本页也会记为看过。</span>
          </p>
        )}
        <Refusal id={now.id} trouble={read.trouble} />
      </footer>
    </section>
  )
}

const lookingWords = ({ confirmed, again, left, mustConfirm }: NonNullable<ReturnType<typeof useLooking>['looking']>): string => {
  if (again.length > 0) return `${again.length} 处要再改：写明意见后退回。`
  if (left.length === 0) return confirmed.length === 0 ? '没有改动要复核。' : `${confirmed.length} 处都已通过，可以同意。`
  return `已通过 ${confirmed.length} 处，还有 ${left.length} 处没有复核${mustConfirm ? '；全部通过后才能同意' : ''}。`
}

type WordsParts = Readonly<{
  changes: Changes
  isEmpty: boolean
  declaration: DeclarationOut
  reasons: readonly SharedReason[]
}>

/** As many as stand above the table; the others are a tab away. */
const OPINIONS_MOST = 2

/** What came besides changes in cells, and where to go when there is nothing. */
const Words = ({ changes, isEmpty, declaration, reasons }: WordsParts) => {
  const { opinions, comments } = changes
  const said = [
    opinions.length > OPINIONS_MOST && `意见 ${opinions.length} 条`,
    comments.length > 0 && `批注和答复 ${comments.length} 条`,
  ].filter(Boolean)
  return (
    <>
      {isEmpty && (
        <p className="nothing">
          这两个版本之间，表上没有改动。请换一个版本比较，或看<Link to={`/declarations/${declaration.id}`}>申报表</Link>。
        </p>
      )}
      {opinions.slice(-OPINIONS_MOST).map(({ revision, title, text, byName }) => (
        <p key={revision} className="said t13">
          <span className="tag">{title}</span>
          <span className="grow">{text ?? '没有写意见'}</span>
          <span className="by">{byName}</span>
        </p>
      ))}
      {reasons.map(({ reason, byName, lines }) => (
        <p key={reason} className="sub">
          {lines} 处改动的理由：{reason}
          {byName !== null && `（${byName}）`}
        </p>
      ))}
      {said.length > 0 && (
        <p className="sub">
          期间有{said.join('，')}，都在<Link to={`/declarations/${declaration.id}/opinions`}>意见</Link>里。
        </p>
      )}
    </>
  )
}
