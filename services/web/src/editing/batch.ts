import type { ChangeRequest } from '@shenbao/declaration/commands.ts'
import { planFields } from '@shenbao/form/form.ts'
import { type Edit, type EditedForm, type RowContents, type RowKey, withCell } from './edits.ts'

/**
 * Edits on their way: what was typed since the last save, brought down to one change a cell, as a command sends it. What cannot be
 * sent yet — a row without a name, a cell that may not be empty — waits, and says why.
 */
export type Batch = Readonly<{
  changes: readonly ChangeRequest[]
  /** The edits that are in it. */
  edits: readonly Edit[]
  /** Rows that are put on the form by it, in the order of their changes. */
  added: readonly RowKey[]
}>
export type Waiting = Readonly<{ row: RowKey | null; field: string | null; why: string }>

export const batchOf = (base: EditedForm, pending: readonly Edit[]): Readonly<{ batch: Batch; waiting: readonly Waiting[] }> => {
  const net = netOf(pending)
  const waiting = net.flatMap(edit => {
    const why = whyNot(edit)
    return why === null ? [] : [why]
  })
  const ready = net.filter(edit => whyNot(edit) === null)
  const adds = ready.filter(edit => edit.kind === 'add')
  const others = ready.filter(edit => edit.kind !== 'add')
  // Behind the same row, the last comes first: each next one pushes in between.
  const changes = [...adds.toReversed().map(edit => addition(edit, anchorOf(base, adds, edit.after))), ...others.map(changeOf)]
  return { batch: { changes, edits: ready, added: adds.toReversed().map(({ row }) => row) }, waiting }
}

/** One edit a cell, from what it was to what it is; what was typed on a new row is part of it; what came and went is nothing. */
export const netOf = (pending: readonly Edit[]): readonly Edit[] => {
  const net: Edit[] = []
  for (const edit of pending) {
    const place = net.findIndex(earlier => isSamePlace(earlier, edit))
    const earlier = net[place]
    if (!earlier) net.push(edit)
    else if (edit.kind === 'remove') {
      net.splice(place, 1)
      dropCellsOf(net, edit.row)
      if (earlier.kind !== 'add') net.push(edit)
    } else net[place] = merged(earlier, edit)
  }
  return net.filter(edit => !('from' in edit) || edit.from !== edit.to)
}

const isSamePlace = (earlier: Edit, edit: Edit): boolean => {
  if (edit.kind === 'field') return earlier.kind === 'field' && earlier.field === edit.field
  if (earlier.kind === 'field' || earlier.row !== edit.row) return false
  return (
    earlier.kind === 'add' ||
    edit.kind === 'remove' ||
    (earlier.kind === 'cell' && edit.kind === 'cell' && earlier.field === edit.field)
  )
}

const dropCellsOf = (net: Edit[], row: RowKey): void => {
  for (let at = net.length - 1; at >= 0; at--) {
    const edit = net[at]
    if (edit?.kind === 'cell' && edit.row === row) net.splice(at, 1)
  }
}

const merged = (earlier: Edit, edit: Edit): Edit => {
  if (earlier.kind === 'add' && edit.kind === 'cell') return { ...earlier, contents: withCell(earlier.contents, edit) }
  return 'from' in earlier && 'from' in edit ? ({ ...edit, from: earlier.from } as Edit) : edit
}

const mayBeEmpty = new Set<string>(['target', 'weight', 'annualGoal', 'overallGoal', ...planFields])
const isBlank = (text: string | null): boolean => text === null || text.trim() === ''

const whyNot = (edit: Edit): Waiting | null => {
  if (edit.kind === 'remove') return null
  if (edit.kind === 'add') {
    const missing = missingOf(edit.contents)
    return missing === null ? null : { row: edit.row, field: missing.field, why: missing.why }
  }
  if (!isBlank(edit.to) || mayBeEmpty.has(edit.field) || edit.field.startsWith('funds.')) return null
  return { row: edit.kind === 'cell' ? edit.row : null, field: edit.field, why: '这一格不能空着，填好后保存。' }
}

const missingOf = ({ level1, level2, name }: RowContents): Readonly<{ field: string; why: string }> | null => {
  if (isBlank(name)) return { field: 'name', why: '写上三级指标的名称后保存。' }
  if (isBlank(level1) || isBlank(level2))
    return { field: isBlank(level1) ? 'level1' : 'level2', why: '选好一级、二级指标后保存。' }
  return null
}

/** The nearest row above that the server knows. */
const anchorOf = (base: EditedForm, adds: readonly Edit[], after: RowKey | null): RowKey | null => {
  const known = new Set(base.rows.map(({ key }) => key))
  let anchor = after
  for (let step = 0; anchor !== null && !known.has(anchor) && step <= adds.length; step++) {
    const before = adds.find(edit => edit.kind === 'add' && edit.row === anchor)
    anchor = before?.kind === 'add' ? before.after : null
  }
  return anchor !== null && known.has(anchor) ? anchor : null
}

const addition = ({ contents }: Extract<Edit, { kind: 'add' }>, after: RowKey | null): ChangeRequest => {
  const { level1, level2, name, target, weight, plan } = contents
  return {
    field: 'indicator',
    after,
    to: {
      level1: level1 ?? '',
      level2: level2 ?? '',
      name: name ?? '',
      target: target ?? '',
      weight: isBlank(weight) ? null : weight,
      ...(plan && { plan }),
    },
  }
}

const changeOf = (edit: Exclude<Edit, { kind: 'add' }>): ChangeRequest => {
  if (edit.kind === 'remove') return { field: 'indicator', indicator: edit.row, to: null }
  const { field, to } = edit
  return (edit.kind === 'cell' ? { indicator: edit.row, field, to } : { field, to }) as ChangeRequest
}

/** What was typed into a cell as it is kept: amounts without separators, an empty weight or amount as none, no spaces around. */
export const cleaned = (field: string, typed: string): string | null => {
  if (field.startsWith('funds.') || field === 'weight') return isBlank(typed) ? null : typed.replaceAll(/[,，\s]/g, '')
  return field === 'annualGoal' || field === 'overallGoal' ? typed : typed.replaceAll(/\s+/g, ' ').trim()
}
