import { useState } from 'react'
import { Mark, type Severity, severityWords } from '../ui/mark.tsx'
import { FindingItem } from './finding-item.tsx'
import type { Inspection } from './inspection.ts'
import { useInspection } from './inspection-context.tsx'
import { cleared, placeWords, type SeenFinding, shortMessage } from './seen-findings.ts'

const SHOWN_AT_ONCE: Readonly<Record<Severity, number>> = { error: 50, warning: 6, info: 4 }
const CONFIRMED_MAX = 2

/** What to look at, the gravest first, and quietly what has just been mended. */
export const FindingList = ({ only }: Readonly<{ only: Severity | null }>) => {
  const { findings } = useInspection()
  const [pointed, setPointed] = useState<string | null>(null)
  const mended = useMended()
  return (
    <>
      <div role="status">
        <ul aria-label="已消除">
          {mended.map(({ words, message }) => (
            <li key={words + message} className="finding gone">
              <span aria-hidden="true">✓</span>
              <span className="ellipsis" title={message}>
                已消除　{words}　{message}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {findings.length === 0 && <p className="none green">✓ 没有发现问题</p>}
      {(['error', 'warning', 'info'] as const)
        .filter(severity => only === null || severity === only)
        .map(severity => (
          <Group
            key={severity}
            severity={severity}
            findings={findings.filter(one => one.severity === severity)}
            isWhole={only !== null}
            pointed={pointed}
            point={setPointed}
          />
        ))}
    </>
  )
}

type Mended = Readonly<{ finding: SeenFinding; words: string; message: string }>

/** What went away while the page is open, the last first; what comes back is no longer mended. */
const useMended = (): readonly Mended[] => {
  const inspection = useInspection()
  const [last, setLast] = useState<Inspection>(inspection)
  const [mended, setMended] = useState<readonly Mended[]>([])
  if (last === inspection) return mended
  // A row that was never saved was only half written: its gaps are no findings to be told about.
  const gone = cleared(last.findings, inspection.findings)
    .filter(({ indicatorId }) => !indicatorId?.startsWith('new-'))
    .map(finding => ({ finding, words: placeWords(finding, last.rowNumber), message: shortMessage(finding) }))
  const still = mended.filter(({ finding }) => cleared([finding], inspection.findings).length > 0)
  const next = [...gone, ...still].slice(0, CONFIRMED_MAX)
  setLast(inspection)
  setMended(next)
  return next
}

type GroupProps = Readonly<{
  severity: Severity
  findings: readonly SeenFinding[]
  isWhole: boolean
  pointed: string | null
  point: (key: string) => void
}>

const Group = ({ severity, findings, isWhole, pointed, point }: GroupProps) => {
  const [isLong, setLong] = useState(false)
  const shown = isWhole || isLong ? findings : findings.slice(0, SHOWN_AT_ONCE[severity])
  const more = findings.length - shown.length
  if (findings.length === 0) return null
  return (
    <>
      <ul aria-label={severityWords[severity]}>
        {shown.map((finding, at) => {
          const key = [finding.rule, finding.indicatorId, finding.field, finding.message, at].join(' ')
          return <FindingItem key={key} finding={finding} isOn={pointed === key} point={() => point(key)} />
        })}
      </ul>
      {more > 0 && (
        <button type="button" className="act more" onClick={() => setLong(true)}>
          <Mark severity={severity} /> 另有 {more} 条{severityWords[severity]}，全部列出
        </button>
      )}
    </>
  )
}
