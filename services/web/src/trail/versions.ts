import type { HistoryItem } from '../api/queries.ts'
import { makesVersion } from './fact-kinds.ts'

/** A form that others decided upon: handed in, approved, adjusted. */
export type Version = Readonly<{ revision: number; at: string; why: string; by: string; digest: string }>

/** Newest first. `documentNumber` is that of the 批复. */
export const versionsOf = (items: readonly HistoryItem[], documentNumber: string | null): readonly Version[] => {
  const counts = new Map<string, number>()
  return items
    .filter(({ type }) => makesVersion.has(type))
    .map(({ revision, type, title, at, actorName, digest }) => {
      const nth = (counts.get(type) ?? 0) + 1
      counts.set(type, nth)
      const why = {
        'declaration-opened': title,
        'declaration-approved': documentNumber === null ? title : `${title} ${documentNumber}`,
        'adjustment-approved': `第 ${nth} 次调整`,
      }[type]
      return {
        revision: settledAt(items, revision),
        at,
        by: actorName,
        digest,
        why: why ?? (nth > 1 ? `第 ${nth} 次${title}` : title),
      }
    })
    .map(version => ({
      ...version,
      digest: items.find(({ revision }) => revision === version.revision)?.digest ?? version.digest,
    }))
    .toReversed()
}

/** The last fact of the act: before it, the version was not whole. */
const settledAt = (items: readonly HistoryItem[], revision: number): number => {
  const command = items.find(item => item.revision === revision)?.command
  return items.findLast(item => item.command === command)?.revision ?? revision
}

/** `9d41 07be`: as much of a digest as people compare by eye. */
export const shortDigest = (digest: string, groups = 2): string => (digest.match(/.{4}/g) ?? []).slice(0, groups).join(' ')
