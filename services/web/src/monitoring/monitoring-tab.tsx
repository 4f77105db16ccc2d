import { monitoringSheetWith } from '@shenbao/declaration/monitoring-draft.ts'
import { findPack } from '@shenbao/policy/packs.ts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { DeclarationOut } from '../api/queries.ts'
import { useBeforeSending } from '../deciding/deciding.tsx'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { offered, useAct } from './act.ts'
import { FundsTable } from './funds-table.tsx'
import { useKept } from './kept-draft.ts'
import './monitoring.css'
import { LightMark } from './light.tsx'
import { MonitoringSide } from './monitoring-side.tsx'
import { amountTitles, changesIn, emptyDraft, isDraft, monthsOf, progressCommand, unreadable } from './progress-draft.ts'
import { ProgressTable } from './progress-table.tsx'
import { type MonitoringAnswer, monitoringQuery } from './queries.ts'
import { Refused } from './refused.tsx'
import { SavedWords } from './saved-words.tsx'

/** 绩效监控: the sheet of one period, written by whoever fills it in, read by everybody else. */
export const MonitoringTab = () => {
  const declaration = useDeclaration()
  const [search] = useSearchParams()
  const sheet = useQuery(monitoringQuery(declaration.id, search.get('period')))
  if (sheet.isError && !sheet.data) return <Trouble trouble={sheet.error} again={() => void sheet.refetch()} />
  if (!sheet.data) return <Waiting />
  return <Sheet key={`${declaration.id} ${sheet.data.period}`} declaration={declaration} recorded={sheet.data} />
}

type Parts = Readonly<{ declaration: DeclarationOut; recorded: MonitoringAnswer }>

const goTo = ({ indicator, field }: Readonly<{ indicator?: string | undefined; field?: string | undefined }>): void => {
  const place = document.querySelector<HTMLElement>(`[data-place="${CSS.escape(`${indicator ?? ''} ${field ?? ''}`)}"]`)
  place?.scrollIntoView({ block: 'center' })
  place?.focus()
}

const Sheet = ({ declaration, recorded }: Parts) => {
  const { id, period } = recorded
  const writing = offered(declaration, 'record-progress')
  const [draft, keep] = useKept(`monitoring ${id} ${period}`, emptyDraft, isDraft)
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const act = useAct(id)
  const pack = findPack(declaration.policy.id, declaration.policy.version)
  const sheet = pack && writing ? monitoringSheetWith(recorded, draft, pack) : recorded
  const changed = writing ? changesIn(draft) : 0
  const wrong = unreadable(draft)

  const send = async (): Promise<void> => {
    if (!writing || changed === 0 || wrong.length > 0 || act.isPending) return
    await act.mutateAsync({ revision: recorded.revision, command: progressCommand(sheet, draft), ...writing })
    keep(emptyDraft)
    setSavedAt(new Date())
  }
  useBeforeSending(send)
  const save = async (): Promise<void> => {
    // A refusal is shown beside the button, from what the act holds; what was typed stays.
    await send().catch(() => undefined)
  }

  return (
    <section
      className="sheet-and-side"
      aria-label="绩效监控"
      onKeyDown={event => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
        event.preventDefault()
        void save()
      }}
    >
      <div className="sheet-place">
        <div className="year-end">
          <div className="paper">
            <Title recorded={recorded} year={declaration.year} light={sheet.light} />
            {declaration.phase !== 'executing' && !writing && <p className="hint-line">执行年度已结束，监控表只供查看。</p>}
            <FundsTable sheet={sheet} recorded={recorded} draft={draft} keep={writing ? keep : null} />
            <ProgressTable sheet={sheet} recorded={recorded} draft={draft} keep={writing ? keep : null} />
          </div>
          {writing && (
            <footer className="save-line">
              <Refused id={id} trouble={act.error} goTo={goTo} />
              <SavedWords changed={changed} savedAt={savedAt} />
              {wrong.length > 0 && (
                <span className="red">■ {wrong.map(which => amountTitles[which]).join('、')}请填金额，单位元，最多两位小数</span>
              )}
              <span className="save-acts">
                {changed > 0 && <Button onClick={() => keep(emptyDraft)}>放弃未保存的</Button>}
                <Button
                  type="primary"
                  disabled={changed === 0 || wrong.length > 0}
                  loading={act.isPending}
                  onClick={() => void save()}
                >
                  保存
                </Button>
              </span>
            </footer>
          )}
        </div>
      </div>
      <MonitoringSide declaration={declaration} sheet={sheet} isWriting={writing !== null} goTo={goTo} />
    </section>
  )
}

const Title = ({
  recorded,
  year,
  light,
}: Readonly<{ recorded: MonitoringAnswer; year: number; light: MonitoringAnswer['light'] }>) => {
  const [, setSearch] = useSearchParams()
  const { id, period, periods, usualPeriod } = recorded
  const months = Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`)
  return (
    <div className="paper-head">
      <h2>绩效目标执行监控表</h2>
      <label>
        <span className="spoken">监控期间</span>
        <select value={period} onChange={event => setSearch({ period: event.target.value })}>
          {months.map(month => (
            <option key={month} value={month}>
              {monthsOf(month)}
              {periods.includes(month) ? '（已填）' : month === usualPeriod ? '（规定的期间）' : ''}
            </option>
          ))}
        </select>
      </label>
      <span>
        项目预警 <LightMark light={light} />
      </span>
      <span className="paper-acts">
        <Link to={`/declarations/${id}/print?sheet=monitoring&period=${period}`}>打印</Link>
      </span>
    </div>
  )
}
