import { inTenThousands } from '../ui/money.tsx'
import { Due } from '../ui/time.tsx'
import { mayBeTicked, type Ticked } from './bulk.ts'
import { SinceLook } from './since-look.tsx'
import { type StageBook, titlesOf } from './stages.ts'
import { aboutWords, Findings, RowName, Tick } from './work-row.tsx'
import { lookOf, roundWords, type WorkRow } from './work-rows.ts'
import './work-table.css'

type Props = Readonly<{
  rows: readonly WorkRow[]
  book: StageBook
  news: ReadonlySet<string>
  ticked: Ticked
  onTick: (row: WorkRow, isTicked: boolean) => void
}>

const READS_MAX = 8

/** The list of work where a table has no room: one card a declaration, what changed in the middle. */
export const Cards = ({ rows, book, news, ticked, onTick }: Props) => {
  const readable = new Set(
    rows
      .filter(({ listed }) => lookOf(listed) === 'changed')
      .slice(0, READS_MAX)
      .map(({ key }) => key),
  )
  return (
    <ul className="cards">
      {rows.map(row => (
        <li key={row.key}>
          <div className="card-head">
            {mayBeTicked(row) && <Tick row={row} isTicked={ticked.has(row.key)} onTick={onTick} />}
            <RowName row={row} />
            <span className="num">
              {row.listed.annualRequest === null ? '未填' : `${tenThousands(row.listed.annualRequest)} 万元`}
            </span>
          </div>
          <SinceLook row={row} reads={readable.has(row.key)} isNew={news.has(row.listed.id)} />
          <p className="sub">
            {titlesOf(row.listed, book)}・{roundWords(row.listed.round)}・{aboutWords(row, false)}
          </p>
          <div className="card-foot">
            <Findings row={row} />
            <span>{row.listed.ending === null && <Due {...row.listed} />}</span>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** 13,000,000.00 → 1,300.00 */
export const tenThousands = (yuan: string): string => inTenThousands(yuan).replace(/\B(?=(\d{3})+\.)/g, ',')
