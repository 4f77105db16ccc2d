import { useState } from 'react'
import { Mark, type Severity, severityWords } from '../ui/mark.tsx'
import { FindingList } from './finding-list.tsx'
import { FundReckoning } from './fund-reckoning.tsx'
import { GoalNumbers } from './goal-numbers.tsx'
import './inspection.css'
import { useInspection } from './inspection-context.tsx'
import { LastYearHints } from './last-year-hints.tsx'

const severities: readonly Severity[] = ['error', 'warning', 'info']
const isOnPhone = (): boolean => matchMedia('(max-width: 720px)').matches

/** 体检 beside the form: what last year says, what to look at, the numbers of the goal, the sums. Below the form on a phone, folded. */
export const InspectionPanel = ({ declarationId }: Readonly<{ declarationId: string }>) => {
  const [only, setOnly] = useState<Severity | null>(null)
  const [isOpen, setOpen] = useState(() => !isOnPhone())
  return (
    <aside className="side inspection" aria-label="体检">
      <div className="inspection-head">
        <h2>体检</h2>
        <Counts only={only} choose={severity => setOnly(only === severity ? null : severity)} />
        <button type="button" className="act fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? '收起' : '展开'}
        </button>
      </div>
      {isOpen && (
        <>
          <LastYearHints declarationId={declarationId} />
          <FindingList only={only} />
          <GoalNumbers />
          <FundReckoning />
        </>
      )}
    </aside>
  )
}

/** How many of each, and one click to see only these. */
const Counts = ({ only, choose }: Readonly<{ only: Severity | null; choose: (severity: Severity) => void }>) => {
  const { findings } = useInspection()
  return severities.map(severity => {
    const count = findings.filter(one => one.severity === severity).length
    return (
      <button
        key={severity}
        type="button"
        className="filter"
        disabled={count === 0 && only !== severity}
        aria-pressed={only === severity}
        title={only === severity ? '看全部' : `只看${severityWords[severity]}`}
        onClick={() => choose(severity)}
      >
        <Mark severity={severity} /> <span aria-hidden="true">{severityWords[severity]}</span> {count}
      </button>
    )
  })
}
