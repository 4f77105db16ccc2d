import { fundTitles } from '@shenbao/form/form.ts'
import { type ReactNode, useMemo, useState } from 'react'
import { newKey } from '../api/client.ts'
import type { DeclarationOut } from '../api/queries.ts'
import type { Edit, EditedForm, RowField, RowKey } from '../editing/edits.ts'
import { newRowKey, type Saver, type Shown } from '../editing/saver.ts'
import { IndicatorGrid } from '../grid/indicator-grid.tsx'
import { grouped } from '../ui/money.tsx'
import { CellNote, notesOf } from './cell-note.tsx'
import { FieldCell } from './field-cell.tsx'
import { Blank, OfficialForm, type ShownForm } from './official-form.tsx'

type SheetProps = Readonly<{
  declaration: DeclarationOut
  saver: Saver
  shown: Shown
  /** Marks beside rows and fields, by indicator id or field. */
  margin: (anchor: string) => ReactNode
  /** How a field is shown while nobody types in it, where it is more than its text: numbers of the goal with their marks. */
  dressed: (field: string, text: string | null) => ReactNode
  /** What is to be seen of a field while somebody types in it. */
  whileTyping?: (field: string, typed: string) => ReactNode
  goTo: Readonly<{ row: RowKey; field: RowField }> | null
  /** Further tools beside 撤销 and 恢复. */
  tools?: ReactNode
}>

/** In drafting everything is written; later, whoever sets 分值 writes these and nothing else. */
const writable = (phase: string): Readonly<{ rows: ReadonlySet<RowField>; fields: boolean }> =>
  phase === 'drafting'
    ? { rows: new Set<RowField>(['level1', 'level2', 'name', 'target', 'weight']), fields: true }
    : { rows: new Set<RowField>(['weight']), fields: false }

/** 申报表, written where it stands. */
export const EditingSheet = ({ declaration, saver, shown, margin, dressed, whileTyping, goTo, tools }: SheetProps) => {
  const { form } = shown
  const writes = useMemo(() => writable(declaration.phase), [declaration.phase])
  const [wantsWeights, setWantsWeights] = useState(!writes.fields)
  const hasWeights = wantsWeights || form.rows.some(({ weight }) => weight !== null)
  const columns: readonly RowField[] = useMemo(
    () => (hasWeights ? ['level1', 'level2', 'name', 'weight', 'target'] : ['level1', 'level2', 'name', 'target']),
    [hasWeights],
  )
  const notes = useMemo(() => notesOf(shown.saving), [shown.saving])
  const marks = useMemo(
    () => ({
      margin,
      note: (row: RowKey, field: RowField) => <CellNote note={notes.at(row, field)} choose={saver.choose} />,
    }),
    [margin, notes, saver],
  )
  const type = (edits: readonly Edit[]): void => saver.type(edits)
  const field = (name: string, text: string | null): ReactNode => {
    const kept = form.fields[name] ?? null
    const content = dressed(name, text) ?? <Blank text={text} />
    if (!writes.fields || name === 'department' || name === 'unit') return content
    return (
      <FieldCell
        field={name}
        title={titleOf(name)}
        text={kept}
        onEdit={edit => type([edit])}
        whileTyping={typed => whileTyping?.(name, typed)}
        note={<CellNote note={notes.at(null, name)} choose={saver.choose} />}
      >
        {content}
      </FieldCell>
    )
  }
  return (
    <>
      <div className="sheet-tools">
        <Tool title="撤销" keys="Ctrl+Z" act={saver.undo} isOff={shown.saving.done.length === 0} />
        <Tool title="恢复" keys="Ctrl+Y" act={saver.redo} isOff={shown.saving.undone.length === 0} />
        {!hasWeights && <Tool title="加上分值" act={() => setWantsWeights(true)} />}
        {tools}
        <span className="sub">
          Enter、Tab、方向键移动；直接输入即改写；Ctrl+Enter 增一行，Ctrl+- 删行，Ctrl+D 向下填充，Alt+Enter
          看这一行的评分和佐证；可与 Excel 互相复制粘贴
        </span>
      </div>
      <OfficialForm
        form={asShown(declaration.form, form)}
        dressing={{
          margin,
          field,
          hasWeights,
          rows: head => (
            <IndicatorGrid
              head={head}
              rows={form.rows}
              columns={columns}
              onEdits={type}
              newKey={newRowKey(newKey)}
              marks={marks}
              goTo={goTo}
              editable={writes.rows}
            />
          ),
        }}
      />
    </>
  )
}

const Tool = ({
  title,
  keys,
  act,
  isOff = false,
}: Readonly<{ title: string; keys?: string; act: () => void; isOff?: boolean }>) => (
  <button type="button" className="act" onClick={act} disabled={isOff} title={keys}>
    {title}
  </button>
)

const titles: Readonly<Record<string, string>> = {
  name: '项目名称',
  nature: '项目性质',
  category: '项目类别',
  start: '计划开始日期',
  end: '计划完成日期',
  overallGoal: '项目总目标',
  annualGoal: '年度总体目标',
}

const titleOf = (field: string): string => {
  const fund = field.slice('funds.'.length)
  return titles[field] ?? (fund in fundTitles ? fundTitles[fund as keyof typeof fundTitles] : field)
}

/** What the paper shows of a form that is being written: amounts with separators come from its own `field`. */
const asShown = (form: ShownForm, { fields, rows }: EditedForm): ShownForm => ({
  ...form,
  name: fields['name'] ?? null,
  nature: fields['nature'] ?? null,
  category: fields['category'] ?? null,
  start: fields['start'] ?? null,
  end: fields['end'] ?? null,
  overallGoal: fields['overallGoal'] ?? '',
  annualGoal: fields['annualGoal'] ?? '',
  funds: Object.fromEntries(Object.keys(form.funds).map(fund => [fund, fields[`funds.${fund}`] ?? null])) as ShownForm['funds'],
  indicators: rows.map(({ key, target, ...row }) => ({
    ...(form.indicators.find(({ id }) => id === key) ?? emptyRow),
    ...row,
    id: key,
    name: row.name ?? '',
    raw: target ?? '',
  })),
})

const emptyRow = { op: null, value: null, unit: null, kind: 'quantitative' as const, flags: [] }

/** An amount somebody typed and nobody has checked yet still shows as it is. */
export const shownAmount = (yuan: string | null): string =>
  yuan !== null && /^-?\d+(\.\d+)?$/.test(yuan) ? grouped(yuan) : (yuan ?? '')
