import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Input, Select } from 'antd'
import { useMemo } from 'react'
import { declarationQuery, declarationsQuery } from '../api/queries.ts'
import { fieldChoices, type Question, withAnswer } from './audit-search.ts'
import { officersQuery } from './officers-query.ts'

type Parts = Readonly<{
  question: Question
  words: string
  onWords: (words: string) => void
  onQuestion: (question: Question) => void
}>

const NAMES_MAX = '500'

/** What one asks: which declaration, which row, who, which field, between which days; and a value among what is listed. */
export const AuditFilters = ({ question, words, onWords, onQuestion }: Parts) => {
  const declarations = useQuery(declarationsQuery({ limit: NAMES_MAX }))
  const officers = useQuery(officersQuery)
  const projects = useMemo(
    () => (declarations.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name ?? '未命名的申报' })),
    [declarations.data],
  )
  const people = useMemo(
    () => [...new Set(officers.data?.items.map(({ name }) => name))].map(value => ({ value })),
    [officers.data],
  )
  const set = (name: keyof Question) => (value: string | undefined) => onQuestion(withAnswer(question, name, value ?? ''))
  return (
    <search className="audit-filters">
      <div className="asked">
        <span aria-hidden="true">项目</span>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="全部项目"
          value={question.declaration ?? null}
          options={projects}
          onChange={set('declaration')}
          aria-label="项目"
        />
      </div>
      <div className="asked">
        <span aria-hidden="true">指标</span>
        <RowChoice question={question} onChoice={set('indicator')} />
      </div>
      <div className="asked">
        <span aria-hidden="true">谁</span>
        <AutoComplete
          key={question.actor}
          allowClear
          placeholder="全部人员"
          defaultValue={question.actor ?? null}
          options={people}
          backfill
          defaultActiveFirstOption={false}
          onSelect={set('actor')}
          onClear={() => set('actor')('')}
          onBlur={event => set('actor')(typedIn(event.target))}
          onInputKeyDown={onEnter(set('actor'))}
          aria-label="谁"
        />
      </div>
      <div className="asked">
        <span aria-hidden="true">栏目</span>
        <Select
          allowClear
          placeholder="全部栏目"
          value={question.field ?? null}
          options={[...fieldChoices]}
          onChange={set('field')}
          aria-label="栏目"
        />
      </div>
      <div className="asked">
        <span aria-hidden="true">从</span>
        <Input
          type="date"
          aria-label="从哪天"
          value={question.since ?? ''}
          onChange={event => set('since')(event.target.value)}
        />
      </div>
      <div className="asked">
        <span aria-hidden="true">到</span>
        <Input
          type="date"
          aria-label="到哪天"
          value={question.until ?? ''}
          onChange={event => set('until')(event.target.value)}
        />
      </div>
      <div className="asked">
        <span aria-hidden="true">值或理由</span>
        <Input
          allowClear
          aria-label="值或理由"
          placeholder="例如 95 90"
          value={words}
          onChange={event => onWords(event.target.value)}
        />
      </div>
      <Button
        disabled={Object.keys(question).length === 0 && words === ''}
        onClick={() => {
          onWords('')
          onQuestion({})
        }}
      >
        清空
      </Button>
    </search>
  )
}

/** Rows of the chosen declaration by name; without one, a name as it stands in a form. */
const RowChoice = ({ question, onChoice }: Readonly<{ question: Question; onChoice: (value: string | undefined) => void }>) => {
  const { declaration = '', indicator } = question
  const form = useQuery({ ...declarationQuery(declaration), enabled: declaration !== '' })
  if (declaration === '')
    return (
      <AutoComplete
        key={indicator}
        allowClear
        placeholder="先选项目，或写三级指标全名"
        defaultValue={indicator ?? null}
        onClear={() => onChoice('')}
        onBlur={event => onChoice(typedIn(event.target))}
        onInputKeyDown={onEnter(onChoice)}
        aria-label="指标"
      />
    )
  const rows = [...(form.data?.form.indicators ?? []), ...(form.data?.removedAfterApproval ?? [])]
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="全部指标"
      value={indicator ?? null}
      options={rows.map(({ id, name }, at) => ({ value: id, label: `${at + 1} ${name}` }))}
      onChange={onChoice}
      aria-label="指标"
    />
  )
}

const typedIn = (target: EventTarget): string => (target instanceof HTMLInputElement ? target.value : '')

const onEnter =
  (tell: (text: string) => void) =>
  ({ key, target }: Readonly<{ key: string; target: EventTarget }>): void => {
    if (key === 'Enter') tell(typedIn(target))
  }
