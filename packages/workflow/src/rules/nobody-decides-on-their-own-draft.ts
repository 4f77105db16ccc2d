import type { Rejection } from '@shenbao/kernel/decider.ts'
import type { Move } from '../route.ts'
import { authorsOf, persons, type Who, type Work } from '../work.ts'

/**
 * Nobody approves, returns or rejects what they wrote, whichever chair they sit on and also not through a deputy.
 * Basis: 不相容岗位相分离 (segregation of duties), practice of internal control.
 * Not checked: whether two officers are related in other ways; the directory does not know it.
 */
export const nobodyDecidesOnTheirOwnDraft = (work: Work, move: Move, by: Who): Rejection | null => {
  const authors = authorsOf(work, move)
  return persons(by).some(person => authors.includes(person))
    ? {
        code: 'own-draft',
        detail: '起草人不能审核自己起草的内容，请转由同一岗位的其他人员处理。',
        basis: { kind: 'practice', text: '不相容岗位相分离：起草与审核由不同的人承担，代办也不例外' },
      }
    : null
}
