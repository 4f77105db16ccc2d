import { type PlanField, planTitles } from '@shenbao/form/form.ts'
import { suggestedEvidence, suggestedGrades } from '@shenbao/policy/plan-suggestions.ts'
import { useId, useState } from 'react'
import { cellOf, type Edit, type EditedRow } from '../editing/edits.ts'
import { CellNote, notesOf } from '../form/cell-note.tsx'
import type { RowWriting } from './row-drawer.tsx'

const evidence = ['evidenceType', 'evidenceSource', 'evidenceMethod'] as const
const grades = ['gradeMet', 'gradePartly', 'gradeUnmet'] as const
const others = ['explanation', 'basis'] as const

type SectionProps = Readonly<{ row: EditedRow; writing: RowWriting | undefined }>

/** 佐证约定 and what else is agreed about a row beforehand: written here, saved like every other cell. */
export const PlanSection = ({ row, writing }: SectionProps) => {
  const { level1, level2, name, target } = row
  const said = { level1, level2, name: name ?? '', target: target ?? '' }
  const byWords = suggestedGrades(said)
  const hasGrades = byWords !== null || grades.some(field => cellOf(row, field) !== null)
  return (
    <>
      <Fields title="佐证约定" fields={evidence} suggested={suggestedEvidence(said)} row={row} writing={writing} />
      {hasGrades && <Fields title="达成到什么程度算什么" fields={grades} suggested={byWords} row={row} writing={writing} />}
      <Fields title="指标说明" fields={others} suggested={null} row={row} writing={writing} />
    </>
  )
}

type Suggested = Readonly<Partial<Record<PlanField, string>>>

type FieldsProps = SectionProps & Readonly<{ title: string; fields: readonly PlanField[]; suggested: SuggestedPlan | null }>
type SuggestedPlan = Readonly<{ [field in PlanField]?: unknown }>

const textsOf = (suggested: SuggestedPlan | null): Suggested =>
  Object.fromEntries(Object.entries(suggested ?? {}).filter(([, text]) => typeof text === 'string'))

const Fields = ({ title, fields, suggested, row, writing }: FieldsProps) => {
  const texts = textsOf(suggested)
  const blank = fields.filter(field => cellOf(row, field) === null && texts[field] !== undefined)
  const fill = (): void =>
    writing?.saver.type(blank.map((field): Edit => ({ kind: 'cell', row: row.key, field, from: null, to: texts[field] ?? null })))
  if (!writing && fields.every(field => cellOf(row, field) === null)) return null
  return (
    <section>
      <h3>
        {title}
        {writing && blank.length > 0 && (
          <button type="button" className="act" onClick={fill} title="只填空着的栏目，填入后请按本项目改写，可以撤销">
            填入通行写法
          </button>
        )}
      </h3>
      <div className="plan">
        {fields.map(field =>
          writing ? (
            <PlanInput
              key={field + (cellOf(row, field) ?? '')}
              field={field}
              row={row}
              writing={writing}
              example={texts[field] ?? null}
            />
          ) : (
            <p key={field}>
              <span className="mute">{planTitles[field]}</span>　{cellOf(row, field) ?? <span className="mute">未写</span>}
            </p>
          ),
        )}
      </div>
    </section>
  )
}

type InputProps = Readonly<{ field: PlanField; row: EditedRow; writing: RowWriting; example: string | null }>

const PlanInput = ({ field, row, writing: { saver, shown }, example }: InputProps) => {
  const kept = cellOf(row, field)
  const [typed, setTyped] = useState(kept ?? '')
  const id = useId()
  const keep = (): void => {
    const to = typed.trim() === '' ? null : typed.trim()
    if (to !== kept) saver.type([{ kind: 'cell', row: row.key, field, from: kept, to }])
  }
  return (
    <div>
      <label htmlFor={id}>{planTitles[field]}</label>
      <textarea
        id={id}
        rows={Math.max(1, Math.ceil(typed.length / 26))}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        onBlur={keep}
      />
      {typed === '' && example !== null && <p className="sub">例如：{example}</p>}
      <CellNote note={notesOf(shown.saving).at(row.key, field)} choose={saver.choose} />
    </div>
  )
}
