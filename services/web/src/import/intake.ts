import { registeredName } from '@shenbao/declaration/register.ts'
import { type ContractProblem, checkContract, fromContract, toContract } from '@shenbao/form/contract.ts'
import { type Form, indicatorFlags } from '@shenbao/form/form.ts'
import type { Previewed } from '@shenbao/server/routes/imports.ts'
import { type Edit, type EditedForm, editedForm, type RowKey, withEdits } from '../editing/edits.ts'

/**
 * Forms that were read from files and are not registered yet: what the reader saw, what a person made of it, and what came of it. Plain
 * data, kept on this machine until it is registered or thrown away.
 */
export type Intake = Readonly<{ forms: readonly ReadForm[]; registered: readonly Registered[] }>

export type SentForm = Previewed['forms'][number]['form']
type SentRow = SentForm['indicators'][number]

export type ReadForm = Readonly<{
  key: string
  /** The name of its file; `null` for pasted text. */
  file: string | null
  original: SentForm
  /** What was typed, one list of edits for each act, the oldest first. */
  acts: readonly (readonly Edit[])[]
  undone: readonly (readonly Edit[])[]
  /** Rows, and the whole (`form`), of which a person said that they are as on the paper. */
  confirmed: readonly string[]
  isLeftOut: boolean
}>

export type Registered = Readonly<{ id: string; name: string | null; errors: number; warnings: number }>

export const nothingRead: Intake = { forms: [], registered: [] }

/** Forms of one file put behind the others. What is there already, word for word, is not put there twice. */
export const withRead = (intake: Intake, file: string | null, read: readonly SentForm[], newKey: () => string) => {
  const known = new Set(intake.forms.map(({ original }) => contentOf(original)))
  const added = read
    .filter(form => !known.has(contentOf(form)))
    .map(
      (original): ReadForm => ({
        key: newKey(),
        file,
        original,
        acts: [],
        undone: [],
        confirmed: [],
        isLeftOut: false,
      }),
    )
  return {
    intake: { forms: [...intake.forms, ...added], registered: [] },
    added: added.length,
    known: read.length - added.length,
  }
}

export const changed = (intake: Intake, key: string, change: (form: ReadForm) => ReadForm): Intake => ({
  ...intake,
  forms: intake.forms.map(form => (form.key === key ? change(form) : form)),
})

export const typed = (form: ReadForm, edits: readonly Edit[]): ReadForm => {
  const real = edits.filter(edit => !('from' in edit) || edit.from !== edit.to)
  return real.length === 0 ? form : { ...form, acts: [...form.acts, real], undone: [] }
}

export const undone = (form: ReadForm): ReadForm => {
  const last = form.acts.at(-1)
  return last ? { ...form, acts: form.acts.slice(0, -1), undone: [...form.undone, last] } : form
}

export const redone = (form: ReadForm): ReadForm => {
  const last = form.undone.at(-1)
  return last ? { ...form, acts: [...form.acts, last], undone: form.undone.slice(0, -1) } : form
}

export const confirmed = (form: ReadForm, what: RowKey | 'form'): ReadForm =>
  form.confirmed.includes(what) ? form : { ...form, confirmed: [...form.confirmed, what] }

/** Compares with the paper once more. */
export const unconfirmed = (form: ReadForm): ReadForm => ({ ...form, confirmed: [] })

/** What is shown and typed on: all edits are on it. */
export const shownOf = ({ original, acts }: ReadForm): EditedForm => {
  const start = editedForm(original)
  const year = original.year === null ? null : String(original.year)
  return withEdits({ ...start, fields: { ...start.fields, year } }, acts.flat())
}

/** The form as it is sent: the reader's, with what was typed in place of it, and without the doubts that a person has settled. */
export const sentForm = (form: ReadForm): Readonly<Record<string, unknown>> => {
  const { original, confirmed: settled } = form
  const { fields, rows } = shownOf(form)
  const funds = Object.fromEntries(Object.keys(original.funds).map(fund => [fund, fields[`funds.${fund}`] ?? null]))
  return {
    ...original,
    name: fields['name'] ?? null,
    year: yearIn(fields['year'] ?? null),
    nature: fields['nature'] ?? null,
    category: fields['category'] ?? null,
    department: fields['department'] ?? null,
    unit: fields['unit'] ?? null,
    start: fields['start'] || null,
    end: fields['end'] || null,
    funds,
    overallGoal: fields['overallGoal'] ?? '',
    annualGoal: fields['annualGoal'] ?? '',
    flags: settled.includes('form') ? [] : original.flags,
    indicators: rows.map(({ key, level1, level2, name, target, weight }) => {
      const read = original.indicators.find(({ id }) => id === key)
      const raw = target ?? ''
      const written = name ?? ''
      const flags = read ? flagsLeft(read, { level1, level2, name: written, raw }, settled.includes(key)) : []
      return { id: key, level1, level2, name: written, raw, weight, ...(read?.plan && { plan: read.plan }), flags }
    }),
  }
}

