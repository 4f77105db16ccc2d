import { Button, Modal } from 'antd'
import { useState } from 'react'
import { type BulkVerb, isWorthRetrying, type Sorted, verbWords } from './bulk.ts'
import { BulkForm, type Filled } from './bulk-form.tsx'
import { BulkItems, LeftOut } from './bulk-items.tsx'
import { BulkProgress, BulkResults } from './bulk-results.tsx'
import type { StageBook } from './stages.ts'
import { type BulkItem, type BulkWords, useBulk } from './use-bulk.ts'
import { useDetails } from './use-details.ts'

type Props = Readonly<{ verb: BulkVerb; chosen: Sorted; book: StageBook; close: (decided: boolean) => void }>

const blank: Filled = { words: '', to: null, then: 'step', numbers: {} }

/** Several decided in one go: what goes in and what is left out, the words for all, and what became of each. */
export const BulkDialog = ({ verb, chosen, book, close }: Props) => {
  // What was chosen when the dialog opened: what happens to the list meanwhile does not change what is being decided.
  const [{ goes, left }] = useState(chosen)
  const [filled, setFilled] = useState(blank)
  const bulk = useBulk(verb)
  const details = useDetails(goes, verb, bulk.state === 'asking')
  const to = filled.to ?? details.targets[0]?.stage ?? null
  const isNumbered = (row: Sorted['goes'][number]): boolean => details.of(row)?.allowed?.needs.includes('documentNumber') === true
  const missing = missingIn(
    verb,
    filled,
    goes.filter(isNumbered).map(({ key }) => key),
  )
  const word = verbWords[verb]

  const decide = (): void => {
    const words: BulkWords =
      verb === 'approve'
        ? { command: verb, ...(filled.words.trim() !== '' && { opinion: filled.words.trim() }) }
        : { command: verb, reason: filled.words.trim(), ...(to !== null && { to, then: filled.then }) }
    const isToSend = ({ listed }: Sorted['goes'][number]): boolean => {
      const before = bulk.outcomes.get(listed.id)
      return before === undefined || isWorthRetrying(before)
    }
    const items = goes.filter(isToSend).map(({ key, listed, task }): BulkItem => {
      const documentNumber = filled.numbers[key]?.trim() ?? ''
      return {
        id: listed.id,
        revision: listed.revision,
        ...(task.onBehalfOf !== null && { onBehalfOf: task.onBehalfOf }),
        ...(documentNumber !== '' && { documentNumber }),
      }
    })
    void bulk.decide(words, items)
  }
  const again = [...bulk.outcomes.values()].filter(isWorthRetrying).length
  const isReady = goes.length > 0 && missing === null && details.isReady
  const isDone = bulk.state === 'done'
  return (
    <Modal
      open
      width={720}
      title={isDone ? `批量${word}的结果` : `批量${word} ${goes.length} 项`}
      onCancel={() => bulk.state !== 'sending' && close(isDone)}
      mask={{ closable: false }}
      footer={
        isDone ? (
          <>
            {again > 0 && <Button onClick={decide}>重试没办成的 {again} 项</Button>}
            <Button type="primary" onClick={() => close(true)}>
              知道了
            </Button>
          </>
        ) : (
          <>
            <span className="sub why">{missing}</span>
            <Button disabled={bulk.state === 'sending'} onClick={() => close(false)}>
              取消
            </Button>
            <Button
              type="primary"
              danger={verb === 'return'}
              disabled={!isReady}
              loading={bulk.state === 'sending'}
              onClick={decide}
            >
              {word} {goes.length} 项
            </Button>
          </>
        )
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the key acts from every field inside, as the button does */}
      <div
        className="bulk"
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady && bulk.state === 'asking') decide()
        }}
      >
        {bulk.state !== 'asking' && <BulkProgress done={bulk.outcomes.size} total={bulk.total} />}
        {isDone ? (
          <BulkResults verb={verb} rows={goes} outcomes={bulk.outcomes} />
        ) : (
          <fieldset disabled={bulk.state === 'sending'}>
            <BulkItems verb={verb} rows={goes} details={details} book={book} filled={filled} fill={setFilled} />
            {goes.length > 0 && <BulkForm verb={verb} filled={{ ...filled, to }} fill={setFilled} targets={details.targets} />}
          </fieldset>
        )}
        {left.length > 0 && <LeftOut left={left} />}
      </div>
    </Modal>
  )
}

/** What has to be filled in first; `null` when all is there. */
const missingIn = (verb: BulkVerb, { words, numbers }: Filled, numbered: readonly string[]): string | null => {
  if (verb === 'return' && words.trim() === '') return '请写明退回理由，对方才知道要改什么'
  return numbered.some(key => (numbers[key] ?? '').trim() === '') ? '请给每份填写批复文号' : null
}
