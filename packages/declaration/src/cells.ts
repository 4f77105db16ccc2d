import { fundNames, planFields } from '@shenbao/form/form.ts'
import { yuanOfFen } from '@shenbao/kernel/money.ts'
import { formFields, indicatorFields } from './commands.ts'
import type { Declaration } from './state.ts'

/** What stands in a declaration for people to look at: its form, and what was filled in about its rows at year end. */
export type Shown = Readonly<{
  form: Declaration['form']
  results: Declaration['results']['indicators']
  rescores: Declaration['rescores']
}>

/** Everything one can point at: a row by its indicator id, a field by its name (`annualGoal`, `funds.annualRequest` …). */
export type Anchor = string

/** What is written at an anchor, by field; texts as written, amounts yuan text. */
export type Cells = Readonly<Record<string, string | null>>

export const shownIn = ({ form, results, rescores }: Pick<Declaration, 'form' | 'results' | 'rescores'>): Shown => ({
  form,
  results: results.indicators,
  rescores,
})

const fieldAnchors: readonly Anchor[] = [...formFields, ...fundNames.map(fund => `funds.${fund}`)]
const fields: ReadonlySet<Anchor> = new Set(fieldAnchors)
export const isField = (anchor: Anchor): boolean => fields.has(anchor)

/** `null` where there is no such row or field (any more). */
export const cellsAt = (shown: Shown, anchor: Anchor): Cells | null =>
  isField(anchor) ? { [anchor]: fieldOf(shown, anchor) } : rowAt(shown, anchor)

const rowAt = ({ form, results, rescores }: Shown, id: Anchor): Cells | null => {
  const row = form.indicators.find(indicator => indicator.id === id)
  if (!row) return null
  const { level1, level2, name, target, weight, plan } = row
  const result = Object.hasOwn(results, id) ? results[id] : undefined
  const rescore = Object.hasOwn(rescores, id) ? rescores[id] : undefined
  return {
    level1,
    level2,
    name,
    target,
    weight,
    ...plan,
    ...(result ? resultCells(result) : {}),
    ...(rescore ? { score: rescore.to } : {}),
  }
}

const resultCells = ({ actual, judgement, score, reason }: Shown['results'][string]): Cells => ({
  'result.actual': actual,
  'result.judgement': judgement,
  'result.score': score,
  'result.reason': reason,
})

const fieldOf = ({ form }: Shown, field: Anchor): string | null => {
  const fund = fundNames.find(name => `funds.${name}` === field)
  if (fund !== undefined) {
    const fen = form.funds[fund]
    return fen === null ? null : yuanOfFen(fen)
  }
  const name = formFields.find(one => one === field)
  return name === undefined ? null : form[name]
}

/** One field that says something else than it did. */
export type ChangedCell = Readonly<{ field: string; from: string | null; to: string | null }>
export type ChangedAnchor = Readonly<{ anchor: Anchor; kind: 'added' | 'removed' | 'revised'; cells: readonly ChangedCell[] }>

/**
 * What differs between two moments, by content: what was changed and changed back is no change. Rows in the order of the form,
 * removed ones after them, then fields.
 */
export const changedBetween = (before: Shown, now: Shown): readonly ChangedAnchor[] => {
  if (before.form === now.form && before.results === now.results && before.rescores === now.rescores) return []
  const rows = now.form.indicators.map(({ id }) => id)
  const removed = before.form.indicators.map(({ id }) => id).filter(id => !rows.includes(id))
  return [...rows, ...removed, ...fieldAnchors].flatMap(anchor => changeAt(before, now, anchor) ?? [])
}

export const changeAt = (before: Shown, now: Shown, anchor: Anchor): ChangedAnchor | null => {
  const [from, to] = [cellsAt(before, anchor), cellsAt(now, anchor)]
  const cells = inColumns({ ...from, ...to }).flatMap(field => {
    const cell = { field, from: from?.[field] ?? null, to: to?.[field] ?? null }
    return cell.from === cell.to ? [] : [cell]
  })
  const kind = from === null ? 'added' : to === null ? 'removed' : 'revised'
  return (from === null) === (to === null) && cells.length === 0 ? null : { anchor, kind, cells }
}

/** Fields in the order of the form's columns, the results after them. */
const inColumns = (cells: Cells): readonly string[] => {
  const columns = [...indicatorFields, ...planFields].filter(field => Object.hasOwn(cells, field))
  return [...new Set<string>([...columns, ...Object.keys(cells)])]
}

/** As `changeAt` for a comment: `null` speaks of the whole declaration. */
export const hasChanged = (before: Shown, now: Shown, anchor: Anchor | null): boolean =>
  anchor === null ? changedBetween(before, now).length > 0 : changeAt(before, now, anchor) !== null

/** As refusals and pages name it. */
export const placeOf = (anchor: Anchor): Readonly<{ indicator: string }> | Readonly<{ field: string }> =>
  isField(anchor) ? { field: anchor } : { indicator: anchor }

/** The name of a row or `null`; a row that is gone keeps the name it had. */
export const rowName = (anchor: Anchor, ...moments: readonly Shown[]): string | null =>
  moments.flatMap(({ form }) => form.indicators).find(({ id }) => id === anchor)?.name ?? null
