import { useState } from 'react'
import { Mark } from '../ui/mark.tsx'
import { useActs, useInspection } from './inspection-context.tsx'
import { type Repair, repairsOf } from './repairs.ts'
import { placeWords, type SeenFinding, shortMessage } from './seen-findings.ts'

type ItemProps = Readonly<{ finding: SeenFinding; isOn: boolean; point: () => void }>

/** One thing to look at: where, what, what to do, and where it is certain, the click that does it. */
export const FindingItem = ({ finding, isOn, point }: ItemProps) => {
  const { rowNumber } = useInspection()
  const { goTo } = useActs()
  const [showsBasis, setShowsBasis] = useState(false)
  const { severity, indicatorId, field, repair, basis, blocks } = finding
  return (
    <li className={isOn ? 'finding on' : 'finding'}>
      <Mark severity={severity} />
      <div>
        <button
          type="button"
          className="go"
          onClick={() => {
            point()
            goTo({ row: indicatorId ?? null, field: field ?? (indicatorId === undefined ? 'indicators' : 'name') })
          }}
        >
          <b>{placeWords(finding, rowNumber)}</b>
          {shortMessage(finding)}
        </button>
        <p className="sub acts">
          {repair}
          {repair !== undefined && '　'}
          <Repairs finding={finding} />
          {blocks !== undefined && <span className="red">改正前不能提交</span>}
          {basis !== undefined && (
            <button type="button" className="act" aria-expanded={showsBasis} onClick={() => setShowsBasis(!showsBasis)}>
              依据
            </button>
          )}
        </p>
        {showsBasis && <p className="sub">{basis}</p>}
      </div>
    </li>
  )
}

const Repairs = ({ finding }: Readonly<{ finding: SeenFinding }>) => {
  const { form, edited, marks } = useInspection()
  const { write, newKey, goTo } = useActs()
  const [done, setDone] = useState<Inspected | null>(null)
  if (!write || !newKey) return null
  const mend = ({ edits, goTo: row }: Repair): void => {
    write(edits)
    setDone(form)
    if (row !== undefined) goTo({ row, field: 'name' })
  }
  return repairsOf(finding, { form, edited, marks, newKey }).map(repair => (
    // Once done it is not offered again until the form has been looked at anew.
    <button key={repair.title} type="button" className="act" disabled={done === form} onClick={() => mend(repair)}>
      {repair.title}
    </button>
  ))
}

type Inspected = ReturnType<typeof useInspection>['form']
