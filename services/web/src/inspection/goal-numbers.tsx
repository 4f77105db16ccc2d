import type { GoalMark } from '@shenbao/inspection/goal-marks.ts'
import { Agrees } from '../ui/mark.tsx'
import { withContext } from './goal-segments.ts'
import { useActs, useInspection } from './inspection-context.tsx'

/** 正文数字: each number of the goal, the row that stands for it, and whether the two agree. */
export const GoalNumbers = () => {
  const { form, marks } = useInspection()
  if (marks.length === 0) return null
  return (
    <section aria-label="正文数字">
      <h3>
        正文数字
        <span className="legend">
          <mark className="matched">相符</mark>
          <mark className="orphan">无指标</mark>
          <mark className="conflict">不一致</mark>
        </span>
      </h3>
      <table className="reckoning">
        <tbody>
          {marks.map(mark => (
            <NumberRow key={mark.start} mark={mark} words={withContext(form.annualGoal, mark)} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const NumberRow = ({ mark, words }: Readonly<{ mark: GoalMark; words: string }>) => {
  const { form, rowNumber } = useInspection()
  const { goTo } = useActs()
  const rows = form.indicators.filter(({ id }) => mark.indicatorIds.includes(id))
  return (
    <tr title={mark.message}>
      <td>{words}</td>
      <td>
        {rows.map(({ id, target }) => (
          <button key={id} type="button" className="act" onClick={() => goTo({ row: id, field: 'target' })}>
            行 {rowNumber(id)}　{target}
          </button>
        ))}
        {rows.length === 0 && mark.state === 'matched' && <span className="mute">项目资金</span>}
      </td>
      <td className="state">
        {mark.state === 'matched' && <Agrees />}
        {mark.state === 'orphan' && <span className="amber">无指标</span>}
        {mark.state === 'conflict' && <span className="red">不一致</span>}
      </td>
    </tr>
  )
}
