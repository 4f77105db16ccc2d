import { findPack } from '@shenbao/policy/packs.ts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { DeclarationOut } from '../api/queries.ts'
import { useBeforeSending } from '../deciding/deciding.tsx'
import { useDeclaration } from '../declaration/declaration-page.tsx'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { offered, useAct } from '../monitoring/act.ts'
import { useKept } from '../monitoring/kept-draft.ts'
import '../monitoring/monitoring.css'
import { Refused } from '../monitoring/refused.tsx'
import { savedWords } from '../monitoring/saved-words.tsx'
import { BudgetTable } from './budget-table.tsx'
import './evaluation.css'
import { EvaluationSide } from './evaluation-side.tsx'
import { EvidenceDrawer } from './evidence-drawer.tsx'
import { type EvaluationAnswer, evaluationQuery, liveEvaluationQuery } from './queries.ts'
import { draftBody, type EvaluationDraft, emptyDraft, isDraft, unreadableBudget, unsaved } from './result-draft.ts'
import { ResultTable } from './result-table.tsx'
import { emptyReview, isReview, type ReviewDraft, rescoreCommand, reviewed } from './review-draft.ts'

/** 自评: written by the unit, scored again by the review, read by everybody; every score with its receipt. */
export const EvaluationTab = () => {
  const declaration = useDeclaration()
  const sheet = useQuery(evaluationQuery(declaration.id))
  if (sheet.isError && !sheet.data) return <Trouble trouble={sheet.error} again={() => void sheet.refetch()} />
  if (!sheet.data) return <Waiting />
  return <Sheet key={declaration.id} declaration={declaration} recorded={sheet.data} />
}

const TYPING_MS = 250

/** What was typed, a moment after it was typed: nobody asks the server at every key. */
const useSettled = <Value,>(value: Value): Value => {
  const [settled, setSettled] = useState(value)
  const text = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text)), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

const goTo = ({ indicator, field }: Readonly<{ indicator?: string | undefined; field?: string | undefined }>): void => {
  const of = (name: string): HTMLElement | null =>
    document.querySelector(`[data-place="${CSS.escape(`${indicator ?? ''} ${name}`)}"]`)
  const place = of(field ?? '') ?? of('actual')
  place?.scrollIntoView({ block: 'center' })
  place?.focus()
}

/** The sheet with what is typed: as the server works it out, with the rules by which it records. */
const useLiveSheet = (recorded: EvaluationAnswer, draft: EvaluationDraft, isWriting: boolean): EvaluationAnswer => {
  const body = useSettled(draftBody(recorded, draft))
  const isNeeded = isWriting && (body.budget !== undefined || body.results !== undefined)
  const live = useQuery({ ...liveEvaluationQuery(recorded.declaration, body), enabled: isNeeded })
  return isNeeded && live.data?.declaration === recorded.declaration ? live.data : recorded
}

const Sheet = ({ declaration, recorded }: Readonly<{ declaration: DeclarationOut; recorded: EvaluationAnswer }>) => {
  const { id } = declaration
  const writing = offered(declaration, 'record-result')
  const reviewing = offered(declaration, 'rescore')
  const [draft, keep] = useKept(`evaluation ${id}`, emptyDraft, isDraft)
  const [review, keepReview] = useKept(`review ${id}`, emptyReview, isReview)
  const [evidenceOf, setEvidenceOf] = useState<string | null>(null)
  const sheet = useLiveSheet(recorded, draft, writing !== null)
  const [search] = useSearchParams()
  const at = search.get('at')
  useEffect(() => {
    const [indicator, field] = at?.split(' ') ?? []
    if (at !== null) goTo({ indicator, field })
  }, [at])
  const pack = findPack(recorded.policy.id, recorded.policy.version)
  const hasReview = reviewing !== null || recorded.rows.some(({ rescore }) => rescore !== null)
  return (
    <section className="sheet-and-side" aria-label="绩效自评">
      <div className="sheet-place">
        <div className="year-end">
          <div className="paper">
            <div className="paper-head">
              <h2>项目支出绩效自评表</h2>
              <span className="mute">{recorded.year} 年度</span>
              <span className="paper-acts">
                <Link to={`/declarations/${id}/print?sheet=evaluation`}>打印</Link>
              </span>
            </div>
            <BudgetTable sheet={sheet} recorded={recorded} draft={draft} keep={writing ? keep : null} />
            <ResultTable
              sheet={sheet}
              recorded={recorded}
              draft={draft}
              keep={writing ? keep : null}
              review={hasReview ? review : null}
              keepReview={reviewing ? keepReview : null}
              showEvidence={setEvidenceOf}
            />
          </div>
          {writing && <SaveResults id={id} recorded={recorded} draft={draft} keep={keep} onBehalfOf={writing.onBehalfOf} />}
          {reviewing && !writing && (
            <SaveReview id={id} recorded={recorded} review={review} keep={keepReview} onBehalfOf={reviewing.onBehalfOf} />
          )}
        </div>
      </div>
      <EvaluationSide
        sheet={sheet}
        pack={pack}
        review={hasReview && pack ? reviewed(recorded, review, pack) : null}
        isWriting={writing !== null}
        goTo={goTo}
      />
      {evidenceOf !== null && <EvidenceDrawer declaration={declaration} row={evidenceOf} close={() => setEvidenceOf(null)} />}
    </section>
  )
}

