import { type GoalMark, goalMarks } from '@shenbao/inspection/goal-marks.ts'
import { useDeferredValue, useMemo } from 'react'
import { goalSegments, markWords } from './goal-segments.ts'
import { useInspection } from './inspection-context.tsx'

/** 年度总体目标 with what became of each of its numbers: the shape of the line and a word say it, the colour too. */
export const GoalText = ({ text }: Readonly<{ text: string }>) => {
  const { marks } = useInspection()
  return goalSegments(text, marks).map(segment =>
    segment.mark ? <MarkedNumber key={segment.start} mark={segment.mark} /> : <span key={segment.start}>{segment.text}</span>,
  )
}

/** The numbers of the goal while it is typed, below it: looked for behind the typing. */
export const NumbersWhileTyping = ({ text }: Readonly<{ text: string }>) => {
  const { form } = useInspection()
  const annualGoal = useDeferredValue(text)
  const marks = useMemo(() => goalMarks({ ...form, annualGoal }), [form, annualGoal])
  if (marks.length === 0) return null
  return (
    <p className="numbers-typed" aria-live="polite">
      {marks.map(mark => (
        <MarkedNumber key={mark.start} mark={mark} />
      ))}
    </p>
  )
}

const MarkedNumber = ({ mark }: Readonly<{ mark: GoalMark }>) => {
  const { rowNumber } = useInspection()
  const words = markWords(mark, rowNumber)
  return (
    <mark className={mark.state} title={mark.message}>
      {mark.text}
      {words !== '' && <sup>{words}</sup>}
    </mark>
  )
}
