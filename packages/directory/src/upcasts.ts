import type { Upcast } from '@shenbao/kernel/upcast.ts'

/** A post that came later (评审专家, 财政部门) is no post of anybody's in an earlier fact. */
const morePosts: Upcast['up'] = data => data

/** How facts of the directory in earlier shapes are read today. See `infra/decisions/0006-upcasts.md`. */
export const directoryUpcasts: readonly Upcast[] = [
  { type: 'officer-appointed', from: 1, up: morePosts },
  { type: 'officer-reassigned', from: 1, up: morePosts },
  { type: 'deputy-appointed', from: 1, up: morePosts },
]