type Saving = Readonly<{ id: string; recorded: EvaluationAnswer; onBehalfOf: string | undefined }>

const fieldTitles = { initial: '年初预算数', annual: '全年预算数', executed: '全年执行数' } as const

type SavingResults = Saving & Readonly<{ draft: EvaluationDraft; keep: (draft: EvaluationDraft) => void }>

const SaveResults = ({ id, recorded, draft, keep, onBehalfOf }: SavingResults) => {
  const act = useAct(id)
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const { changed, proposed } = unsaved(recorded, draft)
  const wrong = unreadableBudget(recorded.budget, draft)
  const save = (): void => {
    const command = { type: 'record-result' as const, ...draftBody(recorded, draft) }
    act.mutate(
      { revision: recorded.revision, command, onBehalfOf },
      {
        onSuccess: () => {
          keep(emptyDraft)
          setSavedAt(new Date())
        },
      },
    )
  }
  // Before anything is decided, what was typed is saved; proposals that nobody took over are not.
  const flush = async (): Promise<void> => {
    const body = draftBody(recorded, draft, false)
    if (wrong.length > 0 || (body.budget === undefined && body.results === undefined)) return
    await act.mutateAsync({ revision: recorded.revision, command: { type: 'record-result', ...body }, onBehalfOf })
    keep(emptyDraft)
  }
  useBeforeSending(flush)
  return (
    <footer className="save-line">
      <Refused id={id} trouble={act.error} goTo={goTo} />
      <span role="status">{savedWords(changed, savedAt)}</span>
      {proposed > 0 && <span className="amber">▲ 其中 {proposed} 行取自监控，保存即采用为全年结果，请逐行核对</span>}
      {wrong.length > 0 && (
        <span className="red">■ {wrong.map(field => fieldTitles[field]).join('、')}请填金额，单位元，最多两位小数</span>
      )}
      <span className="save-acts">
        {(Object.keys(draft.rows).length > 0 || draft.budget) && <Button onClick={() => keep(emptyDraft)}>放弃未保存的</Button>}
        <Button type="primary" disabled={changed === 0 || wrong.length > 0} loading={act.isPending} onClick={save}>
          保存
        </Button>
      </span>
    </footer>
  )
}

type SavingReview = Saving & Readonly<{ review: ReviewDraft; keep: (draft: ReviewDraft) => void }>

const SaveReview = ({ id, recorded, review, keep, onBehalfOf }: SavingReview) => {
  const act = useAct(id)
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const changed = Object.keys(review.scores).length
  const save = (): void =>
    act.mutate(
      { revision: recorded.revision, command: rescoreCommand(recorded, review), onBehalfOf },
      {
        onSuccess: () => {
          keep(emptyReview)
          setSavedAt(new Date())
        },
      },
    )
  return (
    <footer className="save-line">
      <Refused id={id} trouble={act.error} goTo={goTo} />
      <span role="status">{savedWords(changed, savedAt)}</span>
      <span className="save-acts">
        {changed > 0 && <Button onClick={() => keep(emptyReview)}>放弃未保存的</Button>}
        <Button type="primary" disabled={changed === 0} loading={act.isPending} onClick={save}>
          保存核查得分
        </Button>
      </span>
    </footer>
  )
}
