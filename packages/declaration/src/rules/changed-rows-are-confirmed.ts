import type { Rejection } from '@shenbao/kernel/decider.ts'
import { type ChangedAnchor, placeOf, rowName, type Shown } from '../cells.ts'
import { fieldTitle } from '../words.ts'

const words: Readonly<Record<ChangedAnchor['kind'], string>> = { added: '新增', removed: '已删除', revised: '有改动' }

/**
 * Where the route asks for it (`confirmsChanges`), a stage that looks at a case again passes it only when every row and field that
 * changed since its last opinion is confirmed. What did not change keeps that opinion.
 * Basis: choice of this product; a second round that is read like the first is not read.
 * Not checked: whether somebody really read the row.
 */
export const changedRowsAreConfirmed = (
  changed: readonly ChangedAnchor[],
  confirmed: readonly string[],
  moments: readonly Shown[],
): Rejection | null => {
  const missing = changed.filter(({ anchor }) => !confirmed.includes(anchor))
  if (missing.length === 0) return null
  const nameOf = (anchor: string): string => rowName(anchor, ...moments) ?? fieldTitle(anchor, false)
  return {
    code: 'changes-unconfirmed',
    detail: `上次审核之后改动了 ${changed.length} 处，还有 ${missing.length} 处没有复核。请逐处看过并确认后再同意。`,
    basis: { kind: 'product', text: '退回后重审只看改动，改动逐处复核；未改动的沿用原意见' },
    places: missing.map(({ anchor, kind }) => ({ ...placeOf(anchor), message: `「${nameOf(anchor)}」${words[kind]}，请复核。` })),
  }
}
