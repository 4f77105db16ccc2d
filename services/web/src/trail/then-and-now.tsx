import { fieldTitle } from '@shenbao/declaration/words.ts'
import type { Changes } from '@shenbao/server/routes/changes.ts'
import { useQuery } from '@tanstack/react-query'
import { Trouble } from '../frame/trouble.tsx'
import { Waiting } from '../frame/waiting.tsx'
import type { RowNames } from './row-names.ts'
import { betweenQuery } from './trail-queries.ts'
import './small-form.css'

type Parts = Readonly<{
  id: string
  /** Two revisions, the earlier one first; `until` left out: now. */
  since: number
  until?: number | undefined
  /** What stands above the two columns. */
  heads?: readonly [then: string, now: string]
  rowOf: RowNames
  rows: number
  onRow: (indicator: string) => void
}>

/** 当时与现在: the rows and fields that say something else, old beside new. */
export const ThenAndNow = ({ id, since, until, heads = ['当时', '现在'], rowOf, rows, onRow }: Parts) => {
  const between = useQuery(betweenQuery(id, since, until))
  if (!between.data)
    return between.isError ? <Trouble trouble={between.error} again={() => void between.refetch()} /> : <Waiting />
  const lines = linesOf(between.data)
  const [then, now] = heads
  if (lines.length === 0) return <p className="panel-empty mute">两个时刻的申报表一字不差。</p>
  return (
    <table className="small-form then-now">
      <thead>
        <tr>
          <th scope="col">行</th>
          <th scope="col">指标、栏目</th>
          <th scope="col">{then}</th>
          <th scope="col">{now}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, indicator, name, field, from, to }) => (
          <tr key={key}>
            <td className="mute">{indicator === null ? '' : rowOf(indicator).number}</td>
            <td>
              {indicator === null ? (
                fieldTitle(field, false)
              ) : (
                <button type="button" className="row-link" title="看这一行的来历" onClick={() => onRow(indicator)}>
                  {name ?? rowOf(indicator).name}
                  {field !== 'target' && <span className="sub">{fieldTitle(field, true)}</span>}
                </button>
              )}
            </td>
            <td>{from === null || from === '' ? <span className="mute">无</span> : <del className="was">{from}</del>}</td>
            <td>{to === null || to === '' ? <span className="mute">删去</span> : <ins className="now">{to}</ins>}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4} className="mute">
            {sameWords(between.data, rows)}
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

type Difference = Readonly<{
  key: string
  indicator: string | null
  name: string | null
  field: string
  from: string | null
  to: string | null
}>

/** A row that came or went is one line: its value, and that it was not there. */
export const linesOf = ({ rows, fields }: Pick<Changes, 'rows' | 'fields'>): readonly Difference[] => [
  ...rows.flatMap(({ indicator, name, kind, fields: cells }) => {
    const told = kind === 'revised' ? cells : cells.filter(({ field }) => field === 'target')
    return told.map(({ field, from, to }) => ({ key: `${indicator} ${field}`, indicator, name, field, from, to }))
  }),
  ...fields.map(({ field, from, to }) => ({ key: field, indicator: null, name: null, field, from, to })),
]

const sameWords = ({ rows, fields }: Changes, all: number): string => {
  const same = all - rows.filter(({ kind }) => kind !== 'removed').length
  return `其余${same > 0 ? ` ${same} 行` : ''}${fields.length === 0 ? '、正文、资金' : '栏目'}相同`
}
