import { canonicalJson } from '@shenbao/kernel/canonical-json.ts'
import type { Digest } from '@shenbao/kernel/digest.ts'
import type { Route } from '@shenbao/workflow/route.ts'
import { stageNamed } from '@shenbao/workflow/route.ts'
import { ChangesConfirmed } from '@shenbao/workflow/signing-facts.ts'
import type { Look } from './attention.ts'
import { type Anchor, type ChangedAnchor, cellsAt, changedBetween, isField, type Shown, shownIn } from './cells.ts'
import type { DeclarationEvent } from './events.ts'
import type { Declaration } from './state.ts'

/**
 * What a stage has to look at again: what changed since it last gave an opinion or returned the case, in an earlier round. The other
 * rows keep that opinion.
 */
export type Delta = Readonly<{
  stage: string
  since: Look
  changed: readonly ChangedAnchor[]
  /** Indicator ids. */
  unchanged: readonly string[]
}>

/** `null` where the stage sees the case for the first time, or decides on a proposal beside the form (an adjustment). */
export const deltaOf = (declaration: Declaration, { route, stage }: Readonly<{ route: Route; stage: string }>): Delta | null => {
  if (stageNamed(route, stage).beside !== undefined) return null
  const { attention, work, form } = declaration
  const since = attention.looks.findLast(look => look.stage === stage && look.round < work.round)
  if (!since) return null
  const changed = changedBetween(since.shown, shownIn(declaration))
  const touched = new Set(changed.map(({ anchor }) => anchor))
  return { stage, since, changed, unchanged: form.indicators.map(({ id }) => id).filter(id => !touched.has(id)) }
}

/** Of what stands at the anchor now; a row that was taken out has one, too. */
export const digestAt = (digest: Digest, shown: Shown, anchor: Anchor): string => digest(canonicalJson(cellsAt(shown, anchor)))

/** The fact that says which rows the reviewer confirmed; none where nothing was confirmed. */
export const confirmationOf = (
  declaration: Declaration,
  { stage, anchors, digest }: Readonly<{ stage: string; anchors: readonly Anchor[]; digest: Digest }>,
): readonly DeclarationEvent[] => {
  const shown = shownIn(declaration)
  const rows = [...new Set(anchors)].map(anchor => ({ anchor, digest: digestAt(digest, shown, anchor) }))
  return rows.length === 0 ? [] : [ChangesConfirmed.of({ stage, round: declaration.work.round, rows })]
}

/** What one can point at now: rows on the form, rows an open adjustment would add, fields. */
export const isThere = ({ form, adjustments }: Declaration, anchor: Anchor): boolean =>
  isField(anchor) ||
  form.indicators.some(({ id }) => id === anchor) ||
  adjustments.some(({ outcome, changes }) => outcome === 'open' && changes.some(({ indicatorId }) => indicatorId === anchor))
