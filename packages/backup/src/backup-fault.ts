/**
 * `unreadable`: there is no backup to be read at that place (no file, another file, a newer format). `refused`: there is one, and it
 * may not be used, or the log may not be backed up or restored into.
 */
export type BackupFaultKind = 'unreadable' | 'refused'

/** Why nothing was backed up or restored. The message is a Chinese sentence that says what to do next. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
  readonly kind: BackupFaultKind
  constructor(kind: BackupFaultKind, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.kind = kind
  }
}

/** The code of a system error (`ENOENT`), empty for any other. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
