import type { Upcast } from '@shenbao/kernel/upcast.ts'

/**
 * How facts of the engine in earlier shapes are read today. Every domain on this engine puts these before its own. How to add one:
 * `infra/decisions/0006-upcasts.md`.
 */
export const workflowUpcasts: readonly Upcast[] = [
  // An opinion came to say which of several signatures it is. Before, there was one, and it was in favour.
  { type: 'opinion-given', from: 1, up: data => data },
]
