import { multiply, parseDecimal } from '@shenbao/kernel/decimal.ts'
import { plain } from '@shenbao/policy/points.ts'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useDeferredValue } from 'react'
import type { EditedRow } from '../editing/edits.ts'
import { useActs } from './inspection-context.tsx'
import { type LibraryEntry, similarQuery } from './queries.ts'

/** Rows of the library like this one: how others wrote it, and what they usually promised. */
export const SimilarSection = ({ row, isWritten }: Readonly<{ row: EditedRow; isWritten: boolean }>) => {
  const name = useDeferredValue(row.name ?? '')
  const similar = useQuery(similarQuery(name, row.level2))
  const { write } = useActs()
  if (!isWritten || !write || name.trim().length < 2 || !similar.data) return null
  const take = ({ name: to, usual }: LibraryEntry): void =>
    write([
      { kind: 'cell', row: row.key, field: 'name', from: row.name, to },
      { kind: 'cell', row: row.key, field: 'target', from: row.target, to: usual.target },
    ])
  return (
    <section>
      <h3>指标库里相近的</h3>
      {similar.data.items.length === 0 && <p className="sub">还没有相近的指标。指标批复以后会自动收进指标库。</p>}
      <ul className="similar">
        {similar.data.items.map(entry => (
          <li key={entry.key}>
            <EntryWords entry={entry} />
            <button type="button" className="act" onClick={() => take(entry)} title="名称和指标值改成这样，可以撤销">
              照此填写
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** An entry in two lines: what it is called and its usual value; where it belongs and how it fared. */
export const EntryWords = ({ entry, children }: Readonly<{ entry: LibraryEntry; children?: ReactNode }>) => {
  const { name, level1, level2, usual, range, times, earned } = entry
  const about = [
    [level1, level2].filter(Boolean).join(' · '),
    range && range.low !== range.high && `${range.low} 至 ${range.high}`,
    `用过 ${times} 次`,
    earned && `平均得满分的 ${percentOf(earned.share)}%`,
  ]
  return (
    <div className="entry">
      <p>
        {name}
        {children}　<b>{usual.target}</b>
      </p>
      <p className="sub">{about.filter(Boolean).join('　')}</p>
    </div>
  )
}

const HUNDRED = { units: 100n, scale: 0 }

/** "0.8550" → "85.5" */
const percentOf = (share: string): string => {
  const read = parseDecimal(share)
  return read ? plain(multiply(read, HUNDRED)) : share
}
