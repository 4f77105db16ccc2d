import type { Upcast } from '@shenbao/kernel/upcast.ts'

/** How facts of the directory in earlier shapes are read today. Empty: none has changed yet. See `infra/decisions/0006-upcasts.md`. */
export const directoryUpcasts: readonly Upcast[] = []
