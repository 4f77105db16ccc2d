import { isField } from '@shenbao/declaration/cells.ts'
import type { Changes, DeclarationOut } from '../api/queries.ts'

export type Comment = DeclarationOut['comments'][number]
export type FormRow = DeclarationOut['form']['indicators'][number]
export type ChangedField = Changes['fields'][number]
export type Kind = 'added' | 'removed' | 'revised'

/**
 * One line of the table of changes. `number` is the place on the form, `null` for what is no row of it (any more); `cells` what says
 * something else than before, by field.
 */
export type ChangeLine = Readonly<{
  anchor: string
  number: number | null
  row: FormRow | null
  kind: Kind | null
  cells: readonly ChangedField[]
  comments: readonly Comment[]
}>

/** Changed or still talked about, and what needs nobody's eyes. */
export type Arranged = Readonly<{
  /** Comments on the whole. */
  general: readonly Comment[]
  fields: readonly ChangeLine[]
  rows: readonly ChangeLine[]
  unchanged: readonly Readonly<{ number: number; row: FormRow }>[]
  counts: Readonly<{ added: number; removed: number; revised: number; fields: number; rows: number }>
}>

/** Not agreed upon yet: it keeps its row open even where nothing changed. */
export const isOpen = ({ confirmed }: Comment): boolean => confirmed === null

/** Fields first, then the rows as the form has them, then those that went; each with what was said about it. */
export const arranged = (
  { form, comments }: Pick<DeclarationOut, 'form' | 'comments'>,
  changes: Pick<Changes, 'rows' | 'fields'>,
): Arranged => {
  const about = (anchor: string): readonly Comment[] => comments.filter(comment => comment.anchor === anchor)
  const isTalkedAbout = (anchor: string): boolean => about(anchor).some(isOpen)
  const numbered = form.indicators.map((row, at) => ({ row, number: at + 1 }))
  const changed = new Map(changes.rows.map(row => [row.indicator, row]))

  const standing = numbered.flatMap(({ row, number }): readonly ChangeLine[] => {
    const change = changed.get(row.id)
    if (!change && !isTalkedAbout(row.id)) return []
    return [{ anchor: row.id, number, row, kind: change?.kind ?? null, cells: change?.fields ?? [], comments: about(row.id) }]
  })
  const gone = changes.rows
    .filter(({ kind }) => kind === 'removed')
    .map(({ indicator, fields }) => lineOf(indicator, 'removed', fields, about(indicator)))
  const shown = new Set([...standing, ...gone].map(({ anchor }) => anchor))
  const goneBefore = anchorsOf(comments.filter(isOpen))
    .filter(anchor => !isField(anchor) && !shown.has(anchor))
    .map(anchor => lineOf(anchor, null, [], about(anchor)))
  return {
    general: comments.filter(({ anchor }) => anchor === null),
    fields: fieldLines(changes.fields, comments),
    rows: [...standing, ...gone, ...goneBefore],
    unchanged: numbered.filter(({ row }) => !shown.has(row.id)),
    counts: {
      added: changes.rows.filter(({ kind }) => kind === 'added').length,
      removed: gone.length,
      revised: changes.rows.filter(({ kind }) => kind === 'revised').length,
      fields: changes.fields.length,
      rows: form.indicators.length,
    },
  }
}

const fieldLines = (fields: readonly ChangedField[], comments: readonly Comment[]): readonly ChangeLine[] => {
  const spokenOf = anchorsOf(comments.filter(isOpen)).filter(isField)
  const anchors = [...new Set([...fields.map(({ field }) => field), ...spokenOf])]
  return anchors.map(anchor => {
    const cells = fields.filter(({ field }) => field === anchor)
    const about = comments.filter(comment => comment.anchor === anchor)
    return lineOf(anchor, cells.length > 0 ? 'revised' : null, cells, about)
  })
}

const anchorsOf = (comments: readonly Comment[]): readonly string[] => [
  ...new Set(comments.flatMap(({ anchor }) => (anchor === null ? [] : [anchor]))),
]

/** A line that is no row of the form: a field, or a row that went. */
const lineOf = (anchor: string, kind: Kind | null, cells: readonly ChangedField[], comments: readonly Comment[]): ChangeLine => ({
  anchor,
  number: null,
  row: null,
  kind,
  cells,
  comments,
})

/** From as many lines on, a reason is told once for all of them. */
const SHARED_LEAST = 3

export type SharedReason = Readonly<{ reason: string; byName: string | null; lines: number }>

/** Reasons given for many lines at once: a batch of weights, an import. */
export const sharedReasons = (lines: readonly Pick<ChangeLine, 'cells'>[]): readonly SharedReason[] => {
  const shared = new Map<string, SharedReason>()
  for (const { cells } of lines)
    for (const [reason, { byName }] of new Map(
      cells.flatMap(cell => (cell.reason === null ? [] : [[cell.reason, cell] as const])),
    ))
      shared.set(reason, { reason, byName, lines: (shared.get(reason)?.lines ?? 0) + 1 })
  return [...shared.values()].filter(one => one.lines >= SHARED_LEAST)
}

/** 增 1 删 1 改 3；栏目改 2 */
export const countWords = ({ added, removed, revised, fields, rows }: Arranged['counts']): string => {
  const ofRows = [added > 0 && `增 ${added}`, removed > 0 && `删 ${removed}`, revised > 0 && `改 ${revised}`].filter(Boolean)
  return [`${rows} 行`, ofRows.length > 0 ? ofRows.join(' ') : '未变', fields > 0 && `栏目改 ${fields}`]
    .filter(Boolean)
    .join('，')
}
