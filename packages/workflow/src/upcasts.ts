import type { Upcast } from '@shenbao/kernel/upcast.ts'

/**
 * How facts of the engine in earlier shapes are read today. Empty: none of them has changed yet. Every domain on this engine puts
 * these before its own. How to add one: `infra/decisions/0006-upcasts.md`.
 */
export const workflowUpcasts: readonly Upcast[] = []
