import { phrases } from '@shenbao/declaration/common-phrases.ts'
import { Input, Radio } from 'antd'
import { useId } from 'react'
import type { BulkVerb } from './bulk.ts'

/** `numbers`: 批复文号 by row. */
export type Filled = Readonly<{
  words: string
  to: string | null
  then: 'step' | 'straight'
  numbers: Readonly<Record<string, string>>
}>

type Props = Readonly<{
  verb: BulkVerb
  filled: Filled
  fill: (filled: Filled) => void
  targets: readonly Readonly<{ stage: string; title: string }>[]
}>

const WORDS_MAX = 2_000

/** The words that go with all of them, and for 退回 where to and how it comes back. */
export const BulkForm = ({ verb, filled, fill, targets }: Props) => {
  const id = useId()
  const offered = verb === 'approve' ? phrases.agreeing : phrases.returning
  return (
    <div className="bulk-form">
      {verb === 'return' && <Return filled={filled} fill={fill} targets={targets} />}
      <label htmlFor={id}>{verb === 'approve' ? '意见（可以不写）' : '退回理由'}</label>
      <Input.TextArea
        id={id}
        rows={2}
        maxLength={WORDS_MAX}
        value={filled.words}
        onChange={event => fill({ ...filled, words: event.target.value })}
      />
      <fieldset className="phrases" aria-label="常用意见">
        {offered.map(phrase => (
          <button key={phrase} type="button" className="act" onClick={() => fill({ ...filled, words: filled.words + phrase })}>
            {phrase}
          </button>
        ))}
      </fieldset>
    </div>
  )
}

const Return = ({ filled, fill, targets }: Omit<Props, 'verb'>) => (
  <>
    <fieldset>
      <legend>退到哪里</legend>
      {targets.length === 0 ? (
        <p className="sub">退到各自流程规定的环节。</p>
      ) : (
        <Radio.Group
          value={filled.to}
          onChange={event => fill({ ...filled, to: event.target.value })}
          options={targets.map(({ stage, title }) => ({ value: stage, label: title }))}
        />
      )}
    </fieldset>
    <fieldset>
      <legend>改好以后</legend>
      <Radio.Group
        value={filled.then}
        onChange={event => fill({ ...filled, then: event.target.value })}
        options={[
          { value: 'step', label: '逐级重审' },
          { value: 'straight', label: '直接回到我这里' },
        ]}
      />
    </fieldset>
  </>
)
