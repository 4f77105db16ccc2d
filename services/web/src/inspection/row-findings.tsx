import { FindingItem } from './finding-item.tsx'
import { useInspection } from './inspection-context.tsx'

/** What an inspection says of this row. */
export const RowFindings = ({ row }: Readonly<{ row: string }>) => {
  const findings = useInspection().byAnchor.get(row) ?? []
  if (findings.length === 0) return null
  return (
    <ul className="row-findings" aria-label="这一行的体检意见">
      {findings.map(finding => (
        <FindingItem key={finding.rule + finding.message} finding={finding} isOn={false} point={() => {}} />
      ))}
    </ul>
  )
}
