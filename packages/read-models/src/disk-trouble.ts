/** Primary result codes of SQLite: what is asked cannot be done now, and can be once somebody has made room, or has let go. */
const BUSY = 5
const READ_ONLY = 8
const IO_ERROR = 10
const FULL = 13
const CANNOT_OPEN = 14
const passing = new Set([BUSY, READ_ONLY, IO_ERROR, FULL, CANNOT_OPEN])

/** Trouble of the disk that the tables stand on, which an operator can end without a restart; anything else is a defect. */
export const isDiskTrouble = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && passing.has(error.errcode & 0xff)
