import { Button, Dropdown, Input, Radio } from 'antd'
import { useState } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import { rowPhrases } from './phrases.ts'
import { Refusal } from './refusal.tsx'
import { type Comment, kindWords } from './talk.ts'
import { useAct } from './use-act.ts'

const LONGEST = 2_000

type Parts = Readonly<{
  declaration: DeclarationOut
  /** `null`: the whole. */
  anchor: string | null
  title: string
  kind?: Comment['kind']
  /** Written or given up. */
  close: () => void
}>

/** One line beside the row it is about: 必改 ○ 建议 ○, the words, 写入意见. */
export const Compose = ({ declaration, anchor, title, kind: first = 'must', close }: Parts) => {
  const { act, isActing, trouble } = useAct(declaration)
  const [kind, setKind] = useState(first)
  const [text, setText] = useState('')
  const write = async (): Promise<void> => {
    if (text.trim() === '' || isActing) return
    if (await act({ type: 'comment', anchor, kind, text: text.trim() })) close()
  }
  return (
    <form
      className="compose"
      aria-label={`对“${title}”写意见`}
      onSubmit={event => {
        event.preventDefault()
        void write()
      }}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) close()
      }}
    >
      <Radio.Group value={kind} onChange={({ target }) => setKind(target.value === 'must' ? 'must' : 'should')} aria-label="轻重">
        <Radio value="must">{kindWords.must}</Radio>
        <Radio value="should">{kindWords.should}</Radio>
      </Radio.Group>
      <Input
        autoFocus
        size="small"
        maxLength={LONGEST}
        value={text}
        onChange={event => setText(event.target.value)}
        aria-label="意见"
        placeholder="写明哪里要改、怎么改"
      />
      <Dropdown
        trigger={['click']}
        menu={{ items: rowPhrases.map(phrase => ({ key: phrase, label: phrase, onClick: () => setText(text + phrase) })) }}
      >
        <button type="button" className="act">
          常用意见
        </button>
      </Dropdown>
      <Button size="small" type="primary" htmlType="submit" loading={isActing} disabled={text.trim() === ''}>
        写入意见
      </Button>
      <Button size="small" onClick={close}>
        不写了
      </Button>
      <Refusal id={declaration.id} trouble={trouble} />
    </form>
  )
}
