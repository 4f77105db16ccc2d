import type { ChangeRequest } from '@shenbao/declaration/commands.ts'

/** Somebody chosen to be asked or told. */
export type Person = Readonly<{ id: string; name: string; about: string }>
/** A remark on a row or field, to go along with a return. `anchor` is an indicator id, or a field; `null` the whole. */
export type Remark = Readonly<{ anchor: string; text: string }>

/** What was typed and chosen in a dialog so far. Texts by the name the command gives them. */
export type Draft = Readonly<{
  texts: Readonly<Record<string, string>>
  people: readonly Person[]
  /** Places that were looked at again after a return. */
  ticked: readonly string[]
  remarks: readonly Remark[]
  /** Cells with their new content, by `cellKey`. */
  cells: Readonly<Record<string, string>>
}>

export const emptyDraft: Draft = { texts: {}, people: [], ticked: [], remarks: [], cells: {} }

/** `target 4f…`: a field of a row; a field of the form stands by itself. */
export const cellKey = (field: string, indicator: string | null): string => (indicator === null ? field : `${field} ${indicator}`)

/** The changes of a form that the cells ask for. */
export const changesOf = (cells: Draft['cells']): readonly ChangeRequest[] =>
  Object.entries(cells).map(([key, to]): ChangeRequest => {
    const [field = '', indicator] = key.split(' ')
    const text = to.trim()
    const isEmptiable = field === 'weight' || field.startsWith('funds.')
    const content = isEmptiable && text === '' ? null : text
    return (indicator === undefined ? { field, to: content } : { indicator, field, to: content }) as ChangeRequest
  })
