import type { Chair } from '@shenbao/workflow/may.ts'

/**
 * Who is asking: an officer with the chairs they sit on, perhaps as a deputy for another (`partly`: in some of that person's roles
 * only). Comes in with the command.
 */
export type Principal = Readonly<{ officerId: string; onBehalfOf: string | null; chairs: readonly Chair[]; partly?: boolean }>
