import { isField } from '@shenbao/declaration/cells.ts'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DeclarationOut } from '../api/queries.ts'
import { placeAddress } from '../deciding/blocking.ts'
import { Refusal } from './refusal.tsx'
import { answerWords, type Comment } from './talk.ts'
import { useAct } from './use-act.ts'

const LONGEST = 2_000
type Answered = NonNullable<Comment['answer']>['answer']
type Parts = Readonly<{
  declaration: DeclarationOut
  comment: Comment
  /** Something was written there since: most likely 已改. */
  isChanged: boolean
}>

/** 已改, or 说明 why not: one line under the comment. */
export const Answer = ({ declaration, comment, isChanged }: Parts) => {
  const { act, isActing, trouble } = useAct(declaration)
  const [chosen, setChosen] = useState<Answered | null>(null)
  const [text, setText] = useState('')
  const answer = chosen ?? (isChanged ? 'changed' : null)
  const isMissing = answer === null || (answer === 'explained' && text.trim() === '')
  const isUnchanged = answer === 'changed' && !isChanged
  return (
    <form
      className="compose"
      aria-label={`答复“${comment.text}”`}
      onSubmit={event => {
        event.preventDefault()
        if (!isMissing && !isActing) void act({ type: 'answer-comment', comment: comment.id, answer, text: text.trim() })
      }}
    >
      <Radio.Group
        value={answer}
        onChange={({ target }) => setChosen(target.value === 'changed' ? 'changed' : 'explained')}
        aria-label="答复"
      >
        <Radio value="changed">{answerWords.changed}</Radio>
        <Radio value="explained">{answerWords.explained}</Radio>
      </Radio.Group>
      {answer !== null && (
        <Input
          size="small"
          maxLength={LONGEST}
          value={text}
          onChange={event => setText(event.target.value)}
          aria-label="答复内容"
          placeholder={answer === 'changed' ? '改了什么（可不填）' : '说明为什么不改'}
        />
      )}
      {answer !== null && (
        <Button size="small" type="primary" htmlType="submit" loading={isActing} disabled={isMissing}>
          答复
        </Button>
      )}
      {!isChanged && (
        <span className="sub">
          {isUnchanged && '这里还没有改动。'}
          <Link to={placeAddress(declaration.id, placeOfAnchor(comment.anchor))}>去申报表修改</Link>
        </span>
      )}
      <Refusal id={declaration.id} trouble={trouble} />
    </form>
  )
}

const placeOfAnchor = (anchor: string | null) =>
  anchor === null ? {} : isField(anchor) ? { field: anchor } : { indicator: anchor }
