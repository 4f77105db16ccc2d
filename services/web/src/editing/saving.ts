import { type Batch, batchOf, netOf, type Waiting } from './batch.ts'
import { type Edit, type EditedForm, inverse, type RowKey, valueAt, withEdits } from './edits.ts'

/**
 * The state of a form that is being typed on: what the server has, what is on its way, what was typed since. Pure: `saver.ts` does
 * the sending. Nothing typed is dropped unless somebody says so.
 */
export type Saving = Readonly<{
  base: EditedForm
  revision: number
  /** Typed and not sent, oldest first. */
  pending: readonly Edit[]
  flying: Batch | null
  /** What the server had to say while something was on its way; looked at when it has arrived. */
  news: Readonly<{ form: EditedForm; revision: number }> | null
  /** Cells that somebody else changed in the meantime, too. */
  conflicts: readonly Conflict[]
  /** What the server refused, by place: the text stays in its cell. */
  refusals: readonly Refusal[]
  undone: readonly (readonly Edit[])[]
  done: readonly (readonly Edit[])[]
}>

/** `theirs` is `undefined` where the row is gone. */
export type Conflict = Readonly<{ edit: Edit; theirs: string | null | undefined }>
export type Refusal = Readonly<{ row: RowKey | null; field: string | null; message: string }>

export const savingOf = (base: EditedForm, revision: number, pending: readonly Edit[] = []): Saving =>
  rebased(
    { base, revision, pending, flying: null, news: null, conflicts: [], refusals: [], undone: [], done: [] },
    base,
    revision,
  )

/** The form as it is shown: everything typed is on it. */
export const shownOf = ({ base, flying, pending, conflicts }: Saving): EditedForm =>
  withEdits(base, [...(flying?.edits ?? []), ...pending, ...conflicts.map(({ edit }) => edit)])

export const waitingOf = ({ base, pending }: Saving): readonly Waiting[] => batchOf(base, pending).waiting

export const isSaved = ({ pending, flying, conflicts }: Saving): boolean =>
  pending.length === 0 && flying === null && conflicts.length === 0

/** One act of a person: a cell, or all cells of a paste. */
export const typed = (saving: Saving, edits: readonly Edit[]): Saving => {
  const real = edits.filter(edit => !('from' in edit) || edit.from !== edit.to)
  if (real.length === 0) return saving
  return { ...pushed(saving, real), done: [...saving.done, real], undone: [] }
}

const pushed = (saving: Saving, edits: readonly Edit[]): Saving => ({
  ...saving,
  pending: [...saving.pending, ...edits],
  refusals: saving.refusals.filter(refusal => !edits.some(edit => isAt(refusal, edit))),
})

const isAt = ({ row, field }: Refusal, edit: Edit): boolean => {
  if (edit.kind === 'field') return row === null && field === edit.field
  return row === edit.row && (edit.kind !== 'cell' || field === null || field === edit.field)
}

export const undo = (saving: Saving, newKey: () => RowKey): Saving => {
  const last = saving.done.at(-1)
  if (!last) return saving
  const back = last.toReversed().map(edit => inverse(edit, newKey))
  return { ...pushed(saving, back), done: saving.done.slice(0, -1), undone: [...saving.undone, back] }
}

export const redo = (saving: Saving, newKey: () => RowKey): Saving => {
  const last = saving.undone.at(-1)
  if (!last) return saving
  const again = last.toReversed().map(edit => inverse(edit, newKey))
  return { ...pushed(saving, again), undone: saving.undone.slice(0, -1), done: [...saving.done, again] }
}

/** Takes off what can be sent now; the same state when there is nothing. */
export const departed = (saving: Saving): Saving => {
  if (saving.flying !== null) return saving
  const pending = netOf(saving.pending)
  const isHeld = (edit: Edit): boolean => saving.refusals.some(refusal => isAt(refusal, edit))
  const { batch } = batchOf(
    saving.base,
    pending.filter(edit => !isHeld(edit)),
  )
  if (batch.changes.length === 0) return saving
  const gone = new Set(batch.edits)
  return { ...saving, flying: batch, pending: pending.filter(edit => !gone.has(edit)) }
}

