import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { type DeclarationOut, meQuery } from '../api/queries.ts'
import { useLooking } from '../changes/confirmed.ts'
import { commandOf } from './command-of.ts'
import { DecidedUpon } from './decided-upon.tsx'
import { type Draft, emptyDraft } from './draft.ts'
import { FailureNote } from './failure-note.tsx'
import { VerbForm } from './forms.tsx'
import type { Offer } from './offers.ts'
import { startingTexts } from './starting-texts.ts'
import { useSending } from './use-sending.ts'
import './deciding.css'

export type DialogProps = Readonly<{
  /** As it is now; what is decided upon is what it was when the dialog opened. */
  declaration: DeclarationOut
  opened: DeclarationOut
  offer: Offer
  title: string
  /** What was typed here before and not sent. */
  kept: Draft | undefined
  keep: (draft: Draft) => void
  close: () => void
  done: (now: DeclarationOut | null) => void
}>

const dangerous = new Set(['return', 'reject', 'object', 'discard', 'cancel', 'terminate', 'return-rectification'])

/** One act: what it is about, what it asks for, and what comes of it. */
export const VerbDialog = ({ declaration, opened, offer, title, kept, keep, close, done }: DialogProps) => {
  const me = useQuery(meQuery).data
  const [seen, setSeen] = useState(opened)
  const { looking } = useLooking(opened, me?.officerId ?? '')
  const [draft, setDraft] = useState<Draft>(() => {
    const before = kept ?? { ...emptyDraft, texts: startingTexts(offer, opened, me?.officerId ?? '') }
    // What was passed row by row under 变化 need not be ticked again.
    return offer.type === 'approve' && looking
      ? { ...before, ticked: [...new Set([...before.ticked, ...looking.confirmed])] }
      : before
  })
  const [isTried, setTried] = useState(false)
  const { isSending, failure, send, forget } = useSending(declaration.id)
  const form = useId()
  const isOutdated = failure?.kind === 'outdated' || (declaration.revision > seen.revision && declaration.digest !== seen.digest)
  const isStillOffered = declaration.allowedCommands.some(
    ({ type, onBehalfOf }) => type === offer.type && onBehalfOf === offer.onBehalfOf,
  )
  const wanted = commandOf(offer, draft, seen.revision)
  const write = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part }
    setDraft(next)
    keep(next)
  }
  const act = async (): Promise<void> => {
    setTried(true)
    if ('missing' in wanted || isOutdated) return
    const sent = await send({ commands: wanted.commands, revision: seen.revision, onBehalfOf: offer.onBehalfOf })
    if (sent) done(sent.now)
  }
  const lookAgain = (): void => {
    setSeen(declaration)
    forget()
  }
  useCtrlEnter(act)
  return (
    <Modal
      open
      className="verb-dialog"
      title={title}
      width={offer.needs.includes('changes') || offer.type === 'correct' ? 880 : 600}
      onCancel={close}
      mask={{ closable: false }}
      keyboard={!isSending}
      footer={
        <>
          <span className="sub shortcut">Ctrl+Enter {title}</span>
          <Button onClick={close}>先不办</Button>
          <Button
            type="primary"
            danger={dangerous.has(offer.type)}
            htmlType="submit"
            form={form}
            loading={isSending}
            disabled={isOutdated || !isStillOffered}
          >
            {title}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={event => {
          event.preventDefault()
          void act()
        }}
      >
        <DecidedUpon declaration={seen} offer={offer} draft={draft} />
        {offer.cautions?.map(caution => (
          <p key={caution} className="amber">
            ▲ {caution}
          </p>
        ))}
        <VerbForm declaration={seen} offer={offer} draft={draft} write={write} />
        {isTried && 'missing' in wanted && (
          <p className="red" role="alert">
            {wanted.missing}。
          </p>
        )}
        <FailureNote
          failure={failure}
          declaration={declaration}
          isOutdated={isOutdated}
          isStillOffered={isStillOffered}
          lookAgain={lookAgain}
        />
      </form>
    </Modal>
  )
}

/** Wherever the focus is while the dialog is open. */
const useCtrlEnter = (act: () => Promise<void>): void => {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void latest.current()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
