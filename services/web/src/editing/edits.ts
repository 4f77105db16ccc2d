import { type Plan, type PlanField, planFields } from '@shenbao/form/form.ts'
import type { DeclarationOut } from '../api/queries.ts'

/** What may be typed on a form. Rows are named by indicator id; one that the server has not seen yet by a name of its own. */
export type RowField = 'level1' | 'level2' | 'name' | 'target' | 'weight'
export type RowKey = string
/** `plan`: 指标说明, written beside the table; not there while nothing is. */
export type RowContents = Readonly<Record<RowField, string | null>> & Readonly<{ plan?: Plan | undefined }>
export type EditedRow = Readonly<{ key: RowKey }> & RowContents
export type EditedForm = Readonly<{
  /** By the field's name in a command: `annualGoal`, `funds.annualRequest` … */
  fields: Readonly<Record<string, string | null>>
  rows: readonly EditedRow[]
}>

export type Edit =
  | Readonly<{ kind: 'cell'; row: RowKey; field: RowField | PlanField; from: string | null; to: string | null }>
  | Readonly<{ kind: 'field'; field: string; from: string | null; to: string | null }>
  /** `after`: the row behind which it stands; `null` at the end. */
  | Readonly<{ kind: 'add'; row: RowKey; after: RowKey | null; contents: RowContents }>
  | Readonly<{ kind: 'remove'; row: RowKey; after: RowKey | null; contents: RowContents }>

export const rowFields: readonly RowField[] = ['level1', 'level2', 'name', 'target', 'weight']
const lineFields = ['name', 'nature', 'category', 'department', 'unit', 'start', 'end', 'overallGoal', 'annualGoal'] as const

export const editedForm = (form: DeclarationOut['form']): EditedForm => ({
  fields: {
    ...Object.fromEntries(lineFields.map(field => [field, form[field]])),
    ...Object.fromEntries(Object.entries(form.funds).map(([fund, yuan]) => [`funds.${fund}`, yuan])),
  },
  rows: form.indicators.map(({ id, level1, level2, name, raw, weight, plan }) => ({
    key: id,
    level1,
    level2,
    name,
    target: raw,
    weight,
    ...(plan && { plan }),
  })),
})

export const withEdits = (form: EditedForm, edits: readonly Edit[]): EditedForm => edits.reduce(withEdit, form)

const withEdit = (form: EditedForm, edit: Edit): EditedForm => {
  switch (edit.kind) {
    case 'field':
      return { ...form, fields: { ...form.fields, [edit.field]: edit.to } }
    case 'cell':
      return { ...form, rows: form.rows.map(row => (row.key === edit.row ? withCell(row, edit) : row)) }
    case 'remove':
      return { ...form, rows: form.rows.filter(({ key }) => key !== edit.row) }
    case 'add': {
      const behind = form.rows.findIndex(({ key }) => key === edit.after)
      return {
        ...form,
        rows: form.rows.toSpliced(behind < 0 ? form.rows.length : behind + 1, 0, { key: edit.row, ...edit.contents }),
      }
    }
  }
}

const isOfPlan = (field: RowField | PlanField): field is PlanField => (planFields as readonly string[]).includes(field)

/** What a row says with one of its cells written, in the table or beside it. */
export const withCell = <Row extends RowContents>(row: Row, { field, to }: Pick<CellEdit, 'field' | 'to'>): Row =>
  isOfPlan(field) ? { ...row, plan: { ...row.plan, [field]: to ?? '' } } : { ...row, [field]: to }

export const cellOf = (row: RowContents, field: RowField | PlanField): string | null =>
  isOfPlan(field) ? row.plan?.[field] || null : row[field]

type CellEdit = Extract<Edit, { kind: 'cell' }>

/** What takes an edit back. A row that was taken out comes back as a new one: what was recorded stays recorded. */
export const inverse = (edit: Edit, newKey: () => RowKey): Edit => {
  switch (edit.kind) {
    case 'add':
      return { ...edit, kind: 'remove' }
    case 'remove':
      return { ...edit, kind: 'add', row: newKey() }
    default:
      return { ...edit, from: edit.to, to: edit.from }
  }
}

/** The value an edit was made against, as the form has it now; `undefined` when the row is gone. */
export const valueAt = (form: EditedForm, edit: Edit): string | null | undefined => {
  if (edit.kind === 'field') return form.fields[edit.field] ?? null
  const row = form.rows.find(({ key }) => key === edit.row)
  return row && edit.kind === 'cell' ? cellOf(row, edit.field) : undefined
}

export const contentsOf = ({ level1, level2, name, target, weight, plan }: RowContents): RowContents => ({
  level1,
  level2,
  name,
  target,
  weight,
  ...(plan && { plan }),
})
