import { Input } from 'antd'
import { Link } from 'react-router'
import { Money } from '../ui/money.tsx'
import { type BulkVerb, type Left, type Sorted, verbWords } from './bulk.ts'
import type { Filled } from './bulk-form.tsx'
import { type StageBook, titlesOf } from './stages.ts'
import type { Details } from './use-details.ts'
import { lookOf } from './work-rows.ts'

type Row = Sorted['goes'][number]
type Props = Readonly<{
  verb: BulkVerb
  rows: readonly Row[]
  details: Details
  book: StageBook
  filled: Filled
  fill: (filled: Filled) => void
}>

/** What goes in: which version is decided upon, and who comes next. */
export const BulkItems = ({ verb, rows, details, book, filled, fill }: Props) => {
  if (rows.length === 0) return <p>勾选的各项都不能批量{verbWords[verb]}。请关上，逐项打开办理。</p>
  const unread = rows.filter(({ listed }) => lookOf(listed) === 'first').length
  return (
    <>
      {unread > 0 && (
        <p className="amber" role="note">
          ▲ 其中 {unread} 项你还没有打开看过。
        </p>
      )}
      {!details.isReady && (
        <p className="sub" role="status">
          正在核对 {details.read} / {rows.length} 项……
        </p>
      )}
      <div className="bulk-scroll">
        <table className="bulk-table" aria-label="要办理的申报">
          <thead>
            <tr>
              <th scope="col">项目名称</th>
              <th scope="col" className="num">
                年度申请额（元）
              </th>
              <th scope="col">版本</th>
              <th scope="col">{verb === 'approve' ? '同意后' : '现在'}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.key}>
                <th scope="row">
                  <span className="name">{row.listed.name ?? '未命名的申报'}</span>
                  <Numbered row={row} details={details} filled={filled} fill={fill} />
                </th>
                <td className="num">
                  <Money yuan={row.listed.annualRequest} />
                </td>
                <td>第 {row.listed.revision} 版</td>
                <td>{verb === 'approve' ? <Next row={row} details={details} /> : titlesOf(row.listed, book)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const Next = ({ row, details }: Readonly<{ row: Row; details: Details }>) => {
  const detail = details.of(row)
  if (!detail) return <span className="mute">……</span>
  if (detail.allowed === null) return <span className="red">■ {detail.blocked ?? '现在不能同意，请打开查看'}</span>
  const next = detail.allowed.next?.[0]?.title
  return (
    <>
      {next ?? '办结'}
      {detail.allowed.cautions?.map(caution => (
        <div key={caution} className="amber sub">
          ▲ {caution}
        </div>
      ))}
    </>
  )
}

/** 批复 bears a number of its own for each. */
const Numbered = ({ row, details, filled, fill }: Pick<Props, 'details' | 'filled' | 'fill'> & Readonly<{ row: Row }>) =>
  details.of(row)?.allowed?.needs.includes('documentNumber') ? (
    <Input
      size="small"
      aria-label={`${row.listed.name ?? ''} 批复文号`}
      placeholder="批复文号，例如 ××〔年份〕1 号"
      value={filled.numbers[row.key] ?? ''}
      onChange={event => fill({ ...filled, numbers: { ...filled.numbers, [row.key]: event.target.value } })}
    />
  ) : null

/** What was ticked and stays where it is, with the reason and the way to look at it. */
export const LeftOut = ({ left }: Readonly<{ left: readonly Left[] }>) => (
  <section className="left-out" aria-label="留下不办的">
    <h3>留下 {left.length} 项不办</h3>
    <ul>
      {left.map(({ row, why }) => (
        <li key={row.key}>
          <Link to={`/declarations/${row.listed.id}/changes`}>{row.listed.name ?? '未命名的申报'}</Link>
          <span className="mute">　{why}。</span>
        </li>
      ))}
    </ul>
  </section>
)
