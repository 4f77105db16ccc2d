import { deviates } from '@shenbao/declaration/rules/deviation-needs-cause-and-remedy.ts'
import { Input } from 'antd'
import { useState } from 'react'
import type { DeclarationOut } from '../api/queries.ts'
import { WasNow } from '../ui/was-now.tsx'
import { cellKey } from './draft.ts'
import { ChoiceField, type FormProps, TextField } from './fields.tsx'

const intros: Readonly<Record<string, string>> = {
  amend: '审核结果为“良”，可以和单位协商，直接完善下列内容；经办人同意之后才算数。',
  'request-adjustment': '在要调整的行上写新的内容，现行的目标会留在旁边。批准之前，仍按现行目标执行。',
  correct: '更正是一条新的记录，原来的内容仍在。没有要改的格子时，只写理由。',
}
const reasonLabels: Readonly<Record<string, string>> = {
  amend: '修改的理由',
  'request-adjustment': '申请调整的理由',
  correct: '更正的理由',
}

/** 协商修改, 申请调整 and 更正: new contents beside the present ones, row by row, and why. */
export const ChangesForm = (props: FormProps) => {
  const { offer, declaration, draft } = props
  const grounds = offer.type === 'request-adjustment' ? groundsOf(declaration) : []
  const count = Object.keys(draft.cells).length
  return (
    <>
      <p className="sub">{intros[offer.type]}</p>
      <ChangedRows {...props} />
      <p className="t13" role="status">
        {count === 0 ? '还没有改动。' : `改动 ${count} 处。`}
      </p>
      {grounds.length > 0 && (
        <ChoiceField {...props} name="ground" label="依据" isColumn choices={[{ value: '', title: '不写依据' }, ...grounds]} />
      )}
      <TextField {...props} name="reason" label={reasonLabels[offer.type] ?? '理由'} />
    </>
  )
}

const goalField = 'annualGoal'

const ChangedRows = ({ declaration, draft, write }: FormProps) => {
  const [words, setWords] = useState('')
  const { form } = declaration
  const isMeant = (text: string): boolean => text.includes(words.trim())
  const rows = form.indicators.filter(({ id, name, level2 }) => isMeant(`${name}${level2 ?? ''}`) || isTouched(draft.cells, id))
  const put = (key: string, now: string, to: string): void => {
    const { [key]: _, ...others } = draft.cells
    write({ cells: to === now ? others : { ...draft.cells, [key]: to } })
  }
  return (
    <div className="changed-rows">
      {form.indicators.length > ROWS_SEEN_AT_ONCE && (
        <Input
          type="search"
          aria-label="查找指标"
          placeholder="查找指标"
          value={words}
          onChange={event => setWords(event.target.value)}
        />
      )}
      <div className="changed-rows-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">行</th>
              <th scope="col">三级指标</th>
              <th scope="col">年度指标值</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => {
              const number = form.indicators.indexOf(row) + 1
              return (
                <tr key={row.id}>
                  <td className="mute">{number}</td>
                  <td>
                    <Cell
                      label={`行 ${number} 三级指标`}
                      at={cellKey('name', row.id)}
                      now={row.name}
                      cells={draft.cells}
                      put={put}
                    />
                  </td>
                  <td>
                    <Cell
                      label={`行 ${number} 年度指标值`}
                      at={cellKey('target', row.id)}
                      now={row.raw}
                      cells={draft.cells}
                      put={put}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <details open={draft.cells[goalField] !== undefined}>
        <summary>年度总体目标</summary>
        <Input.TextArea
          aria-label="年度总体目标"
          value={draft.cells[goalField] ?? form.annualGoal}
          onChange={event => put(goalField, form.annualGoal, event.target.value)}
        />
      </details>
    </div>
  )
}

const ROWS_SEEN_AT_ONCE = 8
const isTouched = (cells: FormProps['draft']['cells'], row: string): boolean =>
  Object.keys(cells).some(key => key.endsWith(` ${row}`))

type CellProps = Readonly<{
  label: string
  at: string
  now: string
  cells: FormProps['draft']['cells']
  put: (key: string, now: string, to: string) => void
}>

const Cell = ({ label, at, now, cells, put }: CellProps) => {
  const to = cells[at]
  return (
    <>
      <Input size="small" aria-label={label} value={to ?? now} onChange={event => put(at, now, event.target.value)} />
      {to !== undefined && (
        <span className="t13">
          <WasNow from={now} to={to} />
        </span>
      )}
    </>
  )
}

/** What was found and may be the ground of an adjustment: months whose monitoring deviates, and rectifications that are not closed. */
export const groundsOf = ({
  form,
  progress,
  rectifications,
}: Pick<DeclarationOut, 'form' | 'progress' | 'rectifications'>): readonly Readonly<{ value: string; title: string }>[] => [
  ...progress.flatMap(({ period, indicators }) => {
    const rows = indicators.filter(recorded => isDeviating(form, recorded)).map(({ indicator }) => indicator)
    return rows.length === 0 ? [] : [{ value: `${period} ${rows.join(' ')}`, title: `${period} 监控发现 ${rows.length} 行偏差` }]
  }),
  ...rectifications
    .filter(({ state }) => state !== 'closed')
    .map(({ number, findings }) => ({ value: String(number), title: `第 ${number} 号整改：${findings}` })),
]

type Recorded = DeclarationOut['progress'][number]['indicators'][number]
const isDeviating = (form: DeclarationOut['form'], recorded: Recorded): boolean => {
  const row = form.indicators.find(({ id }) => id === recorded.indicator)
  return row !== undefined && deviates({ target: row.raw }, recorded)
}
