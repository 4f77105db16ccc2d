import { fieldTitle, valueTitle } from '@shenbao/declaration/words.ts'
import { WasNow } from '../ui/was-now.tsx'
import type { Change } from './entries.ts'
import type { RowNames } from './row-names.ts'

type Parts = Readonly<{ change: Change; rowOf: RowNames; onRow: (indicator: string) => void }>

/** 行 8 安全等级保级别 <2.00(级) → ≥2.00(级). The row opens the history of its value. */
export const ChangeLine = ({ change: { indicator, field, from, to, inEffect }, rowOf, onRow }: Parts) => {
  const row = indicator === null ? null : rowOf(indicator)
  const isWhole = field === 'indicator'
  return (
    <div className="change-line">
      {row && indicator !== null && (
        <button type="button" className="row-link" title="看这一行的来历" onClick={() => onRow(indicator)}>
          {row.number !== null && <span className="mute">行 {row.number} </span>}
          {row.name}
        </button>
      )}
      {isWhole ? (
        <span className="tag">{from === null ? '增' : to === null ? '删' : '改'}</span>
      ) : (
        (row === null || field !== 'target') && <span className="mute">{fieldTitle(field, row !== null)}</span>
      )}
      <WasNow from={clipped(valueTitle(field, from))} to={clipped(valueTitle(field, to))} />
      {!inEffect && <span className="sub">（只是申请）</span>}
    </div>
  )
}

const LONG = 60
/** A goal of half a page is read under 变化; here its beginning tells which it is. */
const clipped = (text: string | null): string | null => (text !== null && text.length > LONG ? `${text.slice(0, LONG)}……` : text)