/** The server has it. `added` names the new rows, in the order of the batch. */
export const arrived = (saving: Saving, revision: number, added: readonly string[]): Saving => {
  const { flying } = saving
  if (!flying) return saving
  const ids = new Map(flying.added.map((key, place) => [key, added[place] ?? key]))
  const rename = (edit: Edit): Edit => renamed(edit, ids)
  const base = withEdits(saving.base, flying.edits.map(rename))
  const after: Saving = {
    ...saving,
    base,
    revision,
    flying: null,
    pending: saving.pending.map(rename),
    done: saving.done.map(edits => edits.map(rename)),
    undone: saving.undone.map(edits => edits.map(rename)),
  }
  return settled(after)
}

const renamed = (edit: Edit, ids: ReadonlyMap<RowKey, string>): Edit => {
  if (edit.kind === 'field') return edit
  const row = ids.get(edit.row) ?? edit.row
  if (edit.kind === 'cell') return { ...edit, row }
  return { ...edit, row, after: edit.after === null ? null : (ids.get(edit.after) ?? edit.after) }
}

/** It did not get there, or somebody was faster: it is typed, and not sent, again. */
export const cameBack = (saving: Saving): Saving =>
  saving.flying === null ? saving : settled({ ...saving, flying: null, pending: [...saving.flying.edits, ...saving.pending] })

/**
 * Refused by a rule: what the rule names stays unsent until somebody changes it, the rest goes again. A rule that names none of it
 * speaks of all of it.
 */
export const refused = (saving: Saving, refusals: readonly Refusal[], sentence: string): Saving => {
  const sent = saving.flying?.edits ?? []
  const back = cameBack(saving)
  const named = refusals.filter(refusal => sent.some(edit => isAt(refusal, edit)))
  const all = sent.map(edit => ({
    row: edit.kind === 'field' ? null : edit.row,
    field: 'field' in edit ? edit.field : null,
    message: sentence,
  }))
  return { ...back, refusals: [...back.refusals, ...(named.length > 0 ? named : all)] }
}

/** What the server has now. Older news than what is known already is no news. */
export const heard = (saving: Saving, form: EditedForm, revision: number): Saving => {
  if (revision < saving.revision) return saving
  if (saving.flying !== null) return { ...saving, news: { form, revision } }
  return rebased(saving, form, revision)
}

const settled = (saving: Saving): Saving => {
  const { news } = saving
  const quiet = { ...saving, news: null }
  return news !== null && news.revision > saving.revision ? rebased(quiet, news.form, news.revision) : quiet
}

/** What was typed, put on another form: where somebody else wrote into the same cell, a person has to choose. */
const rebased = (saving: Saving, form: EditedForm, revision: number): Saving => {
  const pending: Edit[] = []
  const conflicts: Conflict[] = [...saving.conflicts]
  for (const edit of netOf(saving.pending)) {
    if (edit.kind === 'add') pending.push(edit)
    else if (edit.kind === 'remove') {
      if (form.rows.some(({ key }) => key === edit.row)) pending.push(edit)
    } else if (isOfNewRow(saving.pending, edit)) pending.push(edit)
    else {
      const theirs = valueAt(form, edit)
      if (theirs === edit.to) continue
      if (theirs === edit.from) pending.push(edit)
      else conflicts.push({ edit, theirs })
    }
  }
  return { ...saving, base: form, revision, pending, conflicts }
}

const isOfNewRow = (pending: readonly Edit[], edit: Edit): boolean =>
  edit.kind === 'cell' && pending.some(other => other.kind === 'add' && other.row === edit.row)

/** Somebody chose: their own text goes over the other, or is given up. */
export const chosen = (saving: Saving, conflict: Conflict, whose: 'mine' | 'theirs'): Saving => {
  const conflicts = saving.conflicts.filter(other => other !== conflict)
  const { edit, theirs } = conflict
  if (whose === 'theirs' || theirs === undefined || !('from' in edit)) return { ...saving, conflicts }
  return { ...saving, conflicts, pending: [...saving.pending, { ...edit, from: theirs }] }
}
