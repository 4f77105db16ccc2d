import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type DeclarationOut, type HistoryItem, historyQuery, meQuery } from '../api/queries.ts'
import { Instant } from '../ui/time.tsx'
import { Answer } from './answer.tsx'
import { Compose } from './compose.tsx'
import './opinions.css'
import { Refusal } from './refusal.tsx'
import { answerWords, type Comment, isChangedSince, kindWords, namesIn, placeOf } from './talk.ts'
import { allowedOf, useAct } from './use-act.ts'

const nothing: readonly HistoryItem[] = []

type Parts = Readonly<{
  declaration: DeclarationOut
  /** An indicator id, a field (`annualGoal`, `funds.annualRequest`), `null` for the whole. */
  anchor: string | null
  /** Only some of what was said there. */
  comments?: readonly Comment[]
  /** Where the line to write in is opened and closed by whoever shows this. */
  compose?: Readonly<{ kind?: Comment['kind']; close: () => void }> | null
}>

/** What was said about one place, the answers to it, and what this person may add. */
export const RowComments = ({ declaration, anchor, comments, compose = null }: Parts) => {
  const history = useQuery(historyQuery(declaration.id))
  const items = history.data?.items ?? nothing
  const about = comments ?? declaration.comments.filter(comment => comment.anchor === anchor)
  const mayComment = allowedOf(declaration, 'comment') !== undefined
  return (
    <div className="talk">
      {about.map(comment => (
        <Said key={comment.id} declaration={declaration} comment={comment} items={items} />
      ))}
      {compose && mayComment && (
        <Compose declaration={declaration} anchor={anchor} title={placeOf(anchor, declaration, items).title} {...compose} />
      )}
    </div>
  )
}

type SaidParts = Readonly<{ declaration: DeclarationOut; comment: Comment; items: readonly HistoryItem[] }>

const Said = ({ declaration, comment, items }: SaidParts) => {
  const nameOf = namesIn(items)
  const by = (one: Readonly<{ by: string; onBehalfOf: string | null; at: string }>) => (
    <span className="by">
      {nameOf(one.by)}
      {one.onBehalfOf !== null && `（代${nameOf(one.onBehalfOf)}）`} <Instant at={one.at} />
    </span>
  )
  const { kind, text, answer, confirmed } = comment
  const mayAnswer = answer === null && allowedOf(declaration, 'answer-comment') !== undefined
  const isBrief = answer !== null && answer.text === ''
  const answered = answer && (
    <span className={answer.answer === 'changed' ? 'tag green' : 'tag'}>{answerWords[answer.answer]}</span>
  )
  const settled = confirmed ? (
    <span className="green settled" title={`${nameOf(confirmed.by)}复核`}>
      <span aria-hidden="true">✓ </span>已复核
    </span>
  ) : (
    <Confirm declaration={declaration} comment={comment} />
  )
  return (
    <>
      <p className="said">
        <span className={kind === 'must' ? 'tag must' : 'tag'}>{kindWords[kind]}</span>
        <span className="grow">{text}</span>
        {answer === null && !mayAnswer && <span className="amber">未答复</span>}
        {by(comment)}
        {isBrief && answered}
        {isBrief && by(answer)}
        {isBrief && settled}
      </p>
      {answer && !isBrief && (
        <p className="said">
          {answered}
          <span className="grow">{answer.text}</span>
          {by(answer)}
          {settled}
        </p>
      )}
      {mayAnswer && <Answer declaration={declaration} comment={comment} isChanged={isChangedSince(comment, items)} />}
    </>
  )
}

/** Whoever commented says whether the answer will do. */
const Confirm = ({ declaration, comment }: Pick<SaidParts, 'declaration' | 'comment'>) => {
  const { isMine, confirm, isActing, trouble } = useConfirming(declaration)
  if (!isMine(comment)) return null
  return (
    <>
      <button type="button" className="act no-print" disabled={isActing} onClick={() => void confirm([comment])}>
        复核通过
      </button>
      <Refusal id={declaration.id} trouble={trouble} />
    </>
  )
}

/** The answered comments of this person, and saying that the answers will do. */
export const useConfirming = (declaration: DeclarationOut) => {
  const me = useQuery(meQuery)
  const { act, isActing, trouble } = useAct(declaration)
  const allowed = allowedOf(declaration, 'confirm-comment')
  const persons = [me.data?.officerId, allowed?.onBehalfOf].filter(person => person !== undefined)
  const isMine = ({ by, onBehalfOf, answer, confirmed }: Comment): boolean =>
    allowed !== undefined &&
    answer !== null &&
    confirmed === null &&
    persons.some(person => person === by || person === onBehalfOf)
  const confirm = async (comments: readonly Comment[]): Promise<void> => {
    for (const { id } of comments.filter(isMine)) await act({ type: 'confirm-comment', comment: id })
  }
  return { isMine, confirm, isActing, trouble }
}

/** The button beside a row: how much is said there and not on the screen, and the way to say something. `null` where there is neither. */
export const OpinionButton = ({
  declaration,
  title,
  count,
  isOpen,
  toggle,
}: Readonly<{ declaration: DeclarationOut; title: string; count: number; isOpen: boolean; toggle: () => void }>) => {
  const mayComment = allowedOf(declaration, 'comment') !== undefined
  if (count === 0 && !mayComment) return null
  return (
    <button
      type="button"
      className="act opinion-button"
      aria-expanded={isOpen}
      aria-label={`意见${count > 0 ? ` ${count}` : ''}：${title}`}
      onClick={toggle}
    >
      意见{count > 0 && ` ${count}`}
    </button>
  )
}

/** Which places stand open, where each is opened on its own. */
export const useOpenPlaces = (first: readonly string[] = []) => {
  const [open, setOpen] = useState(first)
  const close = (anchor: string): void => setOpen(before => before.filter(one => one !== anchor))
  return {
    isOpen: (anchor: string): boolean => open.includes(anchor),
    toggle: (anchor: string): void =>
      setOpen(before => (before.includes(anchor) ? before.filter(one => one !== anchor) : [...before, anchor])),
    close,
  }
}
