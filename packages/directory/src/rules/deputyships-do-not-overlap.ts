import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { AppointDeputy } from '../commands.ts'
import type { Deputyship, Directory } from '../directory.ts'

type Period = Pick<AppointDeputy, 'principalId' | 'from' | 'until' | 'roles'>

/** One deputy at a time for each role of a principal, so that it is clear who answers. A choice of this product. */
export const deputyshipsDoNotOverlap = (directory: Directory, wanted: Period): Rejection | null => {
  const other = Object.values(directory.deputyships).find(
    deputyship => deputyship.ended === null && deputyship.principalId === wanted.principalId && overlap(deputyship, wanted),
  )
  return other
    ? {
        code: 'deputyships-overlap',
        detail: `${other.from}至${other.until}已有代理人代理同一岗位。请先终止那次代理，或错开日期、岗位。`,
        basis: { kind: 'product', text: '同一岗位同一时间只有一位代理人。' },
      }
    : null
}

const overlap = (one: Deputyship, other: Period): boolean =>
  one.from <= other.until &&
  other.from <= one.until &&
  (one.roles === null || other.roles === null || one.roles.some(role => other.roles?.includes(role)))
