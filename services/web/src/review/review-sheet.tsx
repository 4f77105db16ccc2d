import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useCallback, useId } from 'react'
import { aboutQuery, type DeclarationOut, meQuery } from '../api/queries.ts'
import { FailureNote } from '../deciding/failure-note.tsx'
import { useSending } from '../deciding/use-sending.ts'
import { plainPoints } from '../deciding/words.ts'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import { clockTime } from '../ui/time.tsx'
import { useKeptDraft } from './kept-draft.ts'
import './review.css'
import { ReviewResult } from './review-result.tsx'
import { ReviewSection, UnplacedFindings } from './review-section.tsx'
import { answeredWords, draftOf, outcomeOf, reviewCommand, type Sheet } from './sheet-draft.ts'

const reviewSheetQuery = (id: string) => aboutQuery<Sheet>(id, 'review-sheet')

/** 绩效目标审核表, prefilled by the inspection: filled in by the reviewer, read by everybody else. */
export const ReviewSheet = ({ declaration }: Readonly<{ declaration: DeclarationOut }>) => {
  const sheet = useQuery(reviewSheetQuery(declaration.id))
  const me = useQuery(meQuery)
  if (sheet.isLoadingError) return <Trouble trouble={sheet.error} again={() => void sheet.refetch()} />
  if (!sheet.data || !me.data) return <Waiting />
  return <Filling key={declaration.id} declaration={declaration} sheet={sheet.data} reader={me.data.officerId} />
}

type FillingProps = Readonly<{ declaration: DeclarationOut; sheet: Sheet; reader: string }>

const Filling = ({ declaration, sheet, reader }: FillingProps) => {
  const offer = declaration.allowedCommands.find(({ type }) => type === 'review')
  const start = useCallback(() => draftOf(sheet), [sheet])
  const stamp = `${declaration.round} ${sheet.filled?.at ?? ''}`
  const { draft, write, forget, isChanged } = useKeptDraft(`shenbao-review:${reader}:${declaration.id}`, stamp, start)
  const { isSending, failure, send, forget: forgive } = useSending(declaration.id)
  const outcome = outcomeOf(sheet, draft)
  const record = async (): Promise<void> => {
    if (!offer || !outcome.ok) return
    const sent = await send({
      commands: [reviewCommand(sheet, draft)],
      revision: declaration.revision,
      onBehalfOf: offer.onBehalfOf,
    })
    if (sent) forget()
  }
  return (
    <section className="review" aria-label={sheet.title}>
      <header>
        <h3>绩效目标审核表</h3>
        <span className="sub">{sheet.variant === 'key' ? '重点项目' : '一般性项目'}</span>
        <span className="sub grow num">{answeredWords(sheet, draft)}</span>
      </header>
      <form
        onSubmit={event => {
          event.preventDefault()
          void record()
        }}
      >
        <table className="marks">
          <thead className="spoken">
            <tr>
              <th scope="col">审核内容</th>
              <th scope="col">满分</th>
              <th scope="col">得分</th>
              <th scope="col">等级</th>
            </tr>
          </thead>
          {sheet.sections.map(section => (
            <ReviewSection
              key={section.name}
              section={section}
              sheet={sheet}
              draft={draft}
              write={write}
              isOpen={offer !== undefined}
            />
          ))}
          <UnplacedFindings findings={sheet.unplaced} draft={draft} write={write} isOpen={offer !== undefined} />
        </table>
        <ReviewResult sheet={sheet} draft={draft} write={write} outcome={outcome} isOpen={offer !== undefined} />
        <Comment draft={draft.comment} isOpen={offer !== undefined} write={comment => write({ comment })} />
        <Recorded sheet={sheet} />
        {offer && (
          <div className="record">
            <span className="sub">{isChanged ? '已暂存在本机，还没有记入。' : ''}</span>
            <Button htmlType="submit" type="primary" loading={isSending} disabled={!outcome.ok}>
              {sheet.filled?.counts ? '改填审核表' : '保存审核表'}
            </Button>
          </div>
        )}
        <FailureNote
          failure={failure}
          declaration={declaration}
          isOutdated={failure?.kind === 'outdated'}
          isStillOffered={failure === null || offer !== undefined}
          lookAgain={forgive}
        />
      </form>
    </section>
  )
}

const Recorded = ({ sheet: { filled } }: Readonly<{ sheet: Sheet }>) =>
  filled && (
    <p className="sub" role="status">
      {filled.counts ? '✓ ' : '上一轮：'}
      {filled.byName} 已填 {filled.grade}
      {filled.points !== null && ` ${plainPoints(filled.points)} 分`}　{filled.effectiveOn} {clockTime(filled.at)}
    </p>
  )

const phrases = [
  '指标明确、可衡量，与资金匹配。',
  '目标值依据充分。',
  '请补充满意度调查方式。',
  '归类建议一并调整，不影响本轮结论。',
]

const Comment = ({ draft, isOpen, write }: Readonly<{ draft: string; isOpen: boolean; write: (comment: string) => void }>) => {
  const id = useId()
  if (!isOpen) return draft === '' ? null : <p className="review-comment">{draft}</p>
  return (
    <div className="review-comment">
      <label htmlFor={id}>审核意见</label>
      <Input.TextArea id={id} value={draft} onChange={event => write(event.target.value)} />
      <ul className="phrases" aria-label="常用意见">
        {phrases.map(phrase => (
          <li key={phrase}>
            <button type="button" onClick={() => write(`${draft}${phrase}`)}>
              {phrase}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
