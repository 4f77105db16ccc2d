import { useQueries } from '@tanstack/react-query'
import { type DeclarationOut, declarationQuery } from '../api/queries.ts'
import { type BulkVerb, sharedTargets } from './bulk.ts'
import type { WorkRow } from './work-rows.ts'

type Allowed = DeclarationOut['allowedCommands'][number]
export type Detail = Readonly<{ allowed: Allowed | null; blocked: string | null }>
export type Details = Readonly<{
  read: number
  isReady: boolean
  of: (row: WorkRow) => Detail | null
  /** Where all of them may be sent back to. */
  targets: readonly Readonly<{ stage: string; title: string }>[]
}>

/**
 * What each declaration allows now, who comes next, and what it still needs: asked when the dialog opens, and not again with every
 * one that is decided.
 */
export const useDetails = (rows: readonly WorkRow[], verb: BulkVerb, asks: boolean): Details => {
  const found = useQueries({ queries: rows.map(({ listed }) => ({ ...declarationQuery(listed.id), enabled: asks })) })
  const details = new Map(rows.map((row, index): [string, Detail | null] => [row.key, detailOf(found[index]?.data, row, verb)]))
  const known = rows.flatMap(row => details.get(row.key)?.allowed ?? [])
  const titles = new Map(known.flatMap(({ next = [] }) => next.map(({ stage, title }) => [stage, title])))
  return {
    read: found.filter(({ isPending }) => !isPending).length,
    isReady: found.every(({ isPending }) => !isPending),
    of: row => details.get(row.key) ?? null,
    targets: sharedTargets(known.map(({ to = [] }) => to)).map(stage => ({ stage, title: titles.get(stage) ?? '前面的环节' })),
  }
}

const detailOf = (declaration: DeclarationOut | undefined, { task }: WorkRow, verb: BulkVerb): Detail | null => {
  if (!declaration) return null
  const isIt = (one: Readonly<{ type: string; onBehalfOf?: string | undefined }>): boolean =>
    one.type === verb && (one.onBehalfOf ?? null) === (task?.onBehalfOf ?? null)
  return {
    allowed: declaration.allowedCommands.find(isIt) ?? null,
    blocked: declaration.blockedCommands.find(isIt)?.because.detail ?? null,
  }
}
