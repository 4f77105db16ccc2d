import { useState } from 'react'
import { TargetHistory } from '../trail/target-history.tsx'

/** How the row came to say what it says; read when somebody asks. A row that was never saved has no past. */
export const TargetPast = ({ declarationId, row }: Readonly<{ declarationId: string; row: string }>) => {
  const [asked, setAsked] = useState<string | null>(null)
  if (row.startsWith('new-')) return null
  const isOpen = asked === row
  return (
    <section>
      <h3>
        这一行的来历
        <button type="button" className="act" aria-expanded={isOpen} onClick={() => setAsked(isOpen ? null : row)}>
          {isOpen ? '收起' : '谁在什么时候改过'}
        </button>
      </h3>
      {isOpen && <TargetHistory id={declarationId} indicator={row} />}
    </section>
  )
}
