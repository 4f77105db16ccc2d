import { Agrees, Mark, type Severity, severityWords } from '../ui/mark.tsx'
import { useActs, useInspection } from './inspection-context.tsx'
import type { SeenFinding } from './seen-findings.ts'

const severities: readonly Severity[] = ['error', 'warning', 'info']

/** Marks beside a line of the paper. At a row they open what there is to know of it; Alt+Enter does so from the row. */
export const Margin = ({ anchor }: Readonly<{ anchor: string }>) => {
  const { byAnchor, rowNumber, funds } = useInspection()
  const findings = byAnchor.get(anchor) ?? []
  const number = rowNumber(anchor)
  if (number !== null) return <RowMargin anchor={anchor} number={number} findings={findings} />
  const agrees = funds.some(({ field, agrees }) => field === anchor && agrees === true)
  return (
    <span data-line={anchor}>
      {findings.length > 0 ? <Shapes findings={findings} /> : agrees && <Agrees words="与分项之和相符" />}
    </span>
  )
}

type RowProps = Readonly<{ anchor: string; number: number; findings: readonly SeenFinding[] }>

const RowMargin = ({ anchor, number, findings }: RowProps) => {
  const { openRow, write } = useActs()
  const counted = countsOf(findings).map(([severity, count]) => `${severityWords[severity]} ${count}`)
  return (
    <button
      type="button"
      className={findings.length > 0 ? 'row-open' : 'row-open bare'}
      data-row={anchor}
      // Writers come here from the row itself, and do not pass through every margin.
      tabIndex={write ? -1 : 0}
      aria-label={`第 ${number} 行${counted.length > 0 ? `：${counted.join('、')}` : ''}。打开评分方式、佐证约定和上年情况`}
      title={
        findings.length > 0 ? findings.map(({ message }) => message).join('\n') : '评分方式、佐证约定和上年情况（Alt+Enter）'
      }
      onClick={() => openRow(anchor)}
    >
      {findings.length > 0 ? <Shapes findings={findings} /> : '详'}
    </button>
  )
}

const countsOf = (findings: readonly SeenFinding[]): readonly (readonly [Severity, number])[] =>
  severities
    .map(severity => [severity, findings.filter(one => one.severity === severity).length] as const)
    .filter(([, count]) => count > 0)

const Shapes = ({ findings }: Readonly<{ findings: readonly SeenFinding[] }>) => (
  <span className="shapes" title={findings.map(({ message }) => message).join('\n')}>
    {countsOf(findings).map(([severity, count]) => (
      <Mark key={severity} severity={severity} {...(count > 1 && { count })} />
    ))}
  </span>
)
