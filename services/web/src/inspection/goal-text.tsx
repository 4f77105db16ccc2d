import type { GoalMark } from '@shenbao/inspection/goal-marks.ts'
import { goalSegments, markWords } from './goal-segments.ts'
import { useInspection } from './inspection-context.tsx'

/** 年度总体目标 with what became of each of its numbers: the shape of the line and a word say it, the colour too. */
export const GoalText = ({ text }: Readonly<{ text: string }>) => {
  const { marks } = useInspection()
  return goalSegments(text, marks).map(segment =>
    segment.mark ? <MarkedNumber key={segment.start} mark={segment.mark} /> : <span key={segment.start}>{segment.text}</span>,
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
