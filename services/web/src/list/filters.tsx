import { phaseTitle } from '@shenbao/declaration/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { get } from '../api/client.ts'
import type { Listed, Me } from '../api/queries.ts'
import type { StageBook } from '../desk/stages.ts'
import { stagesOf } from '../desk/work-rows.ts'
import { isNarrowed, type ListState } from './list-state.ts'

type Props = Readonly<{
  me: Me
  book: StageBook
  state: ListState
  rows: readonly Listed[]
  put: (name: string, value: string) => void
  clear: () => void
}>
type Units = Readonly<{ rows: readonly Readonly<{ key: string | null; id: string | null }>[] }>

const phases = ['drafting', 'reviewing', 'executing', 'evaluating', 'published', 'archived', 'rejected', 'terminated'] as const
const YEARS_BACK = 4

/** What narrows the list down; every choice is in the address at once. */
export const Filters = ({ me, book, state, rows, put, clear }: Props) => {
  const units = useQuery({ queryKey: ['lists', 'units'], queryFn: ({ signal }) => get<Units>('/api/totals?by=unit', signal) })
  const thisYear = Number(me.today.slice(0, 4))
  const years = Array.from({ length: YEARS_BACK + 2 }, (_, index) => String(thisYear + 1 - index))
  const present = new Set(rows.flatMap(stagesOf))
  const stages = book.order.filter(stage => present.has(stage) || stage === state.stage)
  return (
    <search className="filters">
      <Find q={state.q} put={put} />
      <Choice
        label="年度"
        name="year"
        value={state.year}
        put={put}
        options={years.map(year => ({ value: year, label: `${year} 年度` }))}
      />
      <Choice
        label="阶段"
        name="phase"
        value={state.phase}
        put={put}
        options={phases.map(phase => ({ value: phase, label: phaseTitle(phase) }))}
      />
      <Choice
        label="环节"
        name="stage"
        value={state.stage}
        put={put}
        options={stages.map(stage => ({ value: stage, label: book.title(stage) }))}
      />
      {(units.data?.rows.length ?? 0) > 1 && (
        <Choice
          label="单位"
          name="unit"
          value={state.unit}
          put={put}
          options={(units.data?.rows ?? []).flatMap(({ key, id }) => (key === null ? [] : [{ value: id ?? key, label: key }]))}
        />
      )}
      <Checkbox checked={state.errors !== ''} onChange={event => put('errors', event.target.checked ? '1' : '')}>
        有错误
      </Checkbox>
      <Checkbox checked={state.changed !== ''} onChange={event => put('changed', event.target.checked ? '1' : '')}>
        有变化
      </Checkbox>
      {isNarrowed(state) && (
        <Button size="small" type="link" onClick={clear}>
          清除条件
        </Button>
      )}
    </search>
  )
}

type ChoiceProps = Readonly<{
  label: string
  name: string
  value: string
  options: readonly Readonly<{ value: string; label: string }>[]
  put: Props['put']
}>

const Choice = ({ label, name, value, options, put }: ChoiceProps) => (
  <Select
    size="small"
    aria-label={label}
    className={`choice ${name}`}
    allowClear
    showSearch={options.length > 12 ? { optionFilterProp: 'label' } : false}
    placeholder={`全部${label}`}
    value={value === '' ? null : value}
    options={[...options]}
    onChange={(chosen: string | null | undefined) => put(name, chosen ?? '')}
  />
)

/** Asked when Enter is pressed or the field is left: the list does not jump with every stroke of an input method. */
const Find = ({ q, put }: Readonly<{ q: string; put: Props['put'] }>) => {
  const [text, setText] = useState(q)
  useEffect(() => setText(q), [q])
  return (
    <Input.Search
      size="small"
      className="find"
      aria-label="在全部申报中查找"
      placeholder="项目、指标、目标，两个字就行"
      allowClear
      value={text}
      onChange={event => setText(event.target.value)}
      onSearch={found => put('q', found.trim())}
    />
  )
}