const yearIn = (text: string | null): number | string | null => {
  if (text === null || text.trim() === '') return null
  return /^\d{4}$/.test(text.trim()) ? Number(text) : text
}

/** Doubts that are left: a value that is missing stays missing until it is written; the others end when a person settles them. */
const flagsLeft = (
  read: SentRow,
  now: Pick<SentRow, 'level1' | 'level2' | 'name' | 'raw'>,
  isSettled: boolean,
): readonly string[] =>
  read.flags.filter(flag => {
    if (flag === 'value-missing') return now.raw.trim() === ''
    if (isSettled) return false
    const isMoved = now.level1 !== read.level1 || now.level2 !== read.level2
    if (flag === 'level-inferred' || flag === 'level-conflict') return !isMoved
    return !isMoved && now.name === read.name && now.raw === read.raw
  })

/** What of a form cannot be sent as typed: `row` is a row, or `null` for a field of the form. */
export type Wrong = Readonly<{ row: RowKey | null; field: string; message: string }>
/** The form with its rows under the names they have on the screen, and what is wrong with it as sent. */
export type Judged = Readonly<{ form: Form; shown: SentForm; wrong: readonly Wrong[] }>

/**
 * Reads what would be sent, as the server will. Where something typed cannot be read it is taken for blank, so that the rest is still
 * looked at; and it is told.
 */
export const judged = (readForm: ReadForm): Judged => {
  const sent = sentForm(readForm)
  const rows = shownOf(readForm).rows
  const first = checkContract(sent)
  const problems = first.ok ? [] : first.problems
  const read = first.ok ? first : checkContract(blanked(sent, problems))
  const newId = (row: number): string => rows[row]?.key ?? String(row)
  const form = read.ok ? fromContract(read.declaration, newId) : fromContract(emptyContract(), newId)
  return { form, shown: toContract(form), wrong: problems.map(problem => placed(problem, rows)) }
}

const emptyContract = () => {
  const empty = checkContract({})
  if (!empty.ok) throw new TypeError('an empty form is a form')
  return empty.declaration
}

const placed = ({ path, message }: ContractProblem, rows: EditedForm['rows']): Wrong => {
  const [, at, field] = /^indicators\.(\d+)\.(.+)$/.exec(path) ?? []
  if (at === undefined) return { row: null, field: path, message }
  return { row: rows[Number(at)]?.key ?? null, field: field === 'raw' ? 'target' : (field ?? 'name'), message }
}

const NAMELESS = '（未填名称）'

const blanked = (
  sent: Readonly<Record<string, unknown>>,
  problems: readonly ContractProblem[],
): Readonly<Record<string, unknown>> => {
  const copy = structuredClone(sent)
  for (const { path } of problems) {
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    let place: unknown = copy
    for (const step of steps) place = isRecord(place) ? place[step] : undefined
    if (isRecord(place)) place[last] = last === 'name' && steps.length > 0 ? NAMELESS : null
  }
  return copy
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What a form says, whatever its rows are called and whatever the reader doubted: equal for two forms that say the same. */
export const contentOf = (form: SentForm): string =>
  JSON.stringify([
    form.name === null ? null : registeredName(form.name),
    form.nature,
    form.category,
    form.department,
    form.unit,
    form.start,
    form.end,
    Object.entries(form.funds).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    form.overallGoal.trim(),
    form.annualGoal.trim(),
    form.indicators.map(({ level1, level2, name, raw, weight }) => [level1, level2, name, raw, weight]),
  ])

export const isSameName = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && registeredName(a) === registeredName(b)

/** Flags a person can settle by saying that the row is as on the paper. */
export const canBeConfirmed = (flags: readonly string[]): boolean => flags.some(flag => flag !== 'value-missing')

export const knownFlag = (flag: string): (typeof indicatorFlags)[number] | null =>
  indicatorFlags.find(known => known === flag) ?? null

/** Forms that go in, by the file they came from: each file is registered whole or not at all. */
export const byFile = (forms: readonly ReadForm[]): readonly Readonly<{ file: string | null; forms: readonly ReadForm[] }>[] => {
  const files = new Map<string | null, ReadForm[]>()
  for (const form of forms) if (!form.isLeftOut) files.set(form.file, [...(files.get(form.file) ?? []), form])
  return [...files].map(([file, of]) => ({ file, forms: of }))
}
