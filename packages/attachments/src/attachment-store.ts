/**
 * Where the bytes of evidence are kept. A file is named by the digest of its bytes, the digest that links the log: the same bytes are
 * one file, whoever brings them and however often, and nobody can change a file and keep its name. What a file is called and what it
 * proves stands in the facts; here are bytes only. Nothing is ever replaced or removed: a file that was taken off is history, and one
 * that no fact speaks of is in nobody's way.
 */
export type AttachmentStore = Readonly<{
  /** Bytes of the largest file that is taken. */
  bytesMax: number
  /**
   * Takes in bytes as they come. They are no attachment yet: `keep` makes them one and returns when they are on disk under their
   * digest, `discard` forgets them. `AttachmentRefused` for what is empty, too large, or of no kind that is taken.
   */
  receive: (name: string, bytes: AsyncIterable<Uint8Array>) => Promise<Received>
  /** The bytes as they stand; `null` where there is no such file. Whether they still are what they were, `check` says. */
  open: (digest: string) => Promise<Opened | null>
  /** Reads the file whole and takes its digest anew. */
  check: (digest: string) => Promise<Held>
  /** Puts bytes that are said to have this digest; `AttachmentRefused` where they have another. For restoring. */
  put: (digest: string, bytes: AsyncIterable<Uint8Array>) => Promise<void>
  /** Removes what was received, and neither kept nor discarded, before the instant: a program that died left it. Answers how many. */
  sweep: (before: Date) => Promise<number>
}>

export type Received = KeptFile & Readonly<{ keep: () => Promise<void>; discard: () => Promise<void> }>

/** A file as facts speak of it: `digest` is 64 hex digits, `size` in bytes, `mediaType` what its content is. */
export type KeptFile = Readonly<{ digest: string; size: number; mediaType: string }>

export type Opened = Readonly<{ size: number; bytes: AsyncIterable<Uint8Array> }>

/** What became of a file: `altered` where its bytes have another digest, `unreadable` where the disk does not give them. */
export type Held = 'whole' | 'missing' | 'altered' | 'unreadable'

export type RefusalCode = 'file-empty' | 'file-too-large' | 'file-kind' | 'file-name' | 'file-digest'

/** A file that is not taken. The message is a Chinese sentence that says what to do next. */
export class AttachmentRefused extends Error {
  override readonly name = 'AttachmentRefused'
  readonly code: RefusalCode
  constructor(code: RefusalCode, message: string) {
    super(message)
    this.code = code
  }
}
