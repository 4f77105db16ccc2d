import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { type DeclarationOut, meQuery } from '../api/queries.ts'
import { Instant } from '../ui/time.tsx'
import { Refusal } from './refusal.tsx'
import { allowedOf, useAct } from './use-act.ts'

type Consultation = DeclarationOut['consultations'][number]
type Parts = Readonly<{ declaration: DeclarationOut; nameOf: (officerId: string) => string }>

/** 征求意见: what was asked of whom, what they said, and whose answer is still to come. */
export const Consultations = ({ declaration, nameOf }: Parts) => {
  const { consultations } = declaration
  if (consultations.length === 0) return null
  return (
    <section className="comments" aria-label="征求意见">
      <header>
        <h2>征求意见</h2>
      </header>
      <ol>
        {consultations.map(consultation => (
          <One key={consultation.id} consultation={consultation} declaration={declaration} nameOf={nameOf} />
        ))}
      </ol>
    </section>
  )
}

const One = ({ consultation, declaration, nameOf }: Parts & Readonly<{ consultation: Consultation }>) => {
  const me = useQuery(meQuery)
  const { question, asked, by, at, answers, title } = consultation
  const heard = new Set(answers.flatMap(answer => [answer.by, answer.onBehalfOf]))
  const waiting = asked.filter(id => !heard.has(id))
  const allowed = allowedOf(declaration, 'answer-consultation')
  const persons = [me.data?.officerId, allowed?.onBehalfOf]
  const isMine = allowed !== undefined && waiting.some(id => persons.includes(id))
  return (
    <li>
      <div className="talk">
        <p className="said">
          <span className="tag">征求</span>
          <span className="grow">{question}</span>
          <span className="by">
            {nameOf(by)}（{title}） <Instant at={at} />
          </span>
        </p>
        {answers.map(answer => (
          <p key={answer.by} className="said answer">
            <span className="tag green">答复</span>
            <span className="grow">{answer.answer}</span>
            <span className="by">
              {nameOf(answer.by)}
              {answer.onBehalfOf !== null && `（代${nameOf(answer.onBehalfOf)}）`} <Instant at={answer.at} />
            </span>
          </p>
        ))}
        {waiting.length > 0 && <p className="sub">等待 {waiting.map(nameOf).join('、')} 答复</p>}
        {isMine && <AnswerLine declaration={declaration} consultation={consultation} />}
      </div>
    </li>
  )
}

const LONGEST = 2_000

const AnswerLine = ({ declaration, consultation }: Readonly<{ declaration: DeclarationOut; consultation: Consultation }>) => {
  const { act, isActing, trouble } = useAct(declaration)
  const [text, setText] = useState('')
  const answer = text.trim()
  return (
    <form
      className="compose"
      aria-label={`答复征求意见“${consultation.question}”`}
      onSubmit={event => {
        event.preventDefault()
        if (answer !== '' && !isActing) void act({ type: 'answer-consultation', consultation: consultation.id, answer })
      }}
    >
      <Input
        size="small"
        maxLength={LONGEST}
        value={text}
        onChange={event => setText(event.target.value)}
        aria-label="答复内容"
      />
      <Button size="small" type="primary" htmlType="submit" loading={isActing} disabled={answer === ''}>
        答复
      </Button>
      <Refusal id={declaration.id} trouble={trouble} />
    </form>
  )
}
